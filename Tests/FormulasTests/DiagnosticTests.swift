import Testing

@testable import Formulas

/// What is said about everything that can be wrong: each case is the shown line, the marked place, the
/// message and the suggestion.
@Suite struct DiagnosticTests {
  @Test("Parentheses and arguments") func parentheses() {
    expect(
      "2(x",
      """
      2(x
       ^
      unclosed-parenthesis: '(' was never closed
      """)
    expect(
      "sin(",
      """
      sin(
         ^
      unclosed-parenthesis: '(' was never closed
      """)
    expect(
      "x + (y * (z + 1)",
      """
      x + (y * (z + 1)
          ^
      unclosed-parenthesis: '(' was never closed
      """)
    expect(
      "(x; 2",
      """
      (x; 2
      ^
      unclosed-parenthesis: '(' was never closed
      """)
    expect(
      ")",
      """
      )
      ^
      unmatched-parenthesis: ')' has no '(' before it
      """)
    expect(
      "x)",
      """
      x)
       ^
      unmatched-parenthesis: ')' has no '(' before it
      """)
    expect(
      "()",
      """
      ()
      ^~
      empty-parentheses: there is nothing between these parentheses
      """)
    expect(
      "(x + )",
      """
      (x + )
         ^
      missing-operand: '+' needs something on its right
      """)
    expect(
      "(a, b)",
      """
      (a, b)
        ^
      unexpected-comma: ',' separates arguments, and these parentheses belong to no call
      write: [a, b]
      """)
    expect(
      "a, b",
      """
      a, b
       ^
      unexpected-comma: ',' separates arguments; statements are separated by ';'
      write: ;
      """)
    expect(
      "x = 3, 4",
      """
      x = 3, 4
           ^
      unexpected-comma: ',' separates arguments; statements are separated by ';'
      write: ;
      """)
    expect(
      "f(x,,y)",
      """
      f(x,,y)
          ^
      missing-argument: an argument is missing before ','
      """)
    expect(
      "f(,x)",
      """
      f(,x)
        ^
      missing-argument: an argument is missing before ','
      """)
    expect(
      "f(x,)",
      """
      f(x,)
         ^
      missing-argument: an argument is missing behind ','
      """)
    expect(
      "f(x,",
      """
      f(x,
         ^
      missing-argument: an argument is missing behind ','
      """)
  }

  @Test("Operators that lack an operand") func operands() {
    expect(
      "x +* 2",
      """
      x +* 2
         ^
      missing-operand: something is missing between '+' and '*'
      """)
    expect(
      "* 2",
      """
      * 2
      ^
      missing-operand: '*' needs something on its left
      """)
    expect(
      "x = ",
      """
      x =\u{20}
        ^
      missing-operand: '=' needs something on its right
      """)
    expect(
      "x := ",
      """
      x :=\u{20}
        ^~
      missing-operand: ':=' needs something on its right
      """)
    expect(
      "x + ; 2",
      """
      x + ; 2
        ^
      missing-operand: '+' needs something on its right
      """)
    expect(
      "² + 1",
      """
      ² + 1
      ^
      missing-operand: '²' needs something on its left
      """)
    expect(
      "(* 2)",
      """
      (* 2)
       ^
      missing-operand: '*' needs something on its left
      """)
    expect(
      "x = = 3",
      """
      x = = 3
          ^
      missing-operand: something is missing between '=' and '='
      """)
    expect(
      "x => 3",
      """
      x => 3
         ^
      missing-operand: something is missing between '=' and '>'
      write: >=
      """)
  }

