extension ExpressionParser {
  /// Goes behind the `)` that is looked at and completes what it closes, with `argumentCount` more arguments.
  mutating func close(_ parenthesis: Pending, argumentCount: Int) throws(ParseError) {
    let range = SourceRange(parenthesis.start, token.range.upperBound)
    switch parenthesis.kind {
    case .call(let count):
      put(.call(functionName(of: parenthesis), argumentCount: count + argumentCount), at: range)
    case .prime(let order):
      put(.prime(functionName(of: parenthesis), order: order), at: range)
    case .group, .prefix, .infix:
      operand = range
    }
    try advance()
  }

  /// The name before a parenthesis.
  private func functionName(of parenthesis: Pending) -> String {
    var name = lexer
    name.position = parenthesis.start
    name.skipName()
    return text.string(in: SourceRange(parenthesis.start, name.position))
  }

  /// Goes behind the `,` that is looked at, in the parentheses `pending[index]`.
  mutating func countArgument(of index: Int) throws(ParseError) {
    switch pending[index].kind {
    case .call(let count): pending[index].kind = .call(count + 1)
    case .prime: throw primeArgumentCount()
    case .group, .prefix, .infix: throw ParseError(.unexpectedComma(inParentheses: true), token.range)
    }
    try advance()
  }
}
