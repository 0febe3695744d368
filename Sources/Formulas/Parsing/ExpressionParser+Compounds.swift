import Memory

extension ExpressionParser {
  /// The operator of an update such as `+=`, if its first character is looked at: an operator of arithmetic, and directly
  /// behind it one `=`.
  var compoundOperator: OperatorID? {
    guard case .operator(let meaning) = token.kind, let id = meaning.infix, id.precedence >= .sum,
      character(at: token.range.upperBound) == UInt8(ascii: "="),
      character(at: token.range.upperBound + 1) != UInt8(ascii: "=")
    else { return nil }
    return id
  }

  /// The error for `+=` that stands where no single name is updated; its operator stands at `range`.
  func misplacedCompoundUpdate(at range: SourceRange) -> ParseError {
    let range = SourceRange(range.lowerBound, range.upperBound + 1)
    return ParseError(.misplacedCompoundUpdate(text.excerpt(of: range)), range)
  }

  /// The error for `x++` at the end of something, where that end is looked at; nil if what stands before it is not the
  /// same sign twice.
  func increment() -> ParseError? {
    guard let sign = previous?.range, sign.lowerBound > 0,
      case .operator(let meaning) = previous?.kind, meaning.prefix != nil,
      text[sign.lowerBound - 1] == text[sign.lowerBound], text[sign.lowerBound] < 0x80
    else { return nil }
    let range = SourceRange(sign.lowerBound - 1, sign.upperBound)
    let name = text.trimmed(operand)
    let isName =
      nodes.elements.count == 1 && nodes.last.map { if case .name = $0.kind { true } else { false } } == true
    return ParseError(
      .increment(sign: text.excerpt(of: sign), name: isName ? text.shortText(of: name) : nil), range)
  }

  /// The error for `n!!`, where the second `!` is looked at.
  func chainedPostfix(behind first: Token) -> ParseError {
    let range = SourceRange(first.range.lowerBound, token.range.upperBound)
    return ParseError(
      .chainedPostfix(
        text.excerpt(of: range), operand: text.excerpt(of: operand), text.excerpt(of: token.range)),
      range)
  }

  private func character(at position: Int) -> UInt8? {
    position < lexer.end ? text[position] : nil
  }
}

// MARK: What may have been meant otherwise

extension ExpressionParser {
  /// Notes where two signs stand directly side by side as they do elsewhere: `x <- 3`, `1.25 +- 0.02`. The second one is
  /// looked at.
  mutating func noteSign() {
    guard remark == nil, let first = previous, case .operator = first.kind,
      first.range.upperBound == token.range.lowerBound, text[token.range.lowerBound] == UInt8(ascii: "-")
    else { return }
    switch text[first.range.lowerBound] {
    case UInt8(ascii: "<") where first.range.count == 1:
      let left = text.trimmed(SourceRange(0, first.range.lowerBound))
      guard let name = nodes.last, case .name = name.kind, nodes.count == 1,
        name.range.upperBound == left.upperBound
      else { return }
      remark = .arrow(
        name: text.excerpt(of: name.range),
        value: text.excerpt(of: restOfStatement(from: token.range.upperBound)))
    case UInt8(ascii: "+"):
      let left = operand
      let right = numberAhead(from: token.range.upperBound)
      guard !right.isEmpty, isNumber(left), isDecimal(left) || isDecimal(right) else { return }
      remark = .plusMinus(text.excerpt(of: SourceRange(left.lowerBound, right.upperBound)))
    default: break
    }
  }

  /// Notes where digits in parentheses follow a decimal number, as the uncertainty of its last digits does elsewhere:
  /// `1.25(2)`. The parenthesis is looked at.
  mutating func noteFactor() {
    guard remark == nil, token.kind == .leftParenthesis, token.range.lowerBound == operand.upperBound,
      isNumber(operand), isDecimal(operand)
    else { return }
    var end = token.range.upperBound
    while let digit = character(at: end), isASCIIDigit(digit) { end += 1 }
    guard end > token.range.upperBound, character(at: end) == UInt8(ascii: ")") else { return }
    remark = .digitsInParentheses(
      text.excerpt(of: SourceRange(operand.lowerBound, end + 1)), number: text.excerpt(of: operand),
      factor: text.excerpt(of: SourceRange(token.range.upperBound, end)))
  }

  private func isNumber(_ range: SourceRange) -> Bool {
    !range.isEmpty
      && text[range.lowerBound..<range.upperBound].allSatisfy { isASCIIDigit($0) || $0 == UInt8(ascii: ".") }
  }

  private func isDecimal(_ range: SourceRange) -> Bool {
    text[range.lowerBound..<range.upperBound].contains(UInt8(ascii: "."))
  }

  /// The digits that stand at a position, blanks before them aside.
  private func numberAhead(from start: Int) -> SourceRange {
    var start = start
    while character(at: start) == UInt8(ascii: " ") { start += 1 }
    var end = start
    while let next = character(at: end), isASCIIDigit(next) || next == UInt8(ascii: ".") { end += 1 }
    return SourceRange(start, end)
  }

  private func restOfStatement(from start: Int) -> SourceRange {
    let end = try? StatementParser.separator(
      in: text, range: SourceRange(start, min(lexer.end, start + 256)), .never)
    return text.trimmed(SourceRange(start, (end ?? nil) ?? min(lexer.end, start + 256)))
  }
}