  @Test("Operands side by side") func juxtapositions() {
    expect(
      "sin x",
      """
      sin x
          ^
      missing-operator: 'sin' and 'x' stand side by side: an operator is missing
      write: sin*x or sin(x)
      """)
    expect(
      "1 2",
      """
      1 2
        ^
      missing-operator: '1' and '2' stand side by side: an operator is missing
      write: 1*2
      """)
    expect(
      "2x 3",
      """
      2x 3
         ^
      missing-operator: 'x' and '3' stand side by side: an operator is missing
      write: x*3 or x(3)
      """)
    expect(
      "x y",
      """
      x y
        ^
      missing-operator: 'x' and 'y' stand side by side: an operator is missing
      write: x*y or x(y)
      """)
    expect(
      "3x y",
      """
      3x y
         ^
      missing-operator: 'x' and 'y' stand side by side: an operator is missing
      write: x*y or x(y)
      """)
    expect(
      "(a)(b)",
      """
      (a)(b)
         ^
      missing-operator: '(a)' and '(' stand side by side: an operator is missing
      write: (a)*(…)
      """)
    expect(
      "(x+1)(x-1)",
      """
      (x+1)(x-1)
           ^
      missing-operator: '(x+1)' and '(' stand side by side: an operator is missing
      write: (x+1)*(…)
      """)
    expect(
      "a not b",
      """
      a not b
        ^~~
      missing-operator: 'a' and 'not' stand side by side: an operator is missing
      """)
    expect(
      "x %2",
      """
      x %2
        ^~
      missing-operator: 'x' and '%2' stand side by side: an operator is missing
      write: x*%2
      """)
    expect(
      "sin²(x)",
      """
      sin²(x)
          ^
      missing-operator: 'sin²' and '(' stand side by side: an operator is missing
      write: sin(…)²
      """)
    expect(
      "x\ny",
      """
      y
      ^
      missing-operator: 'x' and 'y' stand side by side: an operator is missing
      write: x*y or x(y)
      """)
    expect(
      "2\n(3)",
      """
      (3)
      ^
      missing-operator: '2' and '(' stand side by side: an operator is missing
      write: 2*(…)
      """)
  }

  @Test(
    "Functions written as on paper are told how to write them, where it is known that they are functions",
    arguments: [
      ("sin x", "sin(x)"), ("sin cos(x)", "sin(cos(…))"), ("cos 2x", "cos(…)"), ("x y", "x*y"),
      ("f y", "f*y or f(y)"), ("sin²(x)", "sin(…)²"), ("x²(y)", "x²*(…)"), ("f²(y)", "f(…)²"),
      ("sin^2(x)", "sin(…)^2"), ("tan^2 x", "tan(x)^2"), ("sin^-1(x)", "asin(…) or 1/sin(…)"),
      ("sin⁻¹(x)", "asin(…) or 1/sin(…)"), ("cos^-1(x)", "cos(…)^-1"), ("x^2y", "x^(2*y) or x^2*y"),
      ("cos(x)^2sin(x)", "cos(x)^(2*sin(…)) or cos(x)^2*sin(…)"),
    ])
  func functionsAsOnPaper(text: String, suggestion: String) {
    let functions = ["sin": true, "cos": true, "tan": true, "asin": true, "x": false, "y": false]
    let bytes = Array(text.utf8)
    do {
      _ = try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
      Issue.record("no error")
    } catch {
      #expect(error.diagnostic { functions[$0] }.suggestion == suggestion)
    }
  }

  @Test("Products and comparisons that need a decision") func decisions() {
    expect(
      "2^3x",
      """
      2^3x
        ^~
      ambiguous-product: '3x' behind '^' can be read in two ways
      write: 2^(3*x) or 2^3*x
      """)
    expect(
      "2^-3x",
      """
      2^-3x
         ^~
      ambiguous-product: '-3x' behind '^' can be read in two ways
      write: 2^(-3*x) or 2^-3*x
      """)
    expect(
      "x^2(y+1)",
      """
      x^2(y+1)
        ^~
      ambiguous-product: '2(…)' behind '^' can be read in two ways
      write: x^(2*(…)) or x^2*(…)
      """)
    expect(
      "a < b < c",
      """
      a < b < c
            ^
      chained-comparison: comparisons do not chain: join them with 'and'
      write: a < b and b < c
      """)
    expect(
      "a < b+1 <= f(c, d) and e",
      """
      a < b+1 <= f(c, d) and e
              ^~
      chained-comparison: comparisons do not chain: join them with 'and'
      write: a < b+1 and b+1 <= f(c, d)
      """)
    expect(
      "a == b < cccccccccccccccccccccccccccccccccccccc",
      """
      a == b < cccccccccccccccccccccccccccccccccccccc
             ^
      chained-comparison: comparisons do not chain: join them with 'and'
      write: a == b and b < …
      """)
    expect(
      "(x+1)\'",
      """
      (x+1)'
           ^
      misplaced-prime: a prime stands behind the name of a function, as in f'(x)
      """)
    expect(
      "f(x)\'",
      """
      f(x)'
          ^
      misplaced-prime: a prime stands directly behind the name of the function
      write: f'(…)
      """)
    expect(
      "f\' x",
      """
      f' x
      ^~
      missing-argument: f' needs to be told where
      write: f'(…)
      """)
    expect(
      "f\'",
      """
      f'
      ^~
      missing-argument: f' needs to be told where
      write: f'(…)
      """)
    expect(
      "f\'()",
      """
      f'()
         ^
      prime-of-many: f' takes exactly one argument
      """)
    expect(
      "f\'(a, b)",
      """
      f'(a, b)
          ^
      prime-of-many: f' takes exactly one argument
      """)
  }

