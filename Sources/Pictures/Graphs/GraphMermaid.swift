/// A graph as a Mermaid flowchart, which Markdown viewers draw in a block marked `mermaid`.
///
/// Laid out and marked as by `GraphDOT`: values flow to the right, inputs are blue, roots have a thick frame.
package enum GraphMermaid {
  /// The most edges and characters that viewers take; a diagram cannot raise them.
  package static let limits = (edges: 500, characters: 50_000)

  /// The text of the graph, which ends with a line break.
  ///
  /// - Complexity: O(*n* + *e*) in vertices and edges.
  package static func string(of diagram: Diagram, edges: EdgeLabels = .none) -> String {
    let graph = DrawnGraph(diagram)
    let texts = BoxTexts(graph: graph, edges: edges)
    var lines = ["flowchart LR"]
    var classes: [String: [String]] = [:]
    for (node, drawn) in graph.nodes.enumerated() {
      let vertex = graph.vertex(node)
      let label = ([vertex.title] + texts.lines(node).map(\.plain)).map(escape).joined(separator: "<br/>")
      lines.append("  n\(vertex.id)[\"\(label)\"]")
      if vertex.kind == .input { classes["input", default: []].append("n\(vertex.id)") }
      if drawn.isRoot { classes["root", default: []].append("n\(vertex.id)") }
      if vertex.isHighlighted { classes["marked", default: []].append("n\(vertex.id)") }
    }
    for (node, drawn) in graph.nodes.enumerated() {
      for operand in drawn.operands {
        let text = texts.label(of: node, operand)
        let label = text.isEmpty ? "" : "|\"\(escape(text))\"|"
        lines.append("  n\(graph.vertex(operand.node).id) -->\(label) n\(graph.vertex(node).id)")
      }
    }
    lines.append("  classDef input fill:#dbeafe,stroke:#64748b,color:#0f172a")
    lines.append("  classDef root fill:#dcfce7,stroke:#166534,stroke-width:3px,color:#0f172a")
    lines.append("  classDef marked stroke:#b45309,stroke-width:3px")
    for name in ["input", "root", "marked"] {
      if let nodes = classes[name] { lines.append("  class \(nodes.joined(separator: ",")) \(name)") }
    }
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
