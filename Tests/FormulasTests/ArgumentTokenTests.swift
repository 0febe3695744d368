import Memory
import Testing

@testable import Formulas

@Suite struct ArgumentTokenTests {
  @Test(arguments: [
    ("x + y x", "x|~+|y|x"), ("x+1 2 y", "x|~+|1|2|y"), ("sin(x, 2) α", "~sin ~( ~x ~, ~2 ~)|α"),
    ("z -1", "z|-1"), ("z - 1", "z|~-|1"), ("z-1", "z|~-|1"), ("z, -1:+2.5", "z|,|-1|:|~+|2.5"),
    ("%3 x²", "%3|x|~²"), ("((x) y", "~( ~( ~x ~) ~y"), ("", ""), ("x )", "x|~)"),
    ("W[1, x] y", "W|~[ ~1 ~, ~x ~]|y"), ("[x, -1] z", "~[ ~x ~, ~- ~1 ~]|z"),
    ("A.T x", "A|~.T|x"), ("x=0..1 y", "x|~=|0|~..|1|y"), (") x", "~)|~x"),
  ])
  func namesAndNumbersOutsideParenthesesAreTold(text: String, tokens: String) throws {
    let bytes = Array(text.utf8)
    let found = try StatementParser.argumentTokens(of: bytes, in: SourceRange(0, bytes.count), .never)
    let words = found.map { token -> String in
      let word = bytes.string(in: token.range)
      if case .other = token.kind { return "~" + word }
      if case .name = token.kind, word == "sin" { return "~" + word }
      return word
    }
    let wanted = tokens.split { "| ".contains($0) }.map(String.init)
    #expect(words == wanted)
  }

  @Test func whatIsNoTokenIsAnErrorWithItsPlace() {
    #expect(throws: ParseError(.unexpectedCharacter("$"), SourceRange(2, 3))) {
      try StatementParser.argumentTokens(of: Array("x $".utf8), in: SourceRange(0, 3), .never)
    }
    #expect(throws: ParseError(.interrupted, SourceRange(0, 10_000))) {
      try StatementParser.argumentTokens(
        of: Array(String(repeating: "x ", count: 5000).utf8), in: SourceRange(0, 10_000),
        Cancellation { .requested })
    }
  }
}
