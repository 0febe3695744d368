import Testing

@testable import Formulas

/// `x += e` and its kin, and what they are not.
@Suite struct CompoundUpdateTests {
  @Test(
    "An update with an operator takes all of its right side",
    arguments: [
      ("x += 1", "(:= x | (+ x 1))"), ("x -= a + b", "(:= x | (- x (+ a b)))"),
      ("x *= a + b", "(:= x | (* x (+ a b)))"), ("x /= a < b", "(:= x | (/ x (< a b)))"),
      ("x ^= 2", "(:= x | (^ x 2))"), ("x **= 2", "(:= x | (^ x 2))"), ("x ×= 2", "(:= x | (* x 2))"),
      ("x -=-1", "(:= x | (- x (- 1)))"), ("α+=1", "(:= α | (+ α 1))"), ("x += 1;", "(:= x | (+ x 1));"),
    ])
  func updates(text: String, tree: String) { #expect(statements(text) == [tree]) }

  @Test(
    "What is written with blanks or a second = is something else",
    arguments: [
      ("x + = 1", "something is missing between '+' and '='"), ("x <= 1", "(<= x 1)"),
      ("x=-1", "(= x (- 1))"), ("x=+1", "(= x (+ 1))"),
    ])
  func others(text: String, result: String) {
    #expect(statements(text).map { $0.hasPrefix("error: ") ? String($0.dropFirst(7)) : $0 } == [result])
  }

  @Test("It updates one name, at the beginning") func places() {
    let message = "error: '+=' updates one name, at the beginning of a statement, as in x += 1"
    for text in ["a, b += 1", "2 += 1", "f(x) += 1", "y = x += 1", "(x) += 1", "f(x += 1)"] {
      #expect(statements(text) == [message], "\(text)")
    }
    #expect(statements("ans += 1") == ["error: 'ans' is the last result and cannot be given another meaning"])
  }

  @Test("A range is that of the statement") func ranges() throws {
    var parser = StatementParser(Array("  x *= a + b # c".utf8))
    let statement = try #require(try parser.next())
    #expect(statement.range == SourceRange(2, 12))
    guard case .update(_, let formulas) = statement.kind else { return #expect(Bool(false)) }
    #expect(formulas[0].nodes.map(\.range.upperBound).max() == 12)
  }

  @Test("A line that ends in += goes on, one that ends in ++ does not") func lines() {
    var lines = LineAssembler()
    #expect(lines.add(Array("x +=".utf8)) == .unfinished(.openAssignment))
    #expect(lines.add(Array("1".utf8)) == .complete)
    lines.reset()
    #expect(lines.add(Array("x++".utf8)) == .complete)
    lines.reset()
    #expect(lines.add(Array("x--".utf8)) == .complete)
  }
}

/// `n!`
@Suite struct FactorialSyntaxTests {
  @Test(
    "A factorial binds as tight as a call",
    arguments: [
      ("n!", "(! n)"), ("2^n!", "(^ 2 (! n))"), ("-3!", "(- (! 3))"), ("2x!", "(* 2 (! x))"),
      ("x!^2", "(^ (! x) 2)"), ("x!²", "(^ (! x) 2)"), ("x²!", "(! (^ x 2))"), ("f(x)!", "(! (f() x))"),
      ("(a + b)!", "(! (+ a b))"), ("n!/k!", "(/ (! n) (! k))"), ("n! - 1", "(- (! n) 1)"),
      ("5!=120", "(!= 5 120)"), ("5! == 120", "(== (! 5) 120)"), ("n!*k", "(* (! n) k)"),
      ("(n!)!", "(! (! n))"),
    ])
  func binding(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "It is printed as it is read",
    arguments: ["n!", "(a + b)!", "(n!)!", "x!^2", "(x^2)!", "-x!", "(-3)!", "2^x!"])
  func printing(text: String) throws {
    let bytes = Array(text.utf8)
    #expect(try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count)).description == text)
  }

  @Test("Two of them are an error, and so is one without a number") func errors() {
    #expect(
      report("n!!") == """
        n!!
         ^~
        chained-postfix: there is no '!!'; of the result, it is taken behind parentheses
        write: (n!)!
        """)
    #expect(tree("n! !") == "error: there is no '! !'; of the result, it is taken behind parentheses")
    #expect(tree("3! x") == "error: '3!' and 'x' stand side by side: an operator is missing")
    #expect(tree("!") == "error: '!' needs something on its left")
  }
}

/// What is legal and means something else elsewhere.
@Suite struct RemarkTests {
  private func remark(_ text: String) -> Statement.Remark? {
    var parser = StatementParser(Array(text.utf8))
    guard let statement = try? parser.next() else { return nil }
    return parser.remark(on: statement)
  }

