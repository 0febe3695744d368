import Memory

extension StatementParser {
  /// The error where `expression`, which begins the statement, is followed by something other than its end.
  mutating func misplacedToken(behind expression: Formula) -> ParseError {
    let range = parser.operand
    switch parser.token.kind {
    case .assign, .update: break
    // `A[1][2] += 1`
    case .operator: return ParseError(.invalidTarget(target(expression), comparison: nil), range)
    case .comma: return severalParts(expression) ?? parser.misplacedSeparator()
    default: return parser.misplacedSeparator()
    }
    let target = target(expression)
    if case .part = target { return ParseError(.invalidTarget(target, comparison: nil), range) }
    return ParseError(.invalidTarget(target, comparison: comparison(with: range)), range)
  }

  private func target(_ expression: Formula) -> ParseError.InvalidTarget {
    if let base = expression.subscripted {
      if case .subscript = expression.nodes[base].kind { return .part(isOfPart: true) }
      return .part(isOfPart: false)
    }
    if parser.token.kind == .update { return .updated }
    return switch expression.nodes.last?.kind {
    case .call: .call
    case .node: .node
    case .prime: .derivative
    default: .other
    }
  }

  /// The error for `a, v[2] := 1, 2`, where the comma behind the first target is looked at; nil if there is no `:=`, not too
  /// far away and outside of parentheses and brackets, or no part before it.
  private func severalParts(_ first: Formula) -> ParseError? {
    var ahead = parser.lexer
    let (start, limit) = (parser.operand.lowerBound, ahead.position + 4096)
    var (depth, end) = (0, start)
    var hasPart = first.subscripted != nil
    while let next = try? ahead.next(), next.range.upperBound <= limit {
      switch next.kind {
      case .leftParenthesis: depth += 1
      case .leftBracket:
        if depth == 0 { hasPart = true }
        depth += 1
      case .rightParenthesis, .rightBracket: depth -= 1
      case .update where depth == 0: return hasPart ? ParseError(.severalParts, SourceRange(start, end)) : nil
      case .semicolon where depth == 0, .end: return nil
      default: break
      }
      end = next.range.upperBound
    }
    return nil
  }

  /// The statement with `==` in the place of the `=` that is looked at, if it is short.
  private func comparison(with left: SourceRange) -> String? {
    guard parser.token.kind == .assign else { return nil }
    let start = parser.token.range.upperBound
    let rest = SourceRange(start, min(start + 4096, parser.lexer.end))
    var bytes = PlainBytes(parser.text, in: rest)
    var end = rest.lowerBound
    while let offset = try? bytes.next(.never), parser.text[offset] != UInt8(ascii: ";") {
      end = bytes.contentEnd
    }
    let right = parser.text.trimmed(SourceRange(rest.lowerBound, end))
    guard !right.isEmpty, let left = parser.text.shortText(of: left),
      let right = parser.text.shortText(of: right)
    else {
      return nil
    }
    return "\(left) == \(right)"
  }
}
