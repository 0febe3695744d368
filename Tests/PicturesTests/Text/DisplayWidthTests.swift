import Pictures
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0),
    ("x = 3", 5),
    ("θ₁ − x²", 7),
    ("├─ ↑ … ∂", 8),
    ("漢字", 4),
    ("かな カナ", 9),
    ("한글", 4),
    ("Ａ", 2),
    ("e\u{301}", 1),
    ("\u{301}", 0),
    ("\u{200B}", 0),
    ("\u{1B}", 0),
    ("👍", 2),
    ("👍🏽", 2),
    ("👩‍👩‍👧", 2),
    ("🇨🇭", 2),
    ("❤", 1),
    ("❤️", 2),
  ])
  func `a text takes the columns that a terminal gives it`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }
}
