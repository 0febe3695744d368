/// Notations that a character tells which the language does not have.
extension ForeignNotation {
  func characterHint(_ character: Unicode.Scalar) -> Hint? {
    let after = place.after
    switch character {
    case "?": return after.isEmpty ? nil : choiceHint
    case ":": return colonHint
    case "{": return braceHint
    case "|":
      if after.first == "|" { return Hint(instead: "or") }
      guard let end = after.firstIndex(of: "|") else { return Hint(instead: "or") }
      return Hint(instead: "abs(\(shortened(after[..<end].trimmed)))")
    case "&": return Hint(instead: "and")
    case "°":
      let number = String(left.reversed().prefix { $0.isNumber || $0 == "." }.reversed())
      return Hint("angles are in radians", instead: "\(number.isPlainNumber ? number : "…")*pi/180")
    case "\"": return Hint("there are no texts; ':echo' prints words")
    case "\\": return latexHint
    case "$": return Hint("'$' is no part of a formula: leave it out")
    case "→", "⇒", "↦": return arrowHint(parameter: left, body: after)
    case ".": return pointHint
    case "∂": return partialHint
    case "±":
      return Hint(
        "uncertainties are not there yet: the value and its uncertainty are two names",
        instead: "x = 3; ux = 0.1")
    default: return nil
    }
  }

  /// `c ? a : b`
  private var choiceHint: Hint {
    let words = "there is no '? :'; 'if' chooses between two values"
    let (condition, after) = (insideParentheses(left), untilParenthesis(place.after))
    guard let colon = after.firstIndex(of: ":"), !condition.isEmpty else {
      return Hint(words, instead: "if(c, a, b)")
    }
    let choices = [after[..<colon].trimmed, after[after.index(after: colon)...].trimmed]
    if condition != left || after != place.after {
      let choice = "if(\(condition), \(choices.joined(separator: ", ")))"
      return Hint(words, instead: shortened(choice, or: "if(c, a, b)"))
    }
    guard choices.allSatisfy({ !$0.isEmpty && !$0.contains("?") }) else {
      return Hint(words, instead: "if(c, a, b)")
    }
    return Hint(words, instead: statement("if(\(left), \(choices[0]), \(choices[1]))", or: "if(c, a, b)"))
  }

  /// What stands behind the last parenthesis of a text that is open at its end, or all of it.
  private func insideParentheses(_ text: String) -> String {
    var depth = 0
    for index in text.indices.reversed() {
      if text[index] == ")" { depth += 1 }
      if text[index] == "(" { depth -= 1 }
      if depth < 0 { return text[text.index(after: index)...].trimmed }
    }
    return text
  }

  /// What stands before the first parenthesis that closes none of the text's own, or all of it.
  private func untilParenthesis(_ text: String) -> String {
    var depth = 0
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth < 0 { return text[..<index].trimmed }
    }
    return text
  }

  /// `∂z/∂x`
  private var partialHint: Hint? {
    let target = place.after.prefix { $0 != "/" }.trimmed
    let rest = place.after.dropFirst(target.count).trimmed
    guard !target.isEmpty, rest.hasPrefix("/∂") else { return nil }
    let variable = rest.dropFirst(2).trimmed.leadingName
    let formula = target.first == "(" && target.last == ")" ? String(target.dropFirst().dropLast()) : target
    return variable.isEmpty
      ? nil : Hint("a derivative is written 'diff'", instead: "diff(\(shortened(formula)), \(variable))")
  }

  /// `x: 3`, `1:10`
  private var colonHint: Hint? {
    if head.isEmpty, left.isName, isFunction(left) == nil || isFunction(left) == false, !place.after.isEmpty {
      return Hint(
        "a name is given a value with '='", instead: shortened("\(left) = \(place.after)", or: "\(left) = …"))
    }
    if left.last?.isNumber == true, place.after.first?.isNumber == true {
      return Hint("there are no ranges; ':repeat' runs statements several times", instead: ":repeat 10 …")
    }
    return nil
  }

  /// `sin{x}`, `a = {1, 2}`, `{a + b}*c`
  private var braceHint: Hint {
    let (name, after) = (place.isApart ? "" : left.trailingName, place.after)
    let inner = after.firstIndex(of: "}").map { after[..<$0].trimmed } ?? ""
    if !name.isEmpty, isFunction(name) != false {
      return Hint(
        "arguments stand in parentheses", instead: "\(name)(\(shortened(inner.isEmpty ? "…" : inner)))")
    }
    guard !inner.isEmpty, !inner.contains(",") else {
      return Hint("the elements of an array stand in brackets", instead: shortened("[\(inner)]", or: "[…]"))
    }
    return Hint("parentheses are round", instead: shortened("(\(inner))", or: "(…)"))
  }

  /// `A\b`, where what stands on both sides has a name; nil where it is LaTeX.
  private var leftDivisionHint: Hint? {
    let (matrix, side) = (left.trailingName, place.after.leadingName)
    guard !matrix.isEmpty, !side.isEmpty, isFunction(side) != true,
      isFunction(side) == false || side.count == 1
    else { return nil }
    return Hint("linear equations are solved by 'solve'", instead: "solve(\(matrix), \(side))")
  }

  /// `\frac{a}{b}`, `\sin x`, `a \cdot b`
  private var latexHint: Hint {
    if let hint = leftDivisionHint { return hint }
    let words = "formulas are not written in LaTeX"
    let name = place.after.leadingName
    switch name {
    case "frac", "dfrac", "tfrac": return Hint(words, instead: "(…)/(…)")
    case "cdot", "times": return Hint(words, instead: "*")
    case "sqrt": return Hint(words, instead: "sqrt(…)")
    case "left", "right": return Hint(words, instead: "(…)")
    case "partial": return Hint(words, instead: "diff(z, x)")
    case "": return Hint("'\\' continues a statement on the next line, and stands at the end of this one")
    default:
      return isFunction(name) == true ? Hint(words, instead: "\(name)(…)") : Hint(words, instead: name)
    }
  }

  /// `math.sin(x)`, `z.backward()`, `x.^2`
  private var pointHint: Hint? {
    let owner = place.isApart ? "" : left.trailingName
    if let symbol = place.after.first, "^*/".contains(symbol) {
      let (first, behind) = (left.trailingName, place.after.dropFirst().trimmed)
      let second = behind.leadingName.isEmpty ? String(behind.prefix(while: \.isNumber)) : behind.leadingName
      return Hint(
        "'\(symbol)' goes element by element: leave the point out",
        instead: first.isEmpty || second.isEmpty ? String(symbol) : "\(first)\(symbol)\(second)")
    }
    let member = place.after.leadingName
    guard !owner.isEmpty, !member.isEmpty else { return nil }
    if ["grad", "backward", "backprop"].contains(member) {
      return Hint("names have no parts", instead: member == "grad" ? ":grad \(owner)" : ":backprop \(owner)")
    }
    let rest = place.after.dropFirst(member.count)
    let call = rest.first == "(" ? rest.firstIndex(of: ")").map { String(rest[...$0]) } : ""
    let known = isFunction(member) != nil ? member : ForeignWord.hint(for: member, as: .function)?.instead
    guard let known else { return Hint("names have no parts") }
    return Hint(
      "names have no parts: functions stand alone",
      instead: known == member ? shortened(member + (call ?? "(…)"), or: "\(member)(…)") : known)
  }
}
