import Memory

/// What is wrong where the parser cannot go on. All of it is data for the words in
/// `ParseError+Diagnostic.swift`.
extension ExpressionParser {
  /// The error where an operand should begin and something else stands.
  func missingOperand() -> ParseError {
    if token.endsStatement, !isAtRowEnd, let open = enclosing, previous?.range == open.token {
      return unclosed(open)
    }
    if token.kind == .assign, let sign = previous, case .operator(let meaning) = sign.kind,
      let id = meaning.infix, id.precedence >= .sum, sign.range.upperBound == token.range.lowerBound
    {
      return misplacedCompoundUpdate(at: sign.range)
    }
    if let error = increment() { return error }
    switch token.kind {
    case .prime: return ParseError(.misplacedPrime(behind: nil), token.range)
    case .colon where enclosing?.isSubscripts == true: return colonInSubscript()
    case .colon, .questionMark: return unexpectedCharacter()
    case .rightParenthesis where enclosing == nil: return ParseError(.unmatchedParenthesis, token.range)
    case .rightBracket where enclosing == nil: return ParseError(.unmatchedBracket, token.range)
    default: break
    }
    if let error = missingElement() { return error }
    let here = text.excerpt(of: token.range)
    guard let previous else {
      switch token.kind {
      case .end, .semicolon: return ParseError(.missingExpression, token.range)
      case .assign, .update: return ParseError(.missingTarget(of: here), token.range)
      default: return ParseError(.missingLeftOperand(of: here), token.range)
      }
    }
    let before = text.excerpt(of: previous.range)
    switch (previous.kind, token.kind) {
    case (.leftParenthesis, .comma), (.comma, .comma):
      return ParseError(.missingArgument(beforeComma: true), token.range)
    case (.comma, .rightParenthesis), (.comma, .end), (.comma, .semicolon):
      return ParseError(.missingArgument(beforeComma: false), previous.range)
    case (.leftParenthesis, _), (.leftBracket, _), (.comma, _), (.semicolon, _):
      return ParseError(.missingLeftOperand(of: here), token.range)
    case (_, .rightParenthesis), (_, .rightBracket), (_, .comma), (_, .end), (_, .semicolon):
      return ParseError(.missingRightOperand(of: before), previous.range)
    default:
      return ParseError(.missingBetween(before, here), token.range)
    }
  }

  /// The error where an operand is complete and something follows that is no operator.
  func missingOperator() -> ParseError {
    switch token.kind {
    case .prime: return ParseError(.misplacedPrime(behind: calledFunction()), token.range)
    case .colon where enclosing?.isSubscripts == true: return colonInSubscript()
    case .colon, .questionMark: return unexpectedCharacter()
    default: break
    }
    if enclosing?.isArray == true { return missingComma() }
    if let error = repeatedFor() { return error }
    let left = text.excerpt(of: operand)
    return ParseError(.missingOperator(left, operandText(), juxtaposition()), token.range)
  }

  /// The text of the token that is looked at; of a call, which is more than its name, with parentheses.
  func operandText() -> String {
    let next = token.range.upperBound
    let isCall = token.kind == .name && next < text.count && text[next] == UInt8(ascii: "(")
    return text.excerpt(of: token.range) + (isCall ? "(…)" : "")
  }

  private func juxtaposition() -> ParseError.Juxtaposition {
    switch (previous?.kind, token.kind) {
    case (.superscript, .leftParenthesis):
      // The base stands before the exponent and the power, and one more place before a sign.
      let base = nodes.elements.last(where: { if case .name = $0.kind { true } else { false } })
      if let base, base.range.lowerBound == operand.lowerBound, case .name(let name) = base.kind {
        return .functionPower(text(of: name))
      }
      return .operands
    case (.name, .name), (.name, .number): return .nameAndOperand
    case (_, .operator): return .prefixOperator
    default: return .operands
    }
  }

  /// The name of the function that the last operand is a call of, or nil.
  private func calledFunction() -> String? {
    guard let call = nodes.last, call.range == operand, case .call(let name, _) = call.kind else {
      return nil
    }
    return text(of: name)
  }

