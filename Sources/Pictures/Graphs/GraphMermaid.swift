/// A graph as a Mermaid flowchart, which Markdown viewers draw in a block marked `mermaid`.
///
/// Laid out and marked as by `GraphDOT`: values flow upward, inputs are rounded and blue, constants
/// have no frame, roots a thick one.
package enum GraphMermaid {
  /// The text of the graph, which ends with a line break.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges.
  package static func string(of diagram: Diagram) -> String {
    var lines = ["flowchart BT"]
    for vertex in diagram.vertices {
      let label = "\"\(vertex.labelLines.map(escape).joined(separator: "<br/>"))\""
      let shape =
        switch vertex.kind {
        case .input: "([\(label)]):::input"
        case .constant: "[\(label)]:::constant"
        case .operation: "[\(label)]"
        }
      lines.append("  n\(vertex.id)\(shape)")
    }
    for edge in diagram.edges {
      let label = edge.place.map { "|\($0)|" } ?? ""
      lines.append("  n\(edge.operand) -->\(label) n\(edge.user)")
    }
    lines.append("  classDef input fill:#dbeafe,stroke:#64748b,color:#0f172a")
    lines.append("  classDef constant fill:none,stroke:none")
    lines.append("  classDef root fill:#dcfce7,stroke:#166534,stroke-width:3px,color:#0f172a")
    let known = Set(diagram.vertices.map(\.id))
    for root in diagram.roots where known.contains(root) { lines.append("  class n\(root) root") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A label's text between quotes.
  ///
  /// Besides quotes and HTML, Mermaid reads Markdown in labels, where a line `+` begins a list. So
  /// everything but letters, digits and a few harmless signs is written by its number, `#43;`.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in escapingControlCharacters(text).unicodeScalars {
      if scalar.properties.isAlphabetic || "0123456789 =.,()%".unicodeScalars.contains(scalar) {
        escaped.unicodeScalars.append(scalar)
      } else {
        escaped += "#\(scalar.value);"
      }
    }
    return escaped
  }
}
