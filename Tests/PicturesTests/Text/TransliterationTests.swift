import Pictures
import Testing

struct TransliterationTests {
  @Test(arguments: [
    ("∂²z/∂x∂y = 2×3", "d^2z/dxdy = 2*3"), ("x¹²y⁻¹", "x^12y^-1"), ("a ≤ b → c …", "a <= b -> c ..."),
    ("−1 – 2 — ±∞", "-1 - 2 - +-inf"), ("└─ ├─ │", "`- |- |"), ("x·y ≈ ½", "x*y ~ 1/2"), ("plain", "plain"),
    ("x²∂²", "x^2d^2"),
  ])
  func `symbols are written in ASCII`(text: String, expected: String) {
    #expect(transliterated(text) == expected)
    #expect(StyledText(text, .value).transliterated == StyledText(expected, .value))
  }

  @Test(arguments: ["α", "θ₁", "ä", "漢字", "µ", "x\u{304}"])
  func `what can stand in a name stays`(name: String) {
    #expect(transliterated(name) == name)
  }

  @Test func `blanks before the next column make up for what is wider`() {
    let text: StyledText = "∂²z       1\nx·y       2\na      |  3"
    #expect(text.transliterated.plain == "d^2z      1\nx*y       2\na      |  3")
    // Two blanks are left, whatever that takes.
    #expect(StyledText("…   1").transliterated.plain == "...  1")
  }

  @Test func `columns of a table move together`() {
    let text: StyledText = """
      a sentence … before it
      ∂²z  gradient  x
      x          10  ·
      y…          3  1

      y  another
      """
    #expect(
      text.transliterated.plain == """
        a sentence ... before it
        d^2z  gradient  x
        x           10  .
        y...         3  1

        y  another
        """)
  }
}
