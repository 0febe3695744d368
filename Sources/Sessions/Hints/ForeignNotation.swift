package import Formulas

/// Notations of other languages, known by what is wrong with them here and by what stands around.
///
/// Words of other languages are no matter of this; see ``ForeignWord``.
package struct ForeignNotation {
  /// The statement around the place of the error.
  let place: Surroundings

  /// What the statement is besides the formula in which the error is: `y = ` or `:grad `, or nothing.
  let head: String

  /// What stands in the formula before the place.
  let left: String

  /// Whether a name is that of a function; nil if it means nothing yet.
  let isFunction: (String) -> Bool?

  /// Formulas longer than this are not repeated in a suggestion.
  private static let longest = 60

  package init(around place: Surroundings, isFunction: @escaping (String) -> Bool?) {
    self.place = place
    self.isFunction = isFunction
    (head, left) = Self.split(place.before)
  }

  /// What to tell of an error; nil if it is no notation that is known.
  package func hint(for reason: ParseError.Reason) -> Hint? {
    switch reason {
    case .unexpectedCharacter(let character): characterHint(character)
    case .missingNodeNumber: remainderHint(behind: place.after)
    case .missingOperator(let left, let right, _): juxtapositionHint(left, right)
    case .missingBetween(let first, let second): operatorHint(first + second)
    case .missingLeftOperand(let symbol): beginningHint(symbol)
    case .unexpectedComma(inParentheses: true, let list): arrowHintBehindParentheses ?? listHint(list)
    case .unexpectedComma(inParentheses: false, _): commaHint
    case .misplacedAssignment(isUpdate: false): assignmentHint
    case .invalidTarget(.updated, _): functionUpdateHint
    case .invalidTarget(.other, _): promptHint
    default: nil
    }
  }

  // MARK: Pieces

  /// A whole statement with `formula` in the place of its formula, or `short` where that is too long.
  func statement(_ formula: String, or short: String) -> String {
    let whole = head + formula
    return whole.count <= Self.longest ? whole : short
  }

  /// The header or command that a statement begins with, and the rest.
  private static func split(_ text: String) -> (head: String, left: String) {
    if text.first == ":" {
      let name = text.prefix { !$0.isWhitespace }
      return (name + " ", text.dropFirst(name.count).trimmed)
    }
    var previous: Character?
    for index in text.indices where text[index] == "=" {
      previous = index > text.startIndex ? text[text.index(before: index)] : nil
      let next = text.index(after: index)
      let isComparison =
        previous.map { "=<>!".contains($0) } ?? true || (next < text.endIndex && text[next] == "=")
      if isComparison { continue }
      return (text[...index].trimmed + " ", text[next...].trimmed)
    }
    return ("", text)
  }

  /// Whether a text is an operand as a whole: nothing outside its parentheses separates it.
  func isOperand(_ text: String) -> Bool {
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth < 0 || (depth == 0 && " +-*/^%<>=!,?:|&".contains(character)) { return false }
    }
    return !text.isEmpty && depth == 0
  }
}

// MARK: Notations that an operator or its place tells

extension ForeignNotation {
  /// `x % 2`, `5%`, `% a comment`; what is to be divided by stands in `divisor`.
  private func remainderHint(behind divisor: String) -> Hint {
    let words = "'%' needs the number of a node, as in %7"
    if left.isEmpty, head.isEmpty { return Hint("\(words); a comment begins with #", instead: "# …") }
    if divisor.isEmpty, isOperand(left) {
      return Hint("\(words); a percentage is a quotient", instead: statement("\(left)/100", or: "…/100"))
    }
    let isWhole = isOperand(left) && isOperand(divisor)
    return Hint(
      "\(words); the remainder is 'mod'",
      instead: isWhole
        ? statement("mod(\(left), \(withoutParentheses(divisor)))", or: "mod(a, b)") : "mod(a, b)")
  }