  private func text(of name: Formula.Name) -> String {
    String(decoding: names.elements[name.range.lowerBound..<name.range.upperBound], as: UTF8.self)
  }

  /// The error for a `:` or `?` in the middle of a formula.
  private func unexpectedCharacter() -> ParseError {
    ParseError(.unexpectedCharacter(token.kind == .colon ? ":" : "?"), token.range)
  }

  /// The error for `()`, where the `)` is looked at.
  func emptyParentheses() -> ParseError {
    ParseError(
      .emptyParentheses,
      SourceRange(previous?.range.lowerBound ?? token.range.lowerBound, token.range.upperBound))
  }

  /// The error for `=` or `:=` where nothing can be assigned.
  func misplacedAssignment() -> ParseError {
    ParseError(.misplacedAssignment(isUpdate: token.kind == .update), token.range)
  }

  /// The error for `f'` without `(`.
  func missingPrimeArgument(_ name: SourceRange) -> ParseError {
    let range = SourceRange(name.lowerBound, previous?.range.upperBound ?? name.upperBound)
    return ParseError(.missingPrimeArgument(function: text.excerpt(of: range)), range)
  }

  /// The error for `f'()` and `f'(a, b)`, where the `)` or the `,` is looked at.
  func primeArgumentCount() -> ParseError {
    let range = enclosing.map { SourceRange($0.start, $0.token.lowerBound) } ?? token.range
    return ParseError(.primeArgumentCount(function: text.excerpt(of: range)), token.range)
  }
}

// MARK: Errors that show how else to write it

extension ExpressionParser {
  /// The error for `2^3x`, which may be `2^(3x)` or `2^3·x`, where the `x` is looked at; nil if the number
  /// just read is no exponent.
  func ambiguousProduct() -> ParseError? {
    let beforeSigns = pending.elements.last { if case .prefix = $0.kind { false } else { true } }
    guard let power = beforeSigns, case .infix(let id) = power.kind, id.precedence > .implicitProduct else {
      return nil
    }
    let exponent = SourceRange(power.token.upperBound, operand.upperBound)
    return ParseError(
      .ambiguousProduct(
        base: text.excerpt(of: text.trimmed(SourceRange(power.start, power.token.lowerBound))),
        exponent: text.excerpt(of: text.trimmed(exponent)),
        factor: token.kind == .name ? operandText() : "(…)"),
      SourceRange(operand.lowerBound, token.range.upperBound))
  }

  /// The error for `a < b < c` and `a..b..c`, where the second operator is looked at and the first waits.
  func chained(behind first: Pending) -> ParseError {
    if case .infix(let id) = first.kind, id.precedence == .range {
      return ParseError(.chainedRange, SourceRange(first.token.lowerBound, token.range.upperBound))
    }
    let left = SourceRange(first.start, first.token.lowerBound)
    return ParseError(
      .chainedComparison(
        left: text.excerpt(of: text.trimmed(left)), first: text.excerpt(of: first.token),
        middle: text.excerpt(of: operand), second: text.excerpt(of: token.range), right: operandAhead()),
      token.range)
  }

  /// The text of the operand of a comparison behind the current token, or `…` if it is long or wrong.
  private func operandAhead() -> String {
    var ahead = lexer
    let start = ahead.position
    var end = start
    var depth = 0
    while let next = try? ahead.next(), next.range.lowerBound - start <= 32 {
      switch next.kind {
      case .leftParenthesis, .leftBracket: depth += 1
      case .rightParenthesis where depth > 0, .rightBracket where depth > 0: depth -= 1
      case .operator(let meaning) where depth == 0:
        if let infix = meaning.infix, infix.precedence <= .comparison { return shortOperand(start, end) }
      case .comma where depth > 0: break
      case .rightParenthesis, .rightBracket, .comma, .semicolon, .end, .assign, .update, .colon,
        .questionMark:
        return shortOperand(start, end)
      default: break
      }
      end = next.range.upperBound
    }
    return "…"
  }

  private func shortOperand(_ start: Int, _ end: Int) -> String {
    let range = text.trimmed(SourceRange(start, end))
    return range.isEmpty ? "…" : text.shortText(of: range) ?? "…"
  }
}