  @Test("Assignments") func assignments() {
    expect(
      "= 3",
      """
      = 3
      ^
      missing-name: '=' needs a name on its left
      write: x = …
      """)
    expect(
      ":= 3",
      """
      := 3
      ^~
      missing-name: ':=' needs a name on its left
      write: x := …
      """)
    expect(
      "3 = x",
      """
      3 = x
      ^
      invalid-target: only a name can be assigned to, as in x = 3; to compare, write ==
      write: 3 == x
      """)
    expect(
      "sin(3) = 2",
      """
      sin(3) = 2
      ^~~~~~
      invalid-target: a function is defined with names in its parentheses, as in f(x) = x^2; to compare, write ==
      write: sin(3) == 2
      """)
    expect(
      "x + 1 = 2; y",
      """
      x + 1 = 2; y
      ^~~~~
      invalid-target: only a name can be assigned to, as in x = 3; to compare, write ==
      write: x + 1 == 2
      """)
    expect(
      "%3 = 2",
      """
      %3 = 2
      ^~
      invalid-target: a node never changes: only a name can be assigned to, as in x = 3; to compare, write ==
      write: %3 == 2
      """)
    expect(
      "f\'(x) = 2",
      """
      f'(x) = 2
      ^~~~~
      invalid-target: a derivative follows from its function and cannot be assigned to; to compare, write ==
      write: f'(x) == 2
      """)
    expect(
      "(x) = 3",
      """
      (x) = 3
      ^~~
      invalid-target: only a name can be assigned to, as in x = 3; to compare, write ==
      write: (x) == 3
      """)
    expect(
      "a + b := 2",
      """
      a + b := 2
      ^~~~~
      invalid-target: only names can be updated, as in x := x + 1
      """)
    expect(
      "f(1) := 2",
      """
      f(1) := 2
      ^~~~
      invalid-target: only names can be updated, as in x := x + 1
      """)
    expect(
      "ans = 3",
      """
      ans = 3
      ^~~
      reserved-name: 'ans' is the last result and cannot be given another meaning
      """)
    expect(
      "and = 3",
      """
      and = 3
      ^~~
      reserved-name: 'and' is an operator and cannot be a name
      """)
    expect(
      "f(ans) = 1",
      """
      f(ans) = 1
        ^~~
      reserved-name: 'ans' is the last result and cannot be given another meaning
      """)
    expect(
      "f(x, x) = x",
      """
      f(x, x) = x
           ^
      duplicate-name: there are two parameters 'x'
      """)
    expect(
      "a, a := 1, 2",
      """
      a, a := 1, 2
         ^
      duplicate-name: 'a' is updated twice
      """)
    expect(
      "a, b := 1",
      """
      a, b := 1
      ^~~~~~~~~
      update-count: 2 names and 1 value: an update needs as many of each
      """)
    expect(
      "x := 1, 2",
      """
      x := 1, 2
      ^~~~~~~~~
      update-count: 1 name and 2 values: an update needs as many of each
      """)
    expect(
      "x = y = 3",
      """
      x = y = 3
            ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      "(x = 3)",
      """
      (x = 3)
         ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      "f(x := 2)",
      """
      f(x := 2)
          ^~
      misplaced-assignment: ':=' updates names only at the beginning of a statement
      """)
  }

  @Test("Numbers") func numbers() {
    expect(
      "1.2.3",
      """
      1.2.3
      ^~~~
      malformed-number: '1.2.': a number has one decimal point
      """)
    expect(
      "0x",
      """
      0x
      ^~
      malformed-number: '0x' needs hexadecimal digits, as in 0x1F
      """)
    expect(
      "1__0",
      """
      1__0
      ^~
      malformed-number: '1_': in a number, _ stands between two digits
      """)
    expect(
      "1_",
      """
      1_
      ^~
      malformed-number: '1_': in a number, _ stands between two digits
      """)
    expect(
      "1._5",
      """
      1._5
      ^~~
      malformed-number: '1._': in a number, _ stands between two digits
      """)
    expect(
      "1e999",
      """
      1e999
      ^~~~~
      number-too-large: 1e999 is too large: the largest number is about 1.8e308
      write: inf
      """)
    expect(
      "1e-999",
      """
      1e-999
      ^~~~~~
      number-too-small: 1e-999 is too small: the smallest number above 0 is about 4.9e-324
      write: 0
      """)
    expect(
      "x⁻",
      """
      x⁻
       ^
      malformed-power: '⁻' needs superscript digits behind it, as in x⁻¹
      """)
    expect(
      "%",
      """
      %
      ^
      missing-node-number: '%' needs the number of a node, as in %7
      """)
    expect(
      "x % 2",
      """
      x % 2
        ^
      missing-node-number: '%' needs the number of a node, as in %7
      """)
  }

