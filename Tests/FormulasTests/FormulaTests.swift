import Testing

@testable import Formulas

@Suite struct FormulaTests {
  @Test(
    "Operators bind as the language says",
    arguments: [
      ("1 + 2*3", "(+ 1 (* 2 3))"),
      ("(1 + 2)*3", "(* (+ 1 2) 3)"),
      ("a - b - c", "(- (- a b) c)"),
      ("a/b*c", "(* (/ a b) c)"),
      ("a^b^c", "(^ a (^ b c))"),
      ("a**b", "(^ a b)"),
      ("-2^2", "(- (^ 2 2))"),
      ("2^-1", "(^ 2 (- 1))"),
      ("2^-x^2", "(^ 2 (- (^ x 2)))"),
      ("2^-x*y", "(* (^ 2 (- x)) y)"),
      ("-x*y", "(* (- x) y)"),
      ("--x", "(- (- x))"),
      ("+x - -y", "(- (+ x) (- y))"),
      ("a or b and c", "(or a (and b c))"),
      ("not a and b", "(and (not a) b)"),
      ("not a < b", "(not (< a b))"),
      ("not not a", "(not (not a))"),
      ("a == not b + c", "(== a (not (+ b c)))"),
      ("a + b < c*d", "(< (+ a b) (* c d))"),
      ("(a < b) < c", "(< (< a b) c)"),
      ("a < b and b < c", "(and (< a b) (< b c))"),
      ("a × b · c ÷ d ⋅ e", "(* (/ (* (* a b) c) d) e)"),
      ("a ≤ b or a ≥ c or a ≠ d", "(or (or (<= a b) (>= a c)) (!= a d))"),
      ("a − −b", "(- a (- b))"),
      ("android or nota", "(or android nota)"),
    ])
  func precedence(text: String, expected: String) { #expect(tree(text) == expected) }

  @Test("Every pair of infix operators groups by the table") func sweep() {
    let infix = Operator.table.filter { $0.fixity == .infix }
    for first in infix {
      for second in infix {
        let (f, s) = (first.symbol, second.symbol)
        let left = "(\(s) (\(f) a b) c)"
        let right = "(\(f) a (\(s) b c))"
        let expected: String =
          if first.precedence != second.precedence {
            first.precedence > second.precedence ? left : right
          } else {
            switch first.associativity {
            case .left: left
            case .right: right
            case .none where first.precedence == .range:
              "error: ranges do not chain: from one number to another they count by 1"
            case .none: "error: comparisons do not chain: join them with 'and'"
            }
          }
        #expect(tree("a \(f) b \(s) c") == expected)
      }
    }
  }

  @Test("Every spelling of an operator gives its symbol") func spellings() {
    for row in Operator.table {
      for spelling in row.spellings {
        let (text, operands) =
          switch row.fixity {
          case .prefix: ("\(spelling) b", "b")
          case .infix: ("a \(spelling) b", "a b")
          case .postfix: ("a\(spelling)", "a")
          }
        #expect(tree(text) == "(\(row.symbol) \(operands))")
        #expect(spelling.utf8.count <= 8)
      }
    }
  }

  @Test(
    "A number before a name, a call or a parenthesis is a factor",
    arguments: [
      ("2x", "(* 2 x)"),
      ("2 x", "(* 2 x)"),
      ("3sin(x)", "(* 3 (sin() x))"),
      ("2(x + 1)", "(* 2 (+ x 1))"),
      ("1/2x", "(/ 1 (* 2 x))"),
      ("-2x", "(- (* 2 x))"),
      ("2x^2", "(* 2 (^ x 2))"),
      ("2x²", "(* 2 (^ x 2))"),
      ("2e", "(* 2 e)"),
      ("2e3x", "(* 2000 x)"),
      ("3x5", "(* 3 x5)"),
      ("5.x", "(* 5 x)"),
      ("2x*3y", "(* (* 2 x) (* 3 y))"),
      ("2(3(4x))", "(* 2 (* 3 (* 4 x)))"),
      ("2f'(x)", "(* 2 (f'() x))"),
      ("a^(2x)", "(^ a (* 2 x))"),
      ("0x1Fz", "(* 31 z)"),
    ])
  func implicitProducts(text: String, expected: String) { #expect(tree(text) == expected) }

  @Test(
    "Superscripts are powers and bind tightest",
    arguments: [
      ("x²", "(^ x 2)"),
      ("x⁻¹", "(^ x (- 1))"),
      ("x¹²³", "(^ x 123)"),
      ("-x²", "(- (^ x 2))"),
      ("2^x²", "(^ 2 (^ x 2))"),
      ("x²^3", "(^ (^ x 2) 3)"),
      ("(x + 1)³", "(^ (+ x 1) 3)"),
      ("sin(x)² + θ₁⁴", "(+ (^ (sin() x) 2) (^ θ₁ 4))"),
    ])
  func superscripts(text: String, expected: String) { #expect(tree(text) == expected) }

  @Test(
    "A name before a parenthesis is a call, with primes a derivative",
    arguments: [
      ("f(a, b)", "(f() a b)"),
      ("f (a)", "(f() a)"),
      ("f()", "(f())"),
      ("f(g(x), (y), h(a, b) + 1)", "(f() (g() x) y (+ (h() a b) 1))"),
      ("if(x > 0, a, b)", "(if() (> x 0) a b)"),
      ("f'(x)", "(f'() x)"),
      ("f''(x + 1)^2", "(^ (f''() (+ x 1)) 2)"),
      ("f″(x)", "(f''() x)"),
      ("%7*ans", "(* %7 ans)"),
      ("%99999999999999999999", "%9223372036854775807"),
      ("(\n1 + # one\n2\n)", "(+ 1 2)"),
    ])
  func calls(text: String, expected: String) { #expect(tree(text) == expected) }

  @Test("A node's range covers its operands, with the parentheses of calls and of groups inside")
  func ranges() throws {
    let text = "2*(x + y) + f(a)²"
    let bytes = Array(text.utf8)
    let formula = try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
    let pieces = formula.nodes.map { bytes.string(in: $0.range) }
    #expect(pieces == ["2", "x", "y", "x + y", "2*(x + y)", "a", "f(a)", "²", "f(a)²", text])
  }

  @Test("Part of a text is parsed in place") func parts() throws {
    let bytes = Array("grad x*y, z : w".utf8)
    let formulas = try StatementParser.parseFormulaList(bytes, in: SourceRange(5, 12))
    #expect(formulas.map(\.dump) == ["(* x y)", "z"])
    #expect(formulas[1].nodes[0].range == SourceRange(10, 11))
    #expect(throws: ParseError.self) { try StatementParser.parseFormula(bytes, in: SourceRange(0, 99)) }
    #expect(throws: ParseError.self) { try StatementParser.parseFormula(bytes, in: SourceRange(9, 3)) }
  }

  @Test("Canonically equivalent names are the same name") func normalization() throws {
    let composed = Array("é".utf8)
    let decomposed = Array("e\u{301}".utf8)
    let first = try StatementParser.parseFormula(composed, in: SourceRange(0, composed.count))
    let second = try StatementParser.parseFormula(decomposed, in: SourceRange(0, decomposed.count))
    #expect(first.isSameTree(as: second))
    #expect(statements("f(é, e\u{301}) = 1") == ["error: there are two parameters 'e\u{301}'"])
  }
}
