import Testing

@testable import Terminals

@Suite("SoftWrap")
struct SoftWrapTests {
  @Test(
    "A row that is full goes on in the next, one that a line break ends does not",
    arguments: [
      ("", []), ("abc", []), ("abcde", [(0, 3, "de")]), ("abc ef", [(0, 3, " e")]),
      ("abcd", [(0, 3, "d ")]), ("abcdefghi", [(0, 3, "de"), (1, 3, "hi")]),
      ("ab\ncdefgh", [(1, 3, "fg")]), ("abcd\nef", [(0, 3, "d ")]), ("ab漢字", [(0, 2, "漢字")]),
      ("abc漢", [(0, 2, "c漢")]), ("abce\u{301}f", [(0, 3, "e\u{301}f")]), ("abc\u{1}def", []),
    ] as [(String, [(Int, Int, String)])])
  func wraps(text: String, wraps: [(Int, Int, String)]) {
    CharacterLocale.useUnicode()
    #expect(
      SoftWrap.all(in: text, columns: 4) == wraps.map { SoftWrap(row: $0.0, column: $0.1, characters: $0.2) })
  }

  @Test("A screen of next to no width does no harm", arguments: [0, 1, 2])
  func narrow(columns: Int) {
    _ = SoftWrap.all(in: "a漢e\u{301}\n\nbc", columns: columns)
  }
}