  @Test("An arrow is remarked where it is all that the statement is") func arrows() {
    #expect(remark("x <- 3") == .arrow(name: "x", value: "3"))
    #expect(remark("x<-a + b; 2") == .arrow(name: "x", value: "a + b"))
    for text in ["x < -3", "y = x <- 3", "x <- 3 and y", "2x <- 3", "f(x) <- 3", "x + y <- 3", "x <= -3"] {
      #expect(remark(text) == nil, "\(text)")
    }
  }

  @Test("A value with its uncertainty is remarked") func uncertainties() {
    #expect(remark("1.25+-0.002") == .plusMinus("1.25+-0.002"))
    #expect(remark("m = 1.25 +- 0.02") == .plusMinus("1.25 +- 0.02"))
    #expect(remark("1.25(2)") == .digitsInParentheses("1.25(2)", number: "1.25", factor: "2"))
    #expect(remark("m = 1.2543(12)*2") == .digitsInParentheses("1.2543(12)", number: "1.2543", factor: "12"))
    for text in [
      "1+-2", "x+-0.1", "1.5 + -0.1", "1.25 (2)", "2(3)", "1.25(x)", "1.25(2 + 1)", "f(1.25)", "1.25(0.1)",
    ] {
      #expect(remark(text) == nil, "\(text)")
    }
  }

  @Test("A remark is on its own statement only") func next() throws {
    var parser = StatementParser(Array("1.25(2); x".utf8))
    let first = try #require(try parser.next())
    #expect(parser.remark(on: first) != nil)
    let second = try #require(try parser.next())
    #expect(parser.remark(on: second) == nil)
  }
}

/// µ and letters that look alike.
@Suite struct SimilarLetterTests {
  @Test("The micro sign is the Greek letter") func mu() {
    #expect(statements("\u{B5} = 2") == ["(= \u{3BC} 2)"])
    #expect(tree("2\u{B5}m + f(\u{B5})") == "(+ (* 2 \u{3BC}m) (f() \u{3BC}))")
    #expect(Statement.Name(text: "\u{B5}g", range: SourceRange(0, 0)).text == "\u{3BC}g")
    #expect(tree("é") == "é")
  }

  @Test("Unicode holds the signs for ohm, kelvin and ångström to be their letters") func equivalents() {
    #expect("\u{2126}" == "\u{3A9}" && "\u{212A}" == "K" && "\u{212B}" == "\u{C5}")
  }

  @Test("A letter of another script is told by its name") func lookalikes() throws {
    let remark = try #require(Lookalike.remark(on: "х", among: ["y", "x"]))
    #expect(remark.remark == "its 'х' is U+0445 CYRILLIC SMALL LETTER HA, that of the known name is U+0078")
    #expect(remark.name == "x")
    #expect(Lookalike.remark(on: "rаte", among: ["rate"])?.name == "rate")
    #expect(Lookalike.remark(on: "x", among: ["х"])?.name == "х")
    #expect(Lookalike.remark(on: "x", among: ["x", "y", "ξ"]) == nil)
  }
}

/// One parser reads many texts.
@Suite struct ReusedParserTests {
  @Test(
    "Nothing of a longer text before is looked at",
    arguments: ["--", "++", "+-1.5", "<-3", "1.5(2)", "!", "!!", "-=", "- -", "x++", "(2)"])
  func reuse(text: String) {
    var parser = StatementParser(Array("a_long_name*another_long_name + 1.25(2) + 1.2345678901234567".utf8))
    _ = try? parser.next()
    var bytes = Array(text.utf8)
    parser.exchangeText(for: &bytes)
    var other = StatementParser(Array(text.utf8))
    #expect(answer(&parser) == answer(&other))
  }

  private func answer(_ parser: inout StatementParser) -> String {
    do throws(ParseError) {
      guard let statement = try parser.next() else { return "nothing" }
      return "\(statement.kind) \(String(describing: parser.remark(on: statement)))"
    } catch {
      return "\(error.diagnostic)"
    }
  }
}
