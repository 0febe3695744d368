import Testing

@testable import Terminals

@Suite("ScreenPosition")
struct ScreenPositionTests {
  @Test(
    "Rows are broken at the edge, and a wide character is not cut",
    arguments: [
      ("", 0, 0), ("abc", 0, 3), ("abcd", 1, 0), ("abcde", 1, 1), ("a\nb", 1, 1), ("abcd\ne", 2, 1),
    ])
  func rows(text: String, row: Int, column: Int) {
    let position = ScreenPosition(after: text, columns: 4)
    #expect(position.row == row && position.column == column)
  }
}