  /// `x %2`, `1 000`, `d/dx x^2`, `a mod b`, `z by x`.
  private func juxtapositionHint(_ first: String, _ second: String) -> Hint? {
    if second.first == "%", second.dropFirst().isPlainNumber {
      let isWhole = isOperand(left) && place.after.isEmpty
      return Hint(
        "'\(second)' is a node; the remainder is 'mod'",
        instead: isWhole
          ? statement("mod(\(left), \(second.dropFirst()))", or: "mod(a, b)")
          : "mod(\(first), \(second.dropFirst()))")
    }
    if first.isPlainNumber, second.isPlainNumber, second.count == 3, first.count <= 3 {
      return Hint("digits are grouped with _, or not at all", instead: "\(first)_\(second)")
    }
    if ["lambda", "fun", "fn"].contains(first), isFunction(first) == nil {
      let function = place.marked + place.after
      guard let colon = function.firstIndex(where: { ":-=".contains($0) }) else {
        return Hint("a function is defined by an equation", instead: "f(x) = …")
      }
      let body = function[colon...].drop { ":-=> ".contains($0) }
      return arrowHint(parameter: function[..<colon].trimmed, body: String(body))
    }
    if first == "if", let hint = conditionalHint { return hint }
    if ["by", "wrt"].contains(second), !place.after.isEmpty {
      if [":diff ", ":explain ", ":taylor "].contains(head) {
        return Hint(
          "a target and what it is differentiated by stand side by side",
          instead: statement("\(left) \(place.after)", or: ":diff z x"))
      }
      return Hint(
        "what is differentiated by stands behind a colon",
        instead: head.first == ":" ? statement("\(left) : \(place.after)", or: ":grad z : x") : ":grad z : x")
    }
    if first == "mod", isFunction("mod") == true {
      let dividend = String(left.dropLast(3)).trimmed
      let isWhole = isOperand(dividend) && isOperand(place.marked + place.after)
      return Hint(
        "'mod' is a function",
        instead: isWhole
          ? statement("mod(\(dividend), \(place.marked + place.after))", or: "mod(a, b)") : "mod(a, b)")
    }
    return nil
  }

  /// `1 if x > 0 else 2`
  private var conditionalHint: Hint? {
    let (value, rest) = (
      left.dropLast(2).trimmed, place.marked + (place.after.isEmpty ? "" : " ") + place.after
    )
    guard !value.isEmpty, let other = rest.range(of: " else ") else { return nil }
    let condition = rest[..<other.lowerBound].trimmed
    return Hint(
      "'if' is a function that chooses between two values",
      instead: statement(
        "if(\(condition), \(value), \(rest[other.upperBound...].trimmed))", or: "if(c, a, b)"))
  }

  /// `d/dx x^2`, where the operand behind `d/dx` is in the way.
  package func derivativeHint(for reason: ParseError.Reason) -> Hint? {
    guard case .missingOperator = reason else { return nil }
    let (name, target) = (left.trailingName, place.marked + place.after)
    let variable = name.dropFirst()
    guard name.first == "d", !variable.isEmpty, left.dropLast(name.count).trimmed.hasSuffix("d/") else {
      return nil
    }
    let formula = "diff(\(target), \(variable))"
    return Hint(
      "a derivative is written 'diff'",
      instead: formula.count <= Self.longest ? formula : "diff(…, \(variable))")
  }

  /// `x -> x^2`, `a // b`, `&&`.
  private func operatorHint(_ symbols: String) -> Hint? {
    switch symbols {
    case "->": return arrowHint(parameter: left.dropLast().trimmed, body: place.after)
    case "//":
      let (dividend, divisor) = (left.dropLast().trimmed, place.after)
      let isWhole = isOperand(dividend) && isOperand(divisor)
      let quotient = isWhole ? "floor(\(dividend)/\(divisor))" : "floor(a/b)"
      return Hint(
        "a comment begins with #, and a quotient is rounded down by 'floor'", instead: "# … or \(quotient)")
    case let symbols where symbols.hasSuffix("@"): return handleHint
    case "/*": return Hint("a comment goes from # to the end of its line", instead: "# …")
    case let symbols where symbols.hasSuffix("!"):
      return Hint("'!' stands behind its number, as in 3!; the opposite is 'not'", instead: "not …")
    default: return nil
    }
  }

  /// `// a comment`, `!x`, `>>> x = 3`, `= 3`.
  private func beginningHint(_ symbol: String) -> Hint? {
    if symbol == "!" {
      return Hint(
        "'!' stands behind its number, as in 3!; the opposite is 'not'",
        instead: place.before.isEmpty && isOperand(place.after) ? "not \(place.after)" : "not …")
    }
    if symbol == "@" { return handleHint }
    guard place.before.isEmpty else { return nil }
    switch symbol {
    case "/": return Hint("a comment begins with #", instead: "# …")
    case ">":
      let typed = String(place.after.drop { $0 == ">" }).trimmed
      if typed.isEmpty || typed.first == "=" { return nil }
      return Hint("a prompt is no part of the statement", instead: shortened(typed))
    default: return nil
    }
  }

  /// `f = @(x) x^2`.
  private var handleHint: Hint? {
    let after = place.after
    guard after.first == "(", let end = after.firstIndex(of: ")") else { return nil }
    let parameters = after[after.index(after: after.startIndex)..<end]
    return arrowHint(parameter: String(parameters), body: after[after.index(after: end)...].trimmed)
  }

  /// `julia> x = 3`.
  private var promptHint: Hint? {
    let text = place.statement
    let name = text.leadingName
    guard !name.isEmpty, isFunction(name) == nil, text.dropFirst(name.count).hasPrefix("> ") else {
      return nil
    }
    return Hint(
      "a prompt is no part of the statement", instead: shortened(text.dropFirst(name.count + 2).trimmed))
  }

