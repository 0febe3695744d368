/// A graph in the DOT language, to be drawn by Graphviz: `dot -Tsvg graph.dot -o graph.svg`.
///
/// It is the picture that `GraphBoxes` draws: values flow from the inputs at the left to the roots at the right, a node shows
/// its name, what it computes, its value and its adjoint or tangent. Inputs are blue, roots have a double frame, and edges
/// carry what is asked for.
///
/// The output depends on the diagram alone, and a line of it on a single node or edge.
package enum GraphDOT {
  /// The text of the graph, which ends with a line break.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges.
  package static func string(of diagram: Diagram, edges: EdgeLabels = .none) -> String {
    let graph = DrawnGraph(diagram)
    let texts = BoxTexts(graph: graph, edges: edges)
    var lines = [
      "digraph {",
      "  rankdir=LR",
      ##"  node [shape=box, style="rounded,filled", color="#64748b", fillcolor="#f8fafc", fontname="Helvetica"]"##,
      ##"  edge [color="#64748b", fontcolor="#475569", fontname="Helvetica", fontsize=10]"##,
    ]
    for (node, drawn) in graph.nodes.enumerated() {
      let vertex = graph.vertex(node)
      let label = ([vertex.title] + texts.lines(node).map(\.plain)).map(escape).joined(separator: "\\n")
      var attributes = ["label=\"\(label)\""]
      if vertex.kind == .input { attributes.append(##"fillcolor="#dbeafe""##) }
      if drawn.isRoot { attributes += ["peripheries=2", ##"fillcolor="#dcfce7""##] }
      if vertex.isHighlighted { attributes += [##"color="#b45309""##, "penwidth=3"] }
      lines.append("  n\(vertex.id) [\(attributes.joined(separator: ", "))]")
    }
    for (node, drawn) in graph.nodes.enumerated() {
      for operand in drawn.operands {
        let text = texts.label(of: node, operand)
        let label = text.isEmpty ? "" : " [label=\"\(escape(text))\"]"
        lines.append("  n\(graph.vertex(operand.node).id) -> n\(graph.vertex(node).id)\(label)")
      }
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
