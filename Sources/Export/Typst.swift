/// Formulas for Typst, as they stand between its dollar signs.
enum Typst {
  static func text(of part: MathPart) -> String {
    switch part {
    case .number(let digits, nil): return digits
    case .number(let digits, let exponent?): return "\(digits) dot 10^(\(exponent))"
    case .infinity: return "oo"
    case .undefined: return "\"undefined\""
    case .name(let name): return self.name(name)
    case .node(let number): return "v_(\(number))"
    case .negative(let a): return "-\(a)"
    case .sum(let a, let b): return "\(a) + \(b)"
    case .difference(let a, let b): return "\(a) - \(b)"
    case .product(let a, let b, .none): return "\(a) \(b)"
    case .product(let a, let b, .space): return "\(a) thin \(b)"
    case .product(let a, let b, .dot): return "\(a) dot \(b)"
    case .fraction(let a, let b): return "frac(\(a), \(b))"
    case .ratio(let a, let b): return "\(a) slash \(b)"
    case .power(let a, let b): return "\(a)^(\(b))"
    case .root(let a, degree: 2): return "sqrt(\(a))"
    case .root(let a, let degree): return "root(\(degree), \(a))"
    case .function(let name, let arguments, let power, _):
      // A space keeps a call of one letter from being one of Typst's own.
      return "\(self.name(name))\(power.map { "^(\($0))" } ?? "") (\(arguments.joined(separator: ", ")))"
    case .derivative(let name, let order, let argument, _):
      let primes = order <= 3 ? String(repeating: "'", count: order) : "^((\(order)))"
      return "\(self.name(name))\(primes) (\(argument))"
    case .exponential(let a): return "e^(\(a))"
    case .parentheses(let a, _): return "(\(a))"
    case .absolute(let a): return "abs(\(a))"
    case .floor(let a): return "floor(\(a))"
    case .ceiling(let a): return "ceil(\(a))"
    case .factorial(let a): return "\(a)!"
    case .relation(let relation, let a, let b): return "\(a) \(symbol(relation)) \(b)"
    case .not(let a): return "not \(a)"
    case .cases(let condition, let yes, let no):
      return "cases(\(yes) quad & \"if\" \(condition), \(no) quad & \"otherwise\")"
    case .matrix(let rows): return "mat(\(rows.map { $0.joined(separator: ", ") }.joined(separator: "; ")))"
    case .hessian(let a): return "nabla^2 \(a)"
    case .approximation(let a, let b): return "\(a) approx \(b)"
    case .continued(let a): return "\(a) + dots.c"
    case .condition(let a, let b): return "\(a) quad (\(b))"
    case .equation(let a, let b): return "\(a) = \(b)"
    case .differential(let numerator, let inputs, let isPartial):
      let d = isPartial ? "partial" : "upright(d)"
      let order = inputs.reduce(0) { $0 + $1.1 }
      let below = inputs.map { "\(d) \($0)" + ($1 > 1 ? "^(\($1))" : "") }.joined(separator: " thin ")
      let above = d + (order > 1 ? "^(\(order))" : "") + (numerator.isEmpty ? "" : " \(numerator)")
      return "frac(\(above), \(below))"
    }
  }

  private static func name(_ name: MathName) -> String {
    letters(name.letters)
      + (name.indices.isEmpty ? "" : "_(\(name.indices.map(letters).joined(separator: ",")))")
  }

  private static func letters(_ letters: MathName.Letters) -> String {
    switch letters {
    case .letter(let text): text
    case .greek(let name): name
    case .word(let text): text.allSatisfy(\.isNumber) ? text : "upright(\"\(text)\")"
    case .known("Gamma"): "Gamma"
    case .known(let name): known.contains(name) ? name : "op(\"\(name)\")"
    case .set(let text): text
    }
  }

  private static let known: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "coth",
    "ln", "log",
    "exp", "max", "min",
  ]

  private static func symbol(_ relation: MathPart.Relation) -> String {
    switch relation {
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .equal: "="
    case .notEqual: "!="
    case .and: "and"
    case .or: "or"
    }
  }
}
