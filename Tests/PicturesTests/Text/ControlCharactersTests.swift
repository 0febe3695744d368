import Pictures
import Testing

struct ControlCharactersTests {
  @Test func `harmless text stays as it is`() {
    #expect(escapingControlCharacters(#"θ₁ = 3, "漢字" \ é 👧"#) == #"θ₁ = 3, "漢字" \ é 👧"#)
  }

  @Test func `an escape sequence becomes visible`() {
    #expect(escapingControlCharacters("a\u{1B}[2Jb") == #"a\u{1B}[2Jb"#)
  }

  @Test func `every kind of control character is written out`() {
    #expect(
      escapingControlCharacters("\0\u{7}\t\n\r\n\u{7F}\u{9B}1m\u{2028}\u{202E}\u{2066}")
        == #"\u{0}\u{7}\t\n\r\n\u{7F}\u{9B}1m\u{2028}\u{202E}\u{2066}"#)
  }

  @Test func `newlines may be kept but nothing else with them`() {
    #expect(escapingControlCharacters("a\r\nb\n\tc", keepsNewlines: true) == "a\\r\nb\n\\tc")
  }

  @Test(arguments: [
    "\u{AD}", "\u{61C}", "\u{200B}", "\u{200D}", "\u{200F}", "\u{202A}", "\u{2060}", "\u{2069}", "\u{FEFF}",
    "\u{E0041}",
  ])
  func `what cannot be seen is written out`(character: String) {
    let escaped = escapingControlCharacters("a" + character + "b")
    #expect(escaped.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
    #expect(escaped.hasPrefix("a\\u{") && escaped.hasSuffix("}b"))
  }
}
