import Pictures
import Testing

struct GraphDOTTests {
  @Test func `inputs, constants and roots are told apart and values flow upward`() {
    #expect(
      GraphDOT.string(of: .polynomial) == ##"""
        digraph {
          rankdir=BT
          node [shape=box, style="rounded,filled", color="#64748b", fillcolor="#f8fafc", fontname="Helvetica"]
          edge [color="#64748b", fontcolor="#64748b", fontname="Helvetica", fontsize=10]
          n0 [label="x = 3", shape=ellipse, style=filled, fillcolor="#dbeafe"]
          n1 [label="y = 4", shape=ellipse, style=filled, fillcolor="#dbeafe"]
          n2 [label="*\n%2 = 9"]
          n3 [label="*\n%3 = 12"]
          n4 [label="+\n%4 = 21"]
          n5 [label="2", shape=plaintext, style=solid, width=0, height=0]
          n6 [label="+\nz = 23", peripheries=2, fillcolor="#dcfce7"]
          n0 -> n2
          n0 -> n2
          n0 -> n3
          n1 -> n3
          n2 -> n4
          n3 -> n4
          n4 -> n6
          n5 -> n6
        }

        """##)
  }

  @Test func `operands carry their place where the order may matter`() {
    let edges = GraphDOT.string(of: .shared).split(separator: "\n").filter { $0.contains("->") }
    #expect(
      edges == [
        #"  n0 -> n1"#,
        #"  n1 -> n3 [label="1"]"#,
        #"  n2 -> n3 [label="2"]"#,
        #"  n1 -> n4 [label="1"]"#,
        #"  n3 -> n4 [label="2"]"#,
        #"  n1 -> n5"#,
        #"  n4 -> n5"#,
      ])
  }

  @Test func `labels are escaped for strings and for HTML entities`() {
    let nodes = GraphDOT.string(of: .hostile).split(separator: "\n").filter { $0.contains("label") }
    #expect(
      nodes == [
        ##"  n0 [label="a\"]\\n<b>&amp;\\n = 1", shape=ellipse, style=filled, fillcolor="#dbeafe"]"##,
        ##"  n1 [label="-\nθ₁#`_%%{ = -1\n\\u{1B}[31m- x", peripheries=2, fillcolor="#dcfce7"]"##,
      ])
  }

  @Test func `an empty diagram is an empty graph`() {
    #expect(GraphDOT.string(of: Diagram(vertices: [], roots: [3])).hasSuffix("fontsize=10]\n}\n"))
  }
}
