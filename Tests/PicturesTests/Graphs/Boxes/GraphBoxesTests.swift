import Memory
import Testing

@testable import Pictures

/// Boxes that are read back: following the lines from each arrowhead gives the graph that was drawn.
@Suite struct GraphBoxesTests {
  @Test(arguments: Array(DrawnCase.all.enumerated()))
  func theGraphCanBeReadFromTheBoxes(number: Int, drawn: DrawnCase) throws {
    let text = try #require(try GraphBoxes().styledText(of: drawn.diagram, fitting: nil, rows: nil, .never))
      .plain
    let reading = BoxReading(text)
    #expect(reading.problem == nil, "graph \(number)")
    #expect(reading.reads.count == drawn.nodeCount)
    for vertex in drawn.diagram.vertices {
      let wanted = vertex.operands.map { "%\($0)" }
      let found = try #require(reading.reads["%\(vertex.id)"])
      if vertex.commutes {
        #expect(found.sorted() == wanted.sorted(), "graph \(number), %\(vertex.id)")
      } else {
        #expect(found == wanted, "graph \(number), %\(vertex.id)")
      }
    }
  }

  @Test func theArticlesGraphIsDrawnAsInTheArticle() throws {
    let text = try GraphBoxes().styledText(of: .polynomial, fitting: 80, rows: 24, .never)?.plain
    #expect(
      text == """
                  ╭ %2 ─╮
               ┌─▸│ x·x ├─┐
        ╭ x ─╮ ├─▸│ 9   │ │  ╭ %4 ─────╮   ╔ z ═════╗
        │ 3  ├─┤  ╰─────╯ └─▸│ %2 + %3 ├──▸║ %4 + 2 ║
        ╰────╯ │  ╭ %3 ─╮ ┌─▸│ 21      │   ║ 23     ║
        ╭ y ─╮ └─▸│ x·y ├─┘  ╰─────────╯   ╚════════╝
        │ 4  ├───▸│ 12  │
        ╰────╯    ╰─────╯
        """)
  }

  @Test func whatDoesNotFitIsNotDrawn() throws {
    #expect(try GraphBoxes().styledText(of: .polynomial, fitting: 40, rows: 24, .never) == nil)
    #expect(try GraphBoxes().styledText(of: .polynomial, fitting: 80, rows: 6, .never) == nil)
    #expect(try GraphBoxes().styledText(of: .chain(100_000), fitting: 80, rows: 24, .never) == nil)
  }

  @Test func plainCharactersKeepEverythingInItsPlace() throws {
    var boxes = GraphBoxes()
    boxes.characters = .ascii
    boxes.edges = .flow
    let plain = try #require(try boxes.styledText(of: .swept, fitting: nil, rows: nil, .never)).lines.map(
      \.plain)
    boxes.characters = .unicode
    let drawn = try #require(try boxes.styledText(of: .swept, fitting: nil, rows: nil, .never)).lines.map(
      \.plain)
    #expect(plain.map(\.count) == drawn.map(\.count))
    #expect(plain.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  /// Names of all kinds stay in their boxes: every line of a box is as wide as its frame.
  @Test(arguments: ["漢字", "שלום", "é", "a\"]\n<b>&", "👩‍🔬", "x̂"])
  func namesStayInTheirBoxes(name: String) throws {
    let diagram = Diagram(
      vertices: [
        .init(id: 0, .input, name: name, value: 1),
        .init(id: 1, .operation(.function("sin")), operands: [0], name: "z", value: 2),
      ], roots: [1])
    let lines = try #require(try GraphBoxes().styledText(of: diagram, fitting: nil, rows: nil, .never)).lines
    let frames = lines.map { line in line.plain.prefix { !"─├".contains($0) || $0 == "─" } }
    #expect(!frames.isEmpty)
    let ends = lines.filter { "╭│╰".contains($0.plain.first ?? " ") }.map { line -> Int in
      var column = 0
      for (index, character) in line.plain.enumerated() {
        if index > 0, "╮├╯".contains(character) { return column }
        column += displayWidth(of: character)
      }
      return -1
    }
    #expect(Set(ends).count == 1, "\(lines.map(\.plain))")
  }

  @Test func boxesStandOneBelowAnother() throws {
    var boxes = GraphBoxes()
    boxes.isDown = true
    boxes.edges = .flow
    let text = try #require(try boxes.styledText(of: .swept, fitting: 80, rows: nil, .never)).plain
    #expect(text.contains("1·3=3   1·3=3    1·4=4   1·3=3"))
    #expect(text.split(separator: "\n").count == 29)
  }
}
