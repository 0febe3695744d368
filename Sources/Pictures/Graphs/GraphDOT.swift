/// A graph in the DOT language, to be drawn by Graphviz: `dot -Tsvg graph.dot -o graph.svg`.
///
/// Values flow upward, from the inputs at the bottom to the roots at the top. A node shows its
/// operation and its equation; inputs are blue ellipses, constants have no frame, roots a double
/// one. Edges into an operation that is not a sum or a product carry the operand's place.
///
/// The output depends on the diagram alone, and a line of it on a single node or edge.
package enum GraphDOT {
  /// The text of the graph, which ends with a line break.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges.
  package static func string(of diagram: Diagram) -> String {
    let roots = Set(diagram.roots)
    var lines = [
      "digraph {",
      "  rankdir=BT",
      ##"  node [shape=box, style="rounded,filled", color="#64748b", fillcolor="#f8fafc", fontname="Helvetica"]"##,
      ##"  edge [color="#64748b", fontcolor="#64748b", fontname="Helvetica", fontsize=10]"##,
    ]
    for vertex in diagram.vertices {
      var attributes = ["label=\"\(vertex.labelLines.map(escape).joined(separator: "\\n"))\""]
      switch vertex.kind {
      case .input: attributes += ["shape=ellipse", "style=filled", ##"fillcolor="#dbeafe""##]
      case .constant: attributes += ["shape=plaintext", "style=solid", "width=0", "height=0"]
      case .operation: break
      }
      if roots.contains(vertex.id) { attributes += ["peripheries=2", ##"fillcolor="#dcfce7""##] }
      lines.append("  n\(vertex.id) [\(attributes.joined(separator: ", "))]")
    }
    for edge in diagram.edges {
      let label = edge.place.map { " [label=\"\($0)\"]" } ?? ""
      lines.append("  n\(edge.operand) -> n\(edge.user)\(label)")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// A label's text between quotes: Graphviz reads backslashes and HTML entities in it.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in escapingControlCharacters(text).unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "&": escaped += "&amp;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
