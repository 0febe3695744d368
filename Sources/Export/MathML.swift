/// Formulas for web pages: presentation MathML, as browsers show it.
enum MathML {
  static func text(of part: MathPart) -> String {
    switch part {
    case .number(let digits, nil): return "<mn>\(digits)</mn>"
    case .number(let digits, let exponent?):
      return row("<mn>\(digits)</mn><mo>⋅</mo><msup><mn>10</mn>\(number(exponent))</msup>")
    case .infinity: return "<mi>∞</mi>"
    case .undefined: return "<mtext>undefined</mtext>"
    case .name(let name): return self.name(name)
    case .node(let number): return "<msub><mi>v</mi><mn>\(number)</mn></msub>"
    case .negative(let a): return row("<mo>−</mo>\(a)")
    case .sum(let a, let b): return row("\(a)<mo>+</mo>\(b)")
    case .difference(let a, let b): return row("\(a)<mo>−</mo>\(b)")
    case .product(let a, let b, .none): return row("\(a)<mo>&#x2062;</mo>\(b)")
    case .product(let a, let b, .space): return row("\(a)<mspace width=\"0.167em\"/>\(b)")
    case .product(let a, let b, .dot): return row("\(a)<mo>⋅</mo>\(b)")
    case .fraction(let a, let b): return "<mfrac>\(a)\(b)</mfrac>"
    case .ratio(let a, let b): return row("\(a)<mo>/</mo>\(b)")
    case .power(let a, let b): return "<msup>\(a)\(b)</msup>"
    case .root(let a, degree: 2): return "<msqrt>\(a)</msqrt>"
    case .root(let a, let degree): return "<mroot>\(a)<mn>\(degree)</mn></mroot>"
    case .function(let name, let arguments, let power, _):
      let head = power.map { "<msup>\(self.name(name))<mn>\($0)</mn></msup>" } ?? self.name(name)
      return row(head + "<mo>&#x2061;</mo>" + parentheses(arguments.joined(separator: "<mo>,</mo>")))
    case .derivative(let name, let order, let argument, _):
      let mark =
        order <= 3
        ? "<mo>\(String(repeating: "′", count: order))</mo>"
        : "<mrow><mo>(</mo><mn>\(order)</mn><mo>)</mo></mrow>"
      return row("<msup>\(self.name(name))\(mark)</msup><mo>&#x2061;</mo>" + parentheses(argument))
    case .exponential(let a): return "<msup><mi>e</mi>\(a)</msup>"
    case .parentheses(let a, _): return parentheses(a)
    case .absolute(let a): return row("<mo>|</mo>\(a)<mo>|</mo>")
    case .floor(let a): return row("<mo>⌊</mo>\(a)<mo>⌋</mo>")
    case .ceiling(let a): return row("<mo>⌈</mo>\(a)<mo>⌉</mo>")
    case .factorial(let a): return row("\(a)<mo>!</mo>")
    case .relation(let relation, let a, let b): return row("\(a)<mo>\(symbol(relation))</mo>\(b)")
    case .not(let a): return row("<mo>¬</mo>\(a)")
    case .cases(let condition, let yes, let no):
      return row(
        "<mo>{</mo><mtable columnalign=\"left\"><mtr><mtd>\(yes)</mtd><mtd><mtext>if </mtext>\(condition)</mtd></mtr>"
          + "<mtr><mtd>\(no)</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable>")
    case .matrix(let rows):
      let lines = rows.map { row in "<mtr>\(row.map { "<mtd>\($0)</mtd>" }.joined())</mtr>" }.joined()
      return row("<mo>(</mo><mtable>\(lines)</mtable><mo>)</mo>")
    case .hessian(let a): return row("<msup><mo>∇</mo><mn>2</mn></msup>\(a)")
    case .approximation(let a, let b): return row("\(a)<mo>≈</mo>\(b)")
    case .continued(let a): return row("\(a)<mo>+</mo><mo>⋯</mo>")
    case .condition(let a, let b): return row("\(a)<mspace width=\"1em\"/><mo>(</mo>\(b)<mo>)</mo>")
    case .equation(let a, let b): return row("\(a)<mo>=</mo>\(b)")
    case .differential(let numerator, let inputs, let isPartial):
      let d = isPartial ? "<mo>∂</mo>" : "<mi mathvariant=\"normal\">d</mi>"
      let order = inputs.reduce(0) { $0 + $1.1 }
      let above = (order > 1 ? "<msup>\(d)<mn>\(order)</mn></msup>" : d) + numerator
      let below = inputs.map { name, count in d + (count > 1 ? "<msup>\(name)<mn>\(count)</mn></msup>" : name)
      }
      return "<mfrac>\(row(above))\(row(below.joined()))</mfrac>"
    }
  }

  /// The element around a whole formula.
  static func document(_ text: String) -> String {
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">\(text)</math>"
  }

  private static func row(_ text: String) -> String { "<mrow>\(text)</mrow>" }
  private static func parentheses(_ text: String) -> String { row("<mo>(</mo>\(text)<mo>)</mo>") }
  private static func number(_ value: Int) -> String {
    value < 0 ? row("<mo>−</mo><mn>\(value.magnitude)</mn>") : "<mn>\(value)</mn>"
  }

  private static func name(_ name: MathName) -> String {
    if name.indices.isEmpty { return letters(name.letters) }
    return
      "<msub>\(letters(name.letters))\(row(name.indices.map(letters).joined(separator: "<mo>,</mo>")))</msub>"
  }

  private static func letters(_ letters: MathName.Letters) -> String {
    switch letters {
    case .letter(let text): "<mi>\(escaped(text))</mi>"
    case .greek(let name): "<mi>\(MathName.greek(name))</mi>"
    case .word(let text):
      text.allSatisfy(\.isNumber) ? "<mn>\(text)</mn>" : "<mi mathvariant=\"normal\">\(escaped(text))</mi>"
    case .known("Gamma"): "<mi mathvariant=\"normal\">Γ</mi>"
    case .known(let name): "<mi>\(name)</mi>"
    case .set(let text): text
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private static func symbol(_ relation: MathPart.Relation) -> String {
    switch relation {
    case .less: "&lt;"
    case .lessOrEqual: "≤"
    case .greater: "&gt;"
    case .greaterOrEqual: "≥"
    case .equal: "="
    case .notEqual: "≠"
    case .and: "∧"
    case .or: "∨"
    }
  }
}