  /// `f = x -> x^2`.
  func arrowHint(parameter: String, body: String) -> Hint {
    var names = parameter
    if names.first == "(", names.last == ")" { names = String(names.dropFirst().dropLast()) }
    let function = head.dropLast(2).trimmed
    let isFunction = function.isName && !body.isEmpty && !names.isEmpty
    return Hint(
      "a function is defined by an equation",
      instead: isFunction ? shortened("\(function)(\(names)) = \(body)", or: "f(x) = …") : "f(x) = …")
  }

  /// `f = (a, b) -> a*b`
  private var arrowHintBehindParentheses: Hint? {
    for arrow in ["->", "=>"] {
      guard left.first == "(", let start = place.after.range(of: arrow),
        let end = place.after.firstIndex(of: ")"),
        end < start.lowerBound
      else { continue }
      return arrowHint(
        parameter: "\(left), \(place.after[...end])", body: place.after[start.upperBound...].trimmed)
    }
    return nil
  }

  /// `(1,5)`, which may be an array as well.
  private func listHint(_ list: String?) -> Hint? {
    guard let list, let number = commaHint?.instead else { return nil }
    return Hint(
      "numbers have a decimal point, and the elements of an array stand in brackets",
      instead: "\(number) or \(list)")
  }

  /// `1,5`
  private var commaHint: Hint? {
    let whole = left.reversed().prefix { $0.isNumber }.reversed()
    let fraction = place.after.prefix { $0.isNumber }
    guard !whole.isEmpty, !fraction.isEmpty, !place.isApart, left.isPlainNumber || left.last?.isNumber == true
    else {
      return nil
    }
    return Hint("numbers have a decimal point", instead: "\(String(whole)).\(fraction)")
  }

  /// `x = y = 3`, `f = x => x^2`.
  private var assignmentHint: Hint? {
    if place.after.first == ">" {
      return arrowHint(parameter: left, body: place.after.dropFirst().trimmed)
    }
    let first = head.dropLast(2).trimmed
    guard first.isName, left.isName, !place.after.isEmpty, !place.after.contains("=") else { return nil }
    return Hint(
      "'=' gives a value to one name",
      instead: shortened("\(left) = \(place.after); \(first) = \(left)", or: "\(left) = …"))
  }

  /// `f(x) := x^2`
  private var functionUpdateHint: Hint? {
    let text = place.statement
    guard let update = text.range(of: ":=") else { return nil }
    let (target, value) = (text[..<update.lowerBound].trimmed, text[update.upperBound...].trimmed)
    let name = target.leadingName
    guard !name.isEmpty, target.dropFirst(name.count).first == "(", target.last == ")", !value.isEmpty else {
      return nil
    }
    return Hint("a function is defined with '='", instead: shortened("\(target) = \(value)", or: "f(x) = …"))
  }

  func shortened(_ text: String, or short: String = "…") -> String {
    text.count <= Self.longest ? text : short
  }
}

// MARK: Notations that an unknown name tells

extension ForeignNotation {
  /// `x <- 3`, `dz/dx`, `d/dx(x^2)`: what may be meant by an unknown name that stands at the place.
  package var unknownNameHint: Hint? {
    // R assigns so.
    if head.isEmpty, left.isEmpty, place.after.hasPrefix("<-"), !place.after.dropFirst(2).trimmed.isEmpty {
      let value = place.after.dropFirst(2).trimmed
      return Hint("a name is given a value with '='", instead: shortened("\(place.marked) = \(value)"))
    }
    // Mathematica calls functions so.
    if place.after.first == "[", isFunction(place.marked.lowercased()) == true {
      let inner = place.after.dropFirst().prefix { $0 != "]" }.trimmed
      return Hint(
        "arguments stand in parentheses", instead: "\(place.marked.lowercased())(\(shortened(inner)))")
    }
    if place.marked == "T", place.before.last == "^" {
      let matrix = place.before.dropLast().trimmed.trailingName
      return Hint("a transpose is written with a point", instead: "\(matrix.isEmpty ? "…" : matrix).T")
    }
    return differentialHint
  }

  private var differentialHint: Hint? {
    guard place.marked.first == "d", place.after.first == "/" else { return nil }
    let behind = place.after.dropFirst().trimmed
    let variable = behind.leadingName
    guard variable.first == "d", variable.count > 1 else { return nil }
    let rest = behind.dropFirst(variable.count).trimmed
    let target = place.marked.count > 1 ? String(place.marked.dropFirst()) : rest
    guard !target.isEmpty, place.marked.count == 1 || target.isName else { return nil }
    return Hint(
      "a derivative is written 'diff'",
      instead: "diff(\(shortened(withoutParentheses(target))), \(variable.dropFirst()))")
  }

  private func withoutParentheses(_ text: String) -> String {
    text.first == "(" && text.last == ")" && isOperand(text) ? String(text.dropFirst().dropLast()) : text
  }
}
