import Pictures
import Testing

struct WrappingTests {
  @Test func `lines are broken between words`() {
    let text = StyledText("best at e = 1e-8: above it truncation")
    #expect(text.wrapped(toWidth: 18).plain == "best at e = 1e-8:\nabove it\ntruncation")
    #expect(text.wrapped(toWidth: 18, indentation: 2).plain == "best at e = 1e-8:\n  above it\n  truncation")
    #expect(text.wrapped(toWidth: 37) == text)
  }

  @Test func `a sign stays with what is behind it`() {
    let product = StyledText("12.5 × 100 = 1250")
    #expect(product.wrapped(toWidth: 12).plain == "12.5 × 100\n= 1250")
    #expect(product.wrapped(toWidth: 9).plain == "12.5\n× 100\n= 1250")
  }

  @Test func `what goes on stands behind the blanks with which its line begins`() {
    #expect(
      StyledText("short\n  (a remark of four words)").wrapped(toWidth: 14, indentation: 1).plain
        == "short\n  (a remark of\n   four words)")
  }

  @Test func `a word that is too long is broken at the edge`() {
    #expect(StyledText("to abcdefgh").wrapped(toWidth: 5).plain == "to\nabcde\nfgh")
    #expect(StyledText("漢字漢字").wrapped(toWidth: 5).plain == "漢字\n漢字")
  }

  @Test(arguments: -1...12)
  func `no line is wider than asked, and nothing is lost`(width: Int) {
    let text = StyledText("∂z/∂x = (-1.5) × 2 + 3 × (-4) = -15")
    let wrapped = text.wrapped(toWidth: width, indentation: 2)
    #expect(wrapped.width <= max(width, 1))
    #expect(wrapped.plain.filter { !$0.isWhitespace } == text.plain.filter { !$0.isWhitespace })
  }

  @Test func `words keep their roles`() {
    let text: StyledText = "\("one", .name) \("two", .value)"
    #expect(text.wrapped(toWidth: 3) == "\("one", .name)\n\("two", .value)")
  }
}
