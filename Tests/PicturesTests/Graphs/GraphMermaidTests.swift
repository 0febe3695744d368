import Pictures
import Testing

struct GraphMermaidTests {
  @Test func `inputs, constants and roots are told apart and values flow upward`() {
    #expect(
      GraphMermaid.string(of: .polynomial) == """
        flowchart BT
          n0(["x = 3"]):::input
          n1(["y = 4"]):::input
          n2["#42;<br/>%2 = 9"]
          n3["#42;<br/>%3 = 12"]
          n4["#43;<br/>%4 = 21"]
          n5["2"]:::constant
          n6["#43;<br/>z = 23"]
          n0 --> n2
          n0 --> n2
          n0 --> n3
          n1 --> n3
          n2 --> n4
          n3 --> n4
          n4 --> n6
          n5 --> n6
          classDef input fill:#dbeafe,stroke:#64748b,color:#0f172a
          classDef constant fill:none,stroke:none
          classDef root fill:#dcfce7,stroke:#166534,stroke-width:3px,color:#0f172a
          class n6 root

        """)
  }

  @Test func `operands carry their place where the order may matter`() {
    let edges = GraphMermaid.string(of: .shared).split(separator: "\n").filter { $0.contains("-->") }
    #expect(
      edges == [
        "  n0 --> n1", "  n1 -->|1| n3", "  n2 -->|2| n3", "  n1 -->|1| n4", "  n3 -->|2| n4", "  n1 --> n5",
        "  n4 --> n5",
      ])
  }

  @Test func `labels are safe from quotes, HTML and Markdown`() {
    let nodes = GraphMermaid.string(of: .hostile).split(separator: "\n").filter { $0.contains("[\"") }
    #expect(
      nodes == [
        ##"  n0(["a#34;#93;#92;n#60;b#62;#38;#92;n = 1"]):::input"##,
        ##"  n1["#45;<br/>θ#8321;#35;#96;#95;%%#123; = #45;1<br/>#92;u#123;1B#125;#91;31m#45; x"]"##,
      ])
  }

  @Test func `an empty diagram is an empty chart`() {
    #expect(GraphMermaid.string(of: Diagram(vertices: [], roots: [3])).hasPrefix("flowchart BT\n  classDef"))
  }
}
