/// Formulas for TeX, with what `amsmath` knows.
enum LaTeX {
  static func text(of part: MathPart) -> String {
    switch part {
    case .number(let digits, nil): return digits
    case .number(let digits, let exponent?): return "\(digits) \\cdot 10^{\(exponent)}"
    case .infinity: return "\\infty"
    case .undefined: return "\\mathrm{undefined}"
    case .name(let name): return self.name(name)
    case .node(let number): return "v_{\(number)}"
    case .negative(let a): return "-\(a)"
    case .sum(let a, let b): return "\(a) + \(b)"
    case .difference(let a, let b): return "\(a) - \(b)"
    case .product(let a, let b, .none): return "\(a) \(b)"
    case .product(let a, let b, .space): return "\(a) \\, \(b)"
    case .product(let a, let b, .dot): return "\(a) \\cdot \(b)"
    case .fraction(let a, let b): return "\\frac{\(a)}{\(b)}"
    case .ratio(let a, let b): return "\(a)/\(b)"
    case .power(let a, let b): return "\(a)^{\(b)}"
    case .root(let a, degree: 2): return "\\sqrt{\(a)}"
    case .root(let a, let degree): return "\\sqrt[\(degree)]{\(a)}"
    case .function(let name, let arguments, let power, let isTall):
      let exponent = power.map { "^{\($0)}" } ?? ""
      return self.name(name) + exponent + parentheses(arguments.joined(separator: ", "), isTall)
    case .derivative(let name, let order, let argument, let isTall):
      let primes = order <= 3 ? String(repeating: "'", count: order) : "^{(\(order))}"
      return self.name(name) + primes + parentheses(argument, isTall)
    case .exponential(let a): return "e^{\(a)}"
    case .parentheses(let a, let isTall): return parentheses(a, isTall)
    case .absolute(let a): return "\\left|\(a)\\right|"
    case .floor(let a): return "\\left\\lfloor \(a) \\right\\rfloor"
    case .ceiling(let a): return "\\left\\lceil \(a) \\right\\rceil"
    case .factorial(let a): return "\(a)!"
    case .relation(let relation, let a, let b): return "\(a) \(symbol(relation)) \(b)"
    case .not(let a): return "\\neg \(a)"
    case .cases(let condition, let yes, let no):
      return "\\begin{cases} \(yes) & \\text{if } \(condition) \\\\ \(no) & \\text{otherwise} \\end{cases}"
    case .matrix(let rows):
      let lines = rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")
      return "\\begin{pmatrix} \(lines) \\end{pmatrix}"
    case .hessian(let a): return "\\nabla^{2} \(a)"
    case .approximation(let a, let b): return "\(a) \\approx \(b)"
    case .continued(let a): return "\(a) + \\cdots"
    case .condition(let a, let b): return "\(a) \\quad (\(b))"
    case .equation(let a, let b): return "\(a) = \(b)"
    case .differential(let numerator, let inputs, let isPartial):
      let d = isPartial ? "\\partial" : "\\mathrm{d}"
      let order = inputs.reduce(0) { $0 + $1.1 }
      let below = inputs.map { "\(d) \($0)" + ($1 > 1 ? "^{\($1)}" : "") }.joined(separator: " \\, ")
      let above = (d + (order > 1 ? "^{\(order)}" : "")) + (numerator.isEmpty ? "" : " \(numerator)")
      return "\\dfrac{\(above)}{\(below)}"
    }
  }

  private static func parentheses(_ text: String, _ isTall: Bool) -> String {
    isTall ? "\\left(\(text)\\right)" : "(\(text))"
  }

  private static func name(_ name: MathName) -> String {
    letters(name.letters)
      + (name.indices.isEmpty ? "" : "_{\(name.indices.map(letters).joined(separator: ","))}")
  }

  private static func letters(_ letters: MathName.Letters) -> String {
    switch letters {
    case .letter(let text): text
    case .greek(let name): "\\\(name)"
    case .word(let text): text.allSatisfy(\.isNumber) ? text : "\\mathrm{\(text)}"
    case .known(let name): known.contains(name) ? "\\\(name)" : "\\operatorname{\(name)}"
    case .set(let text): text
    }
  }

  private static let known: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "coth",
    "ln", "log",
    "exp", "max", "min", "Gamma",
  ]

  private static func symbol(_ relation: MathPart.Relation) -> String {
    switch relation {
    case .less: "<"
    case .lessOrEqual: "\\le"
    case .greater: ">"
    case .greaterOrEqual: "\\ge"
    case .equal: "="
    case .notEqual: "\\ne"
    case .and: "\\land"
    case .or: "\\lor"
    }
  }
}
