import Testing

@testable import Terminals

@Suite("HistoryLine")
struct HistoryLineTests {
  @Test(
    "A statement is one line, and comes back as it was",
    arguments: [
      ("x = 3", "x = 3"), ("z = (x +\n1)", "z = (x +\\n1)"), ("\\alpha\\n", "\\\\alpha\\\\n"),
      ("α 漢 😀", "α 漢 😀"), ("", ""), ("\n\n\\", "\\n\\n\\\\"),
    ])
  func roundTrip(statement: String, line: String) {
    #expect(String(decoding: HistoryLine.encode(statement), as: UTF8.self) == line)
    #expect(HistoryLine.decode(line.utf8) == statement)
  }

  @Test(
    "A line of whatever origin can be read",
    arguments: [
      (Array("a\\b\\".utf8), "a\\b\\"), ([0x61, 0xFF, 0x62], "a\u{FFFD}b"),
      (Array("a\tb\u{1B}[2J\u{0}\u{9B}c\r".utf8), "a b[2Jc"),
    ])
  func foreign(line: [UInt8], statement: String) { #expect(HistoryLine.decode(line) == statement) }

  @Test(
    "No control character gets into a line, and none comes back",
    arguments: [
      ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("\u{0}\u{7}\r\u{7F}\u{9B}", "\\u{0}\\u{7}\\u{D}\\u{7F}\\u{9B}"),
      ("a\tb\nc", "a b\nc"), ("\r\n", "\\u{D}\n"), ("👩‍👩‍👧 \\u{1B}", "👩‍👩‍👧 \\u{1B}"),
    ])
  func controls(statement: String, visible: String) {
    #expect(HistoryLine.visible(statement) == visible)
    #expect(HistoryLine.encode(statement) == HistoryLine.encode(visible))
    #expect(HistoryLine.decode(HistoryLine.encode(statement)) == visible)
  }
}
