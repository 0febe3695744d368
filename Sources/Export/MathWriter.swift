import AutoDiff
package import Formulas
import Sessions

/// Sets formulas in a language for papers: fractions, roots, brackets where they are needed, and what stands between factors.
///
/// A formula is a flat tree in postfix order, and so are its pieces: nothing recurses. Each piece is made twice, as it stands
/// by itself and as it stands in an exponent, where quotients keep to one line.
package struct MathWriter {
  private let language: MathLanguage

  package init(_ language: MathLanguage) { self.language = language }

  /// A formula by itself.
  package func text(of formula: Formula) -> String { piece(of: formula).display.text }

  /// An equation with a name on its left.
  package func equation(name: String, _ formula: Formula) -> String {
    let left = language.text(of: .name(MathName(variable: name)))
    return language.text(of: .equation(left, text(of: formula)))
  }

  /// A derivative's equation: the derivative's sign, and the formula.
  package func equation(
    ofDerivativeOf target: Formula?, name: String?, by inputs: [(name: String, order: Int)], isPartial: Bool,
    _ formula: Formula
  ) -> String {
    let numerator = name.map { language.text(of: .name(MathName(variable: $0))) }
    let below = inputs.map { (language.text(of: .name(MathName(variable: $0.name))), $0.order) }
    var left = language.text(of: .differential(of: numerator ?? "", by: below, isPartial: isPartial))
    if numerator == nil, let target {
      // What the sign is of stands behind it, in brackets.
      let own = piece(of: target).display
      left = language.text(
        of: .product(left, language.text(of: .parentheses(own.text, isTall: own.isTall)), .none))
    }
    return language.text(of: .equation(left, text(of: formula)))
  }

  /// A formula and what it is about; that may go on, and be so only where a condition holds.
  package func approximation(
    _ formula: Formula, _ other: Formula, isContinued: Bool = false, where condition: Formula? = nil
  ) -> String {
    let sum = isContinued ? language.text(of: .continued(text(of: other))) : text(of: other)
    let whole = language.text(of: .approximation(text(of: formula), sum))
    return condition.map { language.text(of: .condition(whole, text(of: $0))) } ?? whole
  }

  /// The matrix of a formula's second derivatives.
  package func hessian(of formula: Formula, _ rows: [[Double]]) -> String {
    let own = piece(of: formula).display
    let target = own.level < .power ? language.text(of: .parentheses(own.text, isTall: own.isTall)) : own.text
    let entries = rows.map { row in row.map { text(of: Formula(of: $0)) } }
    return language.text(
      of: .equation(language.text(of: .hessian(target)), language.text(of: .matrix(entries))))
  }

  /// The whole, as a document of the language holds it.
  package func whole(_ text: String) -> String { language == .mathml ? MathML.document(text) : text }

  private func piece(of formula: Formula) -> Piece {
    var stack: [Piece] = []
    for node in formula.nodes {
      let count = formula.operandCount(of: node)
      guard stack.count >= count else { break }
      let operands = Array(stack.suffix(count))
      stack.removeLast(count)
      stack.append(piece(of: node, operands, in: formula))
    }
    return stack.last ?? Piece(Rendering(text: "", level: .atom))
  }
}

// MARK: Pieces

extension MathWriter {
  /// How tightly a piece holds together.
  private enum Level: Int, Comparable {
    case relation, sum, product, power, atom
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  private struct Rendering {
    var text: String
    var level: Level
    var startsWithMinus = false
    var startsWithDigit = false
    /// Whether there is a fraction in it, so that brackets around it are large ones.
    var isTall = false
    /// Whether it is a function or a word, which stands off from other factors.
    var isWord = false
    /// Whether it ends with a function's or other brackets.
    var isBracketed = false
  }

  private struct Piece {
    var display: Rendering
    var inline: Rendering
    /// The function that it is a call of, and the call's arguments.
    var call: (name: MathName, arguments: [Piece])?
    var number: Double?

    init(_ rendering: Rendering) { (display, inline) = (rendering, rendering) }
    init(_ make: (Bool) -> Rendering) { (display, inline) = (make(false), make(true)) }

    func rendering(_ isInline: Bool) -> Rendering { isInline ? inline : display }
  }

  private func parenthesized(_ a: Rendering) -> Rendering {
    Rendering(
      text: language.text(of: .parentheses(a.text, isTall: a.isTall)), level: .atom, isTall: a.isTall,
      isBracketed: true)
  }

  private func bracketed(_ a: Rendering, below level: Level, isFirst: Bool = true) -> Rendering {
    a.level < level || a.startsWithMinus && !isFirst ? parenthesized(a) : a
  }

