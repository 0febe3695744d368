import Pictures
import Testing

struct GraphDOTTests {
  @Test func `inputs and roots are told apart, and constants stand in formulas`() {
    #expect(
      GraphDOT.string(of: .polynomial) == ##"""
        digraph {
          rankdir=LR
          node [shape=box, style="rounded,filled", color="#64748b", fillcolor="#f8fafc", fontname="Helvetica"]
          edge [color="#64748b", fontcolor="#475569", fontname="Helvetica", fontsize=10]
          n0 [label="x\n3", fillcolor="#dbeafe"]
          n1 [label="y\n4", fillcolor="#dbeafe"]
          n2 [label="%2\nx·x\n9"]
          n3 [label="%3\nx·y\n12"]
          n4 [label="%4\n%2 + %3\n21"]
          n6 [label="z\n%4 + 2\n23", peripheries=2, fillcolor="#dcfce7"]
          n0 -> n2
          n0 -> n2
          n0 -> n3
          n1 -> n3
          n2 -> n4
          n3 -> n4
          n4 -> n6
        }

        """##)
  }

  @Test func `edges carry what flows along them`() {
    let edges = GraphDOT.string(of: .swept, edges: .flow).split(separator: "\n").filter { $0.contains("->") }
    #expect(
      edges == [
        #"  n0 -> n2 [label="1·3=3"]"#, #"  n0 -> n2 [label="1·3=3"]"#, #"  n0 -> n3 [label="1·4=4"]"#,
        #"  n1 -> n3 [label="1·3=3"]"#, #"  n2 -> n4 [label="1·1=1"]"#, #"  n3 -> n4 [label="1·1=1"]"#,
        #"  n4 -> n6 [label="1·1=1"]"#,
      ])
  }

  @Test func `labels are escaped for strings and for HTML entities`() {
    let nodes = GraphDOT.string(of: .hostile).split(separator: "\n").filter { $0.contains("label=\"") }
    #expect(
      nodes == [
        ##"  n0 [label="a\"]\\n<b>&amp;\\n\n1", fillcolor="#dbeafe"]"##,
        ##"  n1 [label="θ₁#`_%%{\n-a\"]\\n<b>&amp;\\n\n-1", peripheries=2, fillcolor="#dcfce7"]"##,
      ])
  }

  @Test func `an empty diagram is an empty graph`() {
    #expect(GraphDOT.string(of: Diagram(vertices: [], roots: [3])).hasSuffix("fontsize=10]\n}\n"))
  }
}
