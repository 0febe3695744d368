import Memory

/// What is wrong in brackets and around them, and how else to write it.
extension ExpressionParser {
  /// The error where an element, a row or a subscript is missing; nil if the place is not directly in brackets.
  func missingElement() -> ParseError? {
    guard let enclosing, let previous, enclosing.isBracket else { return nil }
    let isFirst = previous.kind == .leftBracket || previous.kind == .comma || previous.kind == .semicolon
    guard isFirst, token.kind == .comma || token.kind == .rightBracket || token.endsStatement else {
      return nil
    }
    // What stands first in the brackets is no comma of an argument's.
    guard previous.range.lowerBound >= enclosing.token.lowerBound else { return nil }
    let isBefore = token.kind == .comma
    if enclosing.isSubscripts {
      if token.kind == .semicolon { return misplacedRowEnd() }
      return ParseError(.missingSubscript(beforeComma: isBefore), isBefore ? token.range : previous.range)
    }
    if previous.kind == .semicolon, !isBefore {
      return ParseError(.missingRow(beforeSemicolon: false), previous.range)
    }
    if previous.kind == .leftBracket, token.kind == .semicolon {
      return ParseError(.missingRow(beforeSemicolon: true), token.range)
    }
    return ParseError(.missingElement(beforeComma: isBefore), isBefore ? token.range : previous.range)
  }

  /// Whether the `;` that is looked at stands directly in brackets.
  var isAtRowEnd: Bool { token.kind == .semicolon && enclosing?.isBracket == true }

  /// The error for `v[1; 2]` and for `;` in a comprehension, where the `;` is looked at.
  func misplacedRowEnd() -> ParseError {
    ParseError(.misplacedRowEnd(inSubscripts: enclosing?.isSubscripts == true), token.range)
  }

  /// The error for `v[]`, where the `]` is looked at.
  func emptySubscripts() -> ParseError {
    ParseError(
      .emptySubscripts(text.excerpt(of: operand)),
      SourceRange(previous?.range.lowerBound ?? token.range.lowerBound, token.range.upperBound))
  }

  /// The error for `v[1:3]`, where the colon is looked at.
  func colonInSubscript() -> ParseError {
    var instead: String?
    if let enclosing, let range = enclosed(by: enclosing) {
      let whole = text[enclosing.start..<range.upperBound]
      if whole.count <= 24 {
        instead = String(decoding: whole, as: UTF8.self).split(
          separator: ":", omittingEmptySubsequences: false
        )
        .joined(separator: OperatorID.range.row.symbol)
      }
    }
    return ParseError(.colonInSubscript(instead: instead), token.range)
  }

  /// The error for `2[1, 2]`, where the bracket is looked at.
  func indexedNumber() -> ParseError {
    let list = enclosed(from: token.range.lowerBound).flatMap { text.shortText(of: $0) } ?? "[…]"
    return ParseError(
      .indexedNumber(text.excerpt(of: operand), list), SourceRange(operand.lowerBound, token.range.upperBound)
    )
  }

  /// The error for `A .T`, where the `.T` is looked at: blanks stand before it, or it would belong to a number; nil if it
  /// stands directly behind an operand.
  func misplacedTranspose() -> ParseError? {
    guard let previous else { return nil }
    if case .number = previous.kind { return missingOperator() }
    if previous.range.upperBound == token.range.lowerBound { return nil }
    return ParseError(.misplacedTranspose(text.excerpt(of: operand)), token.range)
  }

  /// The error for `v[..2 < 3]` and `v[..2..3]`, where the second operator is looked at.
  func unfinishedSlice(_ slice: Pending, isChained: Bool) -> ParseError {
    isChained
      ? ParseError(.chainedRange, SourceRange(slice.token.lowerBound, token.range.upperBound))
      : ParseError(.missingLeftOperand(of: text.excerpt(of: slice.token)), slice.token)
  }
}

// MARK: What may have been meant as several elements

extension ExpressionParser {
  /// The error for `[1 2]`, where the second element is looked at.
  func missingComma() -> ParseError {
    let list = if let enclosing { withCommas(enclosing) } else { nil as String? }
    return ParseError(
      .missingComma(text.excerpt(of: operand), operandText(), list: list), token.range)
  }

  /// An array that waits, with commas between operands that stand side by side; nil if that is long or wrong.
  private func withCommas(_ array: Pending) -> String? {
    guard let range = enclosed(by: array) else { return nil }
    var ahead = lexer
    ahead.position = range.lowerBound
    var (list, depth, isBehindOperand, end) = ("", 0, false, range.lowerBound)
    while ahead.position < range.upperBound, let next = try? ahead.next() {
      var isOperand = false
      switch next.kind {
      case .number, .name, .node, .leftParenthesis, .leftBracket: isOperand = true
      default: break
      }
      let isApart = end < next.range.lowerBound
      list += isApart && isBehindOperand && isOperand && depth == 1 ? ", " : isApart ? " " : ""
      list += text.string(in: next.range)
      end = next.range.upperBound
      switch next.kind {
      case .leftParenthesis, .leftBracket: (depth, isBehindOperand) = (depth + 1, false)
      case .rightParenthesis, .rightBracket: (depth, isBehindOperand) = (depth - 1, true)
      case .number, .name, .node, .superscript: isBehindOperand = true
      case .operator(let meaning): isBehindOperand = meaning.postfix != nil
      default: isBehindOperand = false
      }
    }
    return list
  }

  /// The error for `[2 x]`, where the `x` is looked at: elsewhere this is a product; nil if it is one here.
  func ambiguousElement() -> ParseError? {
    guard token.range.lowerBound > operand.upperBound, enclosing?.isArray == true else { return nil }
    let left = text.excerpt(of: operand)
    let right = token.kind == .name ? operandText() : "(…)"
    return ParseError(
      .ambiguousElement("\(left) \(right)", product: "\(left)*\(right)", elements: "\(left), \(right)"),
      SourceRange(operand.lowerBound, token.range.upperBound))
  }

  /// The error for `[1 -2]`, where the sign is looked at: blanks stand before it and none behind; nil elsewhere.
  func ambiguousSign() -> ParseError? {
    let sign = token.range
    guard sign.lowerBound > operand.upperBound, let enclosing, enclosing.isArray,
      sign.upperBound < lexer.end, !isASCIIBlank(text[sign.upperBound])
    else { return nil }
    // The whole array, or what is before the sign and the number or name behind it.
    let range = enclosed(by: enclosing) ?? SourceRange(operand.lowerBound, aheadEnd)
    let left = text.excerpt(of: text.trimmed(SourceRange(range.lowerBound, sign.lowerBound)), limit: 40)
    let (symbol, right) = (
      text.string(in: sign), text.excerpt(of: SourceRange(sign.upperBound, range.upperBound), limit: 40)
    )
    return ParseError(
      .ambiguousSign(
        symbol, elements: "\(left), \(symbol)\(right)", operation: "\(left) \(symbol) \(right)"),
      SourceRange(operand.lowerBound, aheadEnd))
  }

  /// Where the token behind the one that is looked at ends.
  private var aheadEnd: Int {
    var ahead = lexer
    return (try? ahead.next())?.range.upperBound ?? token.range.upperBound
  }
}