  private func piece(of node: Formula.Node, _ operands: [Piece], in formula: Formula) -> Piece {
    switch node.kind {
    case .number(let value): return number(value)
    case .node(let number): return Piece(Rendering(text: language.text(of: .node(number)), level: .atom))
    case .name(let name): return self.name(formula[name])
    case .operation(let id): return operation(id, operands)
    case .prime(let name, let order):
      return Piece { isInline in
        let argument = operands[0].rendering(isInline)
        return Rendering(
          text: language.text(
            of: .derivative(
              Self.functionName(formula[name]), order: Int(order), argument.text, isTall: argument.isTall)),
          level: .atom, isTall: argument.isTall, isWord: true, isBracketed: true)
      }
    case .call(let name, _):
      return call(formula[name], BuiltIns.opcode(of: node.kind, in: formula), operands)
    case .array, .subscript, .slice, .axis, .binding, .loop, .comprehension:
      return operands.last ?? number(.nan)
    }
  }

  private func number(_ value: Double) -> Piece {
    var piece = Piece(Rendering(text: digits(value.magnitude), level: .atom, startsWithDigit: true))
    piece.number = value
    if value < 0 {
      let text = language.text(of: .negative(piece.display.text))
      piece.display = Rendering(text: text, level: .product, startsWithMinus: true)
      piece.inline = piece.display
      return piece
    }
    if value.description.contains("e") {
      (piece.display.level, piece.inline.level) = (.product, .product)
    }
    return piece
  }

  private func digits(_ value: Double) -> String {
    if value.isNaN { return language.text(of: .undefined) }
    if value.isInfinite { return language.text(of: .infinity) }
    if value == value.rounded(), value.magnitude < 1e15 {
      return language.text(of: .number(digits: String(Int(value)), exponent: nil))
    }
    let parts = value.description.split(separator: "e")
    let digits = parts[0].hasSuffix(".0") ? String(parts[0].dropLast(2)) : String(parts[0])
    return language.text(of: .number(digits: digits, exponent: parts.count > 1 ? Int(parts[1]) : nil))
  }

  private func name(_ name: String) -> Piece {
    if name == "inf" || name == "nan" { return number(name == "inf" ? .infinity : .nan) }
    let written = MathName(variable: name)
    let isWord: Bool = if case .word = written.letters { true } else { false }
    return Piece(Rendering(text: language.text(of: .name(written)), level: .atom, isWord: isWord))
  }

  private func operation(_ id: OperatorID, _ operands: [Piece]) -> Piece {
    let symbol = id.row.symbol
    switch (symbol, operands.count) {
    case ("-", 1):
      return Piece { isInline in
        let a = bracketed(operands[0].rendering(isInline), below: .product, isFirst: false)
        return Rendering(
          text: language.text(of: .negative(a.text)), level: .product, startsWithMinus: true, isTall: a.isTall
        )
      }
    case ("+", 1): return operands[0]
    case ("+", 2), ("-", 2):
      return Piece { isInline in
        let (a, own) = (
          bracketed(operands[0].rendering(isInline), below: .sum), operands[1].rendering(isInline)
        )
        let b = bracketed(own, below: symbol == "-" ? .product : .sum, isFirst: false)
        return Rendering(
          text: language.text(of: symbol == "+" ? .sum(a.text, b.text) : .difference(a.text, b.text)),
          level: .sum,
          startsWithMinus: a.startsWithMinus, startsWithDigit: a.startsWithDigit, isTall: a.isTall || b.isTall
        )
      }
    case ("*", 2): return product(operands)
    case ("/", 2):
      return Piece { isInline in
        if isInline {
          let (a, b) = (
            bracketed(operands[0].inline, below: .product),
            bracketed(operands[1].inline, below: .power, isFirst: false)
          )
          return Rendering(
            text: language.text(of: .ratio(a.text, b.text)), level: .product,
            startsWithMinus: a.startsWithMinus,
            startsWithDigit: a.startsWithDigit)
        }
        return Rendering(
          text: language.text(of: .fraction(operands[0].display.text, operands[1].display.text)),
          level: .atom,
          isTall: true)
      }
    case ("^", 2): return power(operands[0], operands[1])
    case ("!", 1):
      return Piece { isInline in
        let a = bracketed(operands[0].rendering(isInline), below: .atom, isFirst: false)
        return Rendering(text: language.text(of: .factorial(a.text)), level: .atom, isTall: a.isTall)
      }
    case ("not", 1):
      return Piece { isInline in
        let a = bracketed(operands[0].rendering(isInline), below: .sum)
        return Rendering(text: language.text(of: .not(a.text)), level: .relation, isTall: a.isTall)
      }
    default:
      guard operands.count == 2, let relation = MathPart.Relation(rawValue: symbol) else {
        return function(MathName(.word(symbol)), operands)
      }
      return Piece { isInline in
        let (a, b) = (
          bracketed(operands[0].rendering(isInline), below: .sum),
          bracketed(operands[1].rendering(isInline), below: .sum)
        )
        return Rendering(
          text: language.text(of: .relation(relation, a.text, b.text)), level: .relation,
          startsWithMinus: a.startsWithMinus, isTall: a.isTall || b.isTall)
      }
    }
  }

