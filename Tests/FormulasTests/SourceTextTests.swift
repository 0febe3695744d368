import Testing

@testable import Formulas

@Suite struct SourceTextTests {
  private func location(_ text: String, _ lower: Int, _ upper: Int, firstLine: Int = 1)
    -> Formulas.SourceLocation
  {
    SourceText(Array(text.utf8), name: "-e", firstLine: firstLine).location(of: SourceRange(lower, upper))
  }

  @Test("Columns count characters from 1") func columns() {
    let place = location("π*é + x", 8, 9)
    #expect((place.line, place.column, place.endColumn) == (1, 7, 8))
    let wide = location("日本 👩‍👩‍👧 x", 26, 27)
    #expect((wide.column, wide.endColumn) == (6, 7))
  }

  @Test("A place inside a character is the character's") func insideCharacter() {
    let mark = location("e\u{301}x", 1, 3)
    #expect((mark.column, mark.endColumn) == (1, 2))
  }

  @Test("Lines count from the first line's number") func lines() {
    let place = location("x +\ny $\nz", 6, 7, firstLine: 10)
    #expect((place.line, place.column, place.text) == (11, 3, "y $"))
  }

  @Test("A range over several lines is told by its first") func severalLines() {
    let place = location("ab\ncd", 1, 4)
    #expect((place.line, place.column, place.endColumn, place.text) == (1, 2, 3, "ab"))
  }

  @Test("The end of a text has a place") func ends() {
    let end = location("ab", 2, 2)
    #expect((end.column, end.endColumn) == (3, 3))
    let newline = location("ab\n", 3, 3)
    #expect((newline.line, newline.column, newline.text) == (2, 1, ""))
    let outside = location("ab", -4, 99)
    #expect((outside.column, outside.endColumn) == (1, 3))
    #expect(location("", 0, 0).column == 1)
  }

  @Test("Carriage returns are no part of a line") func carriageReturns() {
    #expect(location("ab\r\ncd", 0, 1).text == "ab")
    #expect(location("ab\r\ncd", 2, 4).column == 3)
  }

  @Test("Invalid bytes are shown as replacement characters") func invalid() {
    let text = SourceText([0x78, 0xFF, 0x79], name: "-e")
    let place = text.location(of: SourceRange(2, 3))
    #expect((place.column, place.text) == (3, "x\u{FFFD}y"))
  }

  @Test("Of a very long line, the part around the place is told", arguments: ["x", "é", "日", "🙂"])
  func longLines(character: Character) {
    let half = String(repeating: character, count: 10_000)
    let place = location(half + "$" + half + "\nz", half.utf8.count, half.utf8.count + 1)
    #expect((place.column, place.endColumn) == (10_001, 10_002))
    let text = Array(place.text)
    #expect(text.count <= 2 * 4096 + 2 && place.textColumn > 1 && place.isCutOff)
    #expect(text.firstIndex(of: "$") == place.column - place.textColumn)
    #expect(text.filter { $0 == character }.count == text.count - 1)
  }
}
