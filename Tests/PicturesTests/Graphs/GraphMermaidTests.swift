import Pictures
import Testing

struct GraphMermaidTests {
  @Test func `inputs and roots are told apart, and constants stand in formulas`() {
    #expect(
      GraphMermaid.string(of: .polynomial) == """
        flowchart LR
          n0["x<br/>3"]
          n1["y<br/>4"]
          n2["%2<br/>x#183;x<br/>9"]
          n3["%3<br/>x#183;y<br/>12"]
          n4["%4<br/>%2 #43; %3<br/>21"]
          n6["z<br/>%4 #43; 2<br/>23"]
          n0 --> n2
          n0 --> n2
          n0 --> n3
          n1 --> n3
          n2 --> n4
          n3 --> n4
          n4 --> n6
          classDef input fill:#dbeafe,stroke:#64748b,color:#0f172a
          classDef root fill:#dcfce7,stroke:#166534,stroke-width:3px,color:#0f172a
          classDef marked stroke:#b45309,stroke-width:3px
          class n0,n1 input
          class n6 root

        """)
  }

  @Test func `edges carry what is asked for`() {
    let edges = GraphMermaid.string(of: .swept, edges: .partials).split(separator: "\n").filter {
      $0.contains("-->")
    }
    #expect(edges.prefix(3) == [#"  n0 -->|"3"| n2"#, #"  n0 -->|"3"| n2"#, #"  n0 -->|"4"| n3"#])
  }

  @Test func `labels are safe from quotes, HTML and Markdown`() {
    let nodes = GraphMermaid.string(of: .hostile).split(separator: "\n").filter { $0.contains("[\"") }
    #expect(
      nodes == [
        ##"  n0["a#34;#93;#92;n#60;b#62;#38;#92;n<br/>1"]"##,
        ##"  n1["θ#8321;#35;#96;#95;%%#123;<br/>#45;a#34;#93;#92;n#60;b#62;#38;#92;n<br/>#45;1"]"##,
      ])
  }

  @Test func `an empty diagram is an empty chart`() {
    #expect(GraphMermaid.string(of: Diagram(vertices: [], roots: [3])).hasPrefix("flowchart LR\n  classDef"))
  }
}
