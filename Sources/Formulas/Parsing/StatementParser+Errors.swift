import Memory

extension StatementParser {
  /// The error where `expression`, which begins the statement, is followed by something other than its end.
  mutating func misplacedToken(behind expression: Formula) -> ParseError {
    guard parser.token.kind == .assign || parser.token.kind == .update else {
      return parser.misplacedSeparator()
    }
    let range = parser.operand
    return ParseError(.invalidTarget(target(expression), comparison: comparison(with: range)), range)
  }

  private func target(_ expression: Formula) -> ParseError.InvalidTarget {
    if parser.token.kind == .update { return .updated }
    return switch expression.nodes.last?.kind {
    case .call: .call
    case .node: .node
    case .prime: .derivative
    default: .other
    }
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
