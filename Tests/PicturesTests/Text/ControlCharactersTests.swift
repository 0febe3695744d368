import Pictures
import Testing

struct ControlCharactersTests {
  @Test func `harmless text stays as it is`() {
    #expect(escapingControlCharacters(#"θ₁ = 3, "漢字" \ 👩‍👩‍👧"#) == #"θ₁ = 3, "漢字" \ 👩‍👩‍👧"#)
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
}
