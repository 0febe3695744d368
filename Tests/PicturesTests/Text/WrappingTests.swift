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

  @Test func `a formula is broken behind an operator, not behind an opening parenthesis`() {
    func lines(_ text: String, _ width: Int) -> [String] {
      StyledText(text).wrapped(toWidth: width).lines.map(\.plain)
    }
    #expect(lines("sin(a)*exp(b+1)", 11) == ["sin(a)*", "exp(b+1)"])
    #expect(lines("sin(a)*exp(b+1)", 13) == ["sin(a)*", "exp(b+1)"])
    #expect(lines("sin(a)*exp(beta+gamma)", 17) == ["sin(a)*exp(beta+", "gamma)"])
    let formula: StyledText = "\("f(a + b)*u*v + g(c + d + e) + h", .operation)"
    #expect(formula.wrapped(toWidth: 20).plain == "f(a + b)*u*v\n+ g(c + d + e) + h")
    #expect(formula.wrapped(toWidth: 14).plain == "f(a + b)*u*v\n+ g(c + d + e)\n+ h")
    // Words are not formulas, and their lines are filled.
    #expect(
      StyledText("some words (and a remark)").wrapped(toWidth: 20).plain == "some words (and a\nremark)")
    #expect(lines("logsumexp(alpha,beta)", 18) == ["logsumexp(alpha,", "beta)"])
    #expect(lines("f(u)(g(alphabeta))", 7) == ["f(u)", "(g(alph", "abeta))"])
    #expect(lines("1.25e-30*x", 7) == ["1.25e-3", "0*x"])
    #expect(lines("123.5e-3*x", 9) == ["123.5e-3*", "x"])
    #expect(lines("x²·y³", 4) == ["x²·", "y³"])
  }

  @Test func `columns stay apart`() {
    #expect(StyledText("x = 3   y = 4     z = 5").wrapped(toWidth: 16).plain == "x = 3   y = 4\nz = 5")
    #expect(StyledText("x = 3     y = 4 z").wrapped(toWidth: 15).plain == "x = 3   y = 4 z")
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