  private func product(_ operands: [Piece]) -> Piece {
    Piece { isInline in
      let a = bracketed(operands[0].rendering(isInline), below: .product)
      let b = bracketed(operands[1].rendering(isInline), below: .product, isFirst: false)
      let separator: MathPart.Separator =
        b.startsWithDigit ? .dot : b.isBracketed && !b.isWord ? .none : a.isWord || b.isWord ? .space : .none
      return Rendering(
        text: language.text(of: .product(a.text, b.text, separator)), level: .product,
        startsWithMinus: a.startsWithMinus, startsWithDigit: a.startsWithDigit, isTall: a.isTall || b.isTall,
        isWord: b.isWord)
    }
  }

  private func power(_ base: Piece, _ exponent: Piece) -> Piece {
    // sin²(x), with whole exponents above 0 only: −1 would be an inverse function.
    if let call = base.call, Self.withPowers.contains(call.name), let number = exponent.number,
      number == number.rounded(),
      (2...99).contains(number)
    {
      return function(call.name, call.arguments, power: Int(number))
    }
    return Piece { isInline in
      let own = base.rendering(isInline)
      let a =
        own.level < .atom || own.startsWithMinus || own.isTall && (!own.isBracketed || base.call != nil)
        ? parenthesized(own) : own
      return Rendering(
        text: language.text(of: .power(a.text, exponent.inline.text)), level: .power,
        startsWithDigit: a.startsWithDigit, isTall: a.isTall, isWord: a.isWord && !a.isBracketed)
    }
  }
}

// MARK: Functions

extension MathWriter {
  private func call(_ name: String, _ opcode: Opcode?, _ operands: [Piece]) -> Piece {
    func around(_ make: @escaping (String) -> MathPart) -> Piece {
      Piece { isInline in
        let a = operands[0].rendering(isInline)
        return Rendering(text: language.text(of: make(a.text)), level: .atom, isTall: a.isTall)
      }
    }
    if let letter = Self.ordered[name], operands.count == 2, let order = operands[0].number {
      return function(MathName(.letter(letter), [.set(number(order).inline.text)]), [operands[1]])
    }
    switch opcode {
    case .sqrt: return around { .root($0, degree: 2) }
    case .cbrt: return around { .root($0, degree: 3) }
    case .abs: return around { .absolute($0) }
    case .floor: return around { .floor($0) }
    case .ceil: return around { .ceiling($0) }
    case .exp:
      // A fraction does not fit into an exponent.
      if operands[0].display.isTall { return function(MathName(.known("exp")), operands) }
      return Piece { _ in
        Rendering(text: language.text(of: .exponential(operands[0].inline.text)), level: .power, isWord: true)
      }
    case .exp2: return power(number(2), operands[0])
    case .if where operands.count == 3:
      return Piece { isInline in
        let parts = operands.map { $0.rendering(isInline).text }
        return Rendering(
          text: language.text(of: .cases(condition: parts[0], yes: parts[1], no: parts[2])), level: .sum,
          isTall: true)
      }
    case .power where operands.count == 2: return power(operands[0], operands[1])
    case .sum where !operands.isEmpty:
      return operands.dropFirst().reduce(operands[0]) { operation(.sum, [$0, $1]) }
    case .prod where !operands.isEmpty:
      return operands.dropFirst().reduce(operands[0]) { product([$0, $1]) }
    default: break
    }
    return function(Self.functionName(name), operands)
  }

  private func function(_ name: MathName, _ arguments: [Piece], power: Int? = nil) -> Piece {
    var piece = Piece { isInline in
      let parts = arguments.map { $0.rendering(isInline) }
      let isTall = parts.contains(where: \.isTall)
      return Rendering(
        text: language.text(of: .function(name, parts.map(\.text), power: power, isTall: isTall)),
        level: power == nil ? .atom : .power, isTall: isTall, isWord: true, isBracketed: true)
    }
    if power == nil { piece.call = (name, arguments) }
    return piece
  }

  /// Functions whose order stands below their letter.
  private static let ordered = ["besselj": "J", "bessely": "Y", "besseli": "I", "besselk": "K"]

  private static func functionName(_ name: String) -> MathName {
    if let known = names[name] { return known }
    let own = MathName(variable: name)
    // A word of a function is upright, and set as one.
    if case .word(let word) = own.letters { return MathName(.known(word), own.indices) }
    return own
  }

  private static let names: [String: MathName] = {
    var names: [String: MathName] = [
      "asin": MathName(.known("arcsin")), "acos": MathName(.known("arccos")),
      "atan": MathName(.known("arctan")),
      "asinh": MathName(.known("arsinh")), "acosh": MathName(.known("arcosh")),
      "atanh": MathName(.known("artanh")),
      "log": MathName(.known("ln")), "ln": MathName(.known("ln")),
      "log10": MathName(.known("log"), [.word("10")]), "log2": MathName(.known("log"), [.word("2")]),
      "gamma": MathName(.known("Gamma")), "digamma": MathName(.greek("psi")),
      "zeta": MathName(.greek("zeta")),
    ]
    for name in ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "max", "min"] {
      names[name] = MathName(.known(name))
    }
    return names
  }()

  /// The functions whose powers stand before the argument.
  private static let withPowers: [MathName] = [
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "ln",
  ].map { MathName(.known($0)) }
}