  @Test("Characters") func characters() {
    expect(
      "x ! y",
      """
      x ! y
          ^
      missing-operator: 'x !' and 'y' stand side by side: an operator is missing
      write: x !*y
      """)
    expect(
      "“a”",
      """
      “a”
      ^
      unexpected-character: unexpected character '“' (U+201C)
      """)
    expect(
      "x – y",
      """
      x – y
        ^
      unexpected-character: unexpected character '–' (U+2013)
      write: -
      """)
    expect(
      "x​",
      """
      x\u{200B}
       ^
      unexpected-character: unexpected character U+200B
      """)
    expect(
      "x = {1}",
      """
      x = {1}
          ^
      unexpected-character: unexpected character '{' (U+007B)
      write: [
      """)
    expect(
      "x & y",
      """
      x & y
        ^
      unexpected-character: unexpected character '&' (U+0026)
      write: and
      """)
    expect(
      "∞",
      """
      ∞
      ^
      unexpected-character: unexpected character '∞' (U+221E)
      write: inf
      """)
    expect(
      "xⁿ",
      """
      xⁿ
       ^
      unexpected-character: unexpected character 'ⁿ' (U+207F)
      write: ^n
      """)
    expect(
      "x : y",
      """
      x : y
        ^
      unexpected-character: unexpected character ':' (U+003A)
      """)
    expect(
      "x ? y",
      """
      x ? y
        ^
      unexpected-character: unexpected character '?' (U+003F)
      """)
    expect(
      "\"abc\"",
      """
      "abc"
      ^
      unexpected-character: unexpected character '"' (U+0022)
      """)
    expect(
      "|x|",
      """
      |x|
      ^
      unexpected-character: unexpected character '|' (U+007C)
      write: abs(…) for |…|, or the word 'or'
      """)
  }

  @Test("Commands") func commands() {
    expect(
      ":",
      """
      :
      ^
      missing-command-name: ':' needs the name of a command
      write: :help
      """)
    expect(
      ": x",
      """
      : x
      ^
      missing-command-name: ':' needs the name of a command
      write: :help
      """)
    expect(
      ":3",
      """
      :3
      ^
      missing-command-name: ':' needs the name of a command
      write: :help
      """)
  }

  @Test("Bytes that are no text") func bytes() {
    #expect(
      report([0x78, 0xFF, 0x79])
        == "x\u{FFFD}y\n ^\ninvalid-utf8: the byte 0xFF is not valid UTF-8 text")
    #expect(
      report([0x78, 0x00, 0x79])
        == "x\u{0}y\n ^\nunexpected-character: unexpected character U+0000")
    #expect(
      report(Array(":load ".utf8) + [0xC3])
        == ":load \u{FFFD}\n      ^\ninvalid-utf8: the byte 0xC3 is not valid UTF-8 text")
    // An overlong slash, a surrogate, and a character past the last one.
    for bytes: [UInt8] in [
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ] {
      #expect(report(bytes).contains("invalid-utf8"))
    }
    #expect(report([0x78, 0x20, 0x23, 0xFF, 0x00]) == "no error")
  }

  @Test("A formula that is part of a command is told apart from a statement") func formulas() {
    expectFormula("", "\n^\nmissing-operand: a formula is missing here")
    expectFormula("a; b", "a; b\n ^\nunexpected-semicolon: a formula cannot contain ';'")
    expectFormula(
      "a = b",
      "a = b\n  ^\nmisplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==\n"
        + "write: ==")
  }

  private func expect(
    _ line: String, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(report(line) == expected, sourceLocation: sourceLocation)
  }

  private func expectFormula(
    _ text: String, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let source = SourceText(Array(text.utf8), name: "-e")
    do {
      _ = try StatementParser.parseFormula(source.bytes, in: SourceRange(0, source.bytes.count))
      Issue.record("no error", sourceLocation: sourceLocation)
    } catch {
      #expect(report(error.diagnostic, in: source) == expected, sourceLocation: sourceLocation)
    }
  }
}
