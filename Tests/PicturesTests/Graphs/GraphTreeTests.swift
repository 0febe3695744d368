import Pictures
import Testing

struct GraphTreeTests {
  @Test func `each node has its line with formula and value`() {
    #expect(
      GraphTree().styledText(of: .polynomial).plain == """
        z           %4 + 2   23
        ├─ %4       %2 + %3  21
        │  ├─ %2    x*x       9
        │  │  └─ x  input     3
        │  └─ %3    x*y      12
        │     ├─ x  input     3
        │     └─ y  input     4
        └─ 2
        """)
  }

  @Test func `a shared node is drawn in full once and marked at each place`() {
    #expect(
      GraphTree().styledText(of: .shared).plain == """
        w         atan2(u, %3)                stale, used 2 times
        ├─ u      sin(x)        0.4794255386  used 3 times
        │  └─ x   input         0.5
        └─ %3     u^(-3)        9.0749
           ├─ u   sin(x)        0.4794255386  ↑ above
           └─ -3
        v         u*w
        ├─ u      sin(x)        0.4794255386  ↑ above
        └─ w      atan2(u, %3)                stale, ↑ above
        """)
  }

  @Test func `the other set of characters is ASCII only`() {
    let text = GraphTree(characters: .ascii, maximumDepth: 2).styledText(of: .polynomial).plain
    #expect(
      text == """
        z         %4 + 2   23
        |- %4     %2 + %3  21
        |  |- %2  x*x       9  ...
        |  `- %3  x*y      12  ...
        `- 2
        ... 2 more nodes
        """)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(GraphTree(characters: .ascii).styledText(of: .shared).plain.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `roles tell names, nodes, operations and values apart`() {
    let diagram = Diagram(
      vertices: [
        .init(id: 0, .input, name: "x", value: 3),
        .init(id: 1, .operation(.minus), operands: [0], value: -3),
      ],
      roots: [1])
    let first: [StyledText] = [
      StyledText("%1", .node), "    ", StyledText("-x", .operation), "     ", StyledText("-3", .value),
    ]
    let second: [StyledText] = [
      StyledText("└─ ", .faint), StyledText("x", .name), "  ", StyledText("input", .faint), "   ",
      StyledText("3", .value),
    ]
    #expect(
      GraphTree().styledText(of: diagram) == [first.joined(), second.joined()].joined(separator: "\n"))
  }

  @Test func `formulas are cut to the width of the terminal`() {
    #expect(
      GraphTree().styledText(of: .polynomial, fitting: 20).plain == """
        z           %4…2  23
        ├─ %4       %2…3  21
        │  ├─ %2    x*x    9
        │  │  └─ x  in…t   3
        │  └─ %3    x*y   12
        │     ├─ x  in…t   3
        │     └─ y  in…t   4
        └─ 2
        """)
  }

  @Test func `indentation takes at most half of the terminal`() {
    let lines = GraphTree().styledText(of: .chain(50), fitting: 40).lines.map(\.plain)
    #expect(
      lines.suffix(3) == [
        "            └─ %44     sin(%43)", "               └─ %43  sin(%42)  …",
        "… 43 more nodes",
      ])
  }

  @Test func `foreign names cannot steer the terminal`() {
    #expect(
      GraphTree().styledText(of: .hostile).plain == #"""
        θ₁#`_%%{        -a"]\n<b>&\n  -1  \u{1B}[31m- x
        └─ a"]\n<b>&\n  input          1
        """#)
  }

  @Test func `a node that was cut at the depth limit is drawn in full where there is room`() {
    let diagram = Diagram(
      vertices: [
        .init(id: 0, .input, name: "x"),
        .init(id: 1, .operation(.function("sin")), operands: [0]),
        .init(id: 2, .operation(.function("cos")), operands: [1]),
        .init(id: 3, .operation(.function("max")), operands: [2, 1]),
      ],
      roots: [3])
    #expect(
      GraphTree(maximumDepth: 2).styledText(of: diagram).plain == """
        %3        max(%2, %1)
        ├─ %2     cos(%1)
        │  └─ %1  sin(x)       …
        └─ %1     sin(x)       used 2 times
           └─ x   input
        """)
  }

  @Test func `a chain of a hundred thousand nodes is cut and counted`() {
    #expect(
      GraphTree(maximumDepth: 3).styledText(of: .chain(100_000)).plain == """
        %99999           sin(%99998)
        └─ %99998        sin(%99997)
           └─ %99997     sin(%99996)
              └─ %99996  sin(%99995)  …
        … 99,996 more nodes
        """)
    #expect(
      GraphTree(maximumLines: 2).styledText(of: .chain(100_000)).plain == """
        %99999     sin(%99998)
        └─ %99998  sin(%99997)
        … 99,998 more nodes
        """)
    let whole = GraphTree(maximumLines: .max, maximumDepth: .max).styledText(of: .chain(200)).lines
    #expect(whole.count == 200)
    #expect(whole.last?.plain.hasSuffix("└─ x  input") == true)
  }

  @Test func `of many operands the formula tells a few and the lines tell all up to the limit`() {
    var vertices = (0..<6).map { Diagram.Vertex(id: $0, .input, name: "x\($0)") }
    vertices.append(.init(id: 6, .operation(.function("sum")), operands: Array(0..<6), name: "s"))
    vertices.append(.init(id: 7, .operation(.plus), operands: Array(0..<6), name: "t"))
    #expect(
      GraphTree(maximumLines: 3).styledText(of: Diagram(vertices: vertices, roots: [6, 7])).plain == """
        s      sum(x0, x1, …, x5)
        ├─ x0  input
        ├─ x1  input
        … 5 more nodes
        """)
    #expect(
      GraphTree(maximumLines: 1).styledText(of: Diagram(vertices: vertices, roots: [7])).plain == """
        t  x0 + x1 + … + x5
        … 6 more nodes
        """)
  }

  @Test func `a negative first operand keeps its sign to itself`() {
    let diagram = Diagram(
      vertices: [
        .init(id: 0, .constant("-3")), .init(id: 1, .input, name: "x"),
        .init(id: 2, .operation(.power), operands: [0, 1], name: "p"),
      ],
      roots: [2])
    #expect(
      GraphTree().styledText(of: diagram).plain == """
        p      (-3)^x
        ├─ -3
        └─ x   input
        """)
  }

  @Test func `malformed diagrams are drawn as far as they make sense`() {
    let diagram = Diagram(
      vertices: [
        .init(id: 7, .operation(.plus), operands: [7, 8, 99]),
        .init(id: 8, .operation(.function("sin")), operands: []),
        .init(id: 8, .input, name: "twin"),
      ],
      roots: [7, 7, 42, 8])
    #expect(GraphTree().styledText(of: diagram).plain == "%7  +\n%8  sin()")
    #expect(GraphTree().styledText(of: Diagram(vertices: [], roots: [])).isEmpty)
    #expect(GraphTree(maximumLines: -1).styledText(of: .polynomial).plain == "… 7 more nodes")
  }
}
