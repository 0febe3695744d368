import Testing

@testable import Pictures

/// Wires that are read back: what the signs say is the graph that was drawn.
@Suite struct GraphWiresTests {
  @Test(arguments: Array(DrawnCase.all.enumerated()))
  func theGraphCanBeReadFromTheWires(number: Int, drawn: DrawnCase) throws {
    let diagram = drawn.diagram
    let lines = GraphWires().styledText(of: diagram).lines.map(\.plain)
    let laneCount = WireLanes.fewest(of: DrawnGraph(diagram)).count
    let reading = WireReading(Array(lines.dropFirst()), laneCount: laneCount)
    #expect(reading.problem == nil, "graph \(number)")
    #expect(reading.nodes.count == drawn.nodeCount)
    for vertex in diagram.vertices where !vertex.isConstant {
      var wanted: [String: Int] = [:]
      for operand in vertex.operands { wanted["%\(operand)", default: 0] += 1 }
      let found = try #require(reading.reads["%\(vertex.id)"])
      #expect(Set(found.map(\.operand)) == Set(wanted.keys), "graph \(number), %\(vertex.id)")
      for (operand, count) in found {
        if let count {
          #expect(min(wanted[operand, default: 0], 2) == count, "graph \(number), %\(vertex.id)")
        }
      }
    }
  }

  @Test func sixteenLanesAreEnough() {
    for drawn in DrawnCase.all {
      #expect(WireLanes.fewest(of: DrawnGraph(drawn.diagram)).count <= 16)
    }
  }

  @Test func edgesHaveRowsWithTheirProducts() {
    var wires = GraphWires()
    wires.edges = .flow
    #expect(
      wires.styledText(of: .swept).plain == """
               node  formula  value  adjoint  adjoint × partial
        ○      x                  3       10
        ├─┐                                   x ← 1 × 3 = 3
        ├─●    %2    x·x          9        1  x ← 1 × 3 = 3
        │ │ ○  y                  4        3
        └─│─┤                                 x ← 1 × 4 = 4
          │ ●  %3    x·y         12        1  y ← 1 × 3 = 3
          └─┤                                 %2 ← 1 × 1 = 1
            ●  %4    %2 + %3     21        1  %3 ← 1 × 1 = 1
            ◉  z     %4 + 2      23        1  %4 ← 1 × 1 = 1
        """)
  }

  @Test func withLittleRoomNumbersStayLongest() {
    var wires = GraphWires()
    wires.edges = .flow
    func widest(_ width: Int) -> [String] {
      let lines = wires.styledText(of: .swept, fitting: width).lines.map(\.plain)
      #expect(lines.allSatisfy { displayWidth($0) <= width })
      return lines
    }
    #expect(widest(56)[2].hasSuffix("x ← 1 × 3 = 3"))
    #expect(widest(40)[2] == "╞═●    %2    x·x          9        1")
    #expect(widest(30)[2] == "╞═●    %2        9        1")
    #expect(widest(20)[0] == "node  value  adjoint")
    #expect(widest(12)[1] == "x         3")
    #expect(widest(4).allSatisfy { $0.count <= 4 })
  }

  @Test func plainCharactersKeepEverythingInItsPlace() {
    var wires = GraphWires()
    wires.characters = .ascii
    let text = wires.styledText(of: .polynomial).plain
    #expect(
      text == """
               node  formula  value
        o      x                  3
        +=*    %2    x*x          9
        | | o  y                  4
        `-|-*  %3    x*y         12
          `-*  %4    %2 + %3     21
            @  z     %4 + 2      23
        """)
  }

  @Test func marksHaveALegend() {
    let text = GraphWires().styledText(of: .shared).plain
    #expect(text.contains("◉ │  w     atan2(u, %3)            ~") || text.contains("~"))
    #expect(text.hasSuffix("~ stale"))
  }

  @Test func malformedAndEmptyDiagramsAreDrawnAsFarAsTheyMakeSense() {
    #expect(GraphWires().styledText(of: Diagram(vertices: [], roots: [3])).plain.isEmpty == false)
    let chain = GraphWires().styledText(of: .chain(2000), fitting: 80).lines
    #expect(chain.count == 2001)
  }
}
