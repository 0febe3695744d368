import Testing

@testable import Formulas

@Suite struct DescriptionTests {
  private func parse(_ text: String) throws(ParseError) -> Formula {
    let bytes = Array(text.utf8)
    return try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
  }

  @Test(
    "A formula is printed with the fewest parentheses",
    arguments: [
      ("x*x+x*y+2", "x*x + x*y + 2"),
      ("-(x^2)", "-x^2"),
      ("(-x)^2", "(-x)^2"),
      ("(a+b)+c", "a + b + c"),
      ("a+(b+c)", "a + (b + c)"),
      ("a-(b-c)", "a - (b - c)"),
      ("(a^b)^c", "(a^b)^c"),
      ("a^(b^c)", "a^b^c"),
      ("1/2x", "1/(2*x)"),
      ("-2x", "-(2*x)"),
      ("2^(-1)", "2^-1"),
      ("2^(not x)", "2^(not x)"),
      ("(not a) == b", "(not a) == b"),
      ("not (a == b)", "not a == b"),
      ("not (a and b)", "not (a and b)"),
      ("a - (-b)", "a - -b"),
      ("(a<b)==(c<d)", "(a < b) == (c < d)"),
      ("if(x>0,a,b)", "if(x > 0, a, b)"),
      ("f''(x)·%3", "f''(x)*%3"),
      ("5.0 + 1e100 + 0.25", "5 + 1e+100 + 0.25"),
      ("f()", "f()"),
    ])
  func parentheses(text: String, expected: String) throws { #expect(try parse(text).description == expected) }

  @Test(
    "Numbers that cannot be typed are printed as what has their value",
    arguments: [
      (-3.0, "x^-3", "(-3)^x"), (-0.0, "x^-0", "(-0)^x"), (.infinity, "x^inf", "inf^x"),
      (-.infinity, "x^-inf", "(-inf)^x"), (.nan, "x^nan", "nan^x"),
    ])
  func untypable(value: Double, right: String, left: String) throws {
    let power = try #require(try parse("a^b").nodes.last?.kind)
    var formula = Formula()
    let operands = [Formula.Kind.name(formula.enter("x")), .number(value)]
    formula.nodes = (operands + [power]).map { Formula.Node($0) }
    #expect(formula.description == right)
    formula.nodes = (operands.reversed() + [power]).map { Formula.Node($0) }
    #expect(formula.description == left)
  }

  @Test("Random formulas are read back as they were printed") func roundTrip() throws {
    var generator = FormulaGenerator(seed: 42)
    for _ in 0..<5000 {
      let formula = generator.next()
      let text = formula.description
      let again = try parse(text)
      #expect(again.isSameTree(as: formula), "\(text) is read as \(again.dump)")
    }
  }

  @Test("Parentheses that are printed are needed") func minimality() throws {
    var generator = FormulaGenerator(seed: 43)
    for _ in 0..<500 {
      let formula = generator.next()
      let text = Array(formula.description)
      for (open, close) in groups(text) {
        var shorter = text
        shorter.remove(at: close)
        shorter.remove(at: open)
        let again = try? parse(String(shorter))
        // Behind an operator a prefix operator may do without, but reads better with them.
        let isPrefix = text[open + 1] == "n" || text[open + 1] == "-" || text[open + 1] == "+"
        #expect(
          isPrefix || again?.isSameTree(as: formula) != true, "\(String(text)) could be \(String(shorter))")
      }
    }
  }

  @Test("A formula that is not well formed is printed somehow") func malformed() throws {
    let plus = try #require(try parse("a + b").nodes.last)
    #expect(Formula(nodes: []).description == "")
    #expect(Formula(nodes: [plus]).description == "+")
    #expect(Formula(nodes: [Formula.Node(.number(1)), plus]).description == "+1")
  }

  /// The pairs of parentheses that belong to no call.
  private func groups(_ text: [Character]) -> [(open: Int, close: Int)] {
    var open: [Int] = []
    var groups: [(open: Int, close: Int)] = []
    for (position, character) in text.enumerated() {
      if character == "(" { open.append(position) }
      guard character == ")", let start = open.popLast() else { continue }
      let before = start > 0 ? text[start - 1] : " "
      if !(before.isLetter || before == "'") { groups.append((start, position)) }
    }
    return groups
  }
}
