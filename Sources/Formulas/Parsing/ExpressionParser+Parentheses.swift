import Memory

extension ExpressionParser {
  /// Goes behind the `)` that is looked at and completes what it closes, with `argumentCount` more arguments.
  mutating func close(_ parenthesis: Pending, argumentCount: Int) throws(ParseError) {
    let range = SourceRange(parenthesis.start, token.range.upperBound)
    switch parenthesis.kind {
    case .call(let count):
      put(.call(of: try enterFunction(of: parenthesis), argumentCount: count + argumentCount), at: range)
    case .prime(let order):
      put(.prime(try enterFunction(of: parenthesis), order: Int32(clamping: order)), at: range)
    case .group, .prefix, .infix:
      operand = range
    }
    try advance()
  }

  /// Takes in the name before a parenthesis.
  private mutating func enterFunction(of parenthesis: Pending) throws(ParseError) -> Formula.Name {
    var name = lexer
    name.position = parenthesis.start
    name.skipName()
    return try enter(SourceRange(parenthesis.start, name.position))
  }

  /// Goes behind the `,` that is looked at, in the parentheses that wait on top of the stack.
  mutating func countArgument(of parenthesis: Pending) throws(ParseError) {
    switch parenthesis.kind {
    case .call(let count):
      var counted = parenthesis
      counted.kind = .call(count + 1)
      pending.replaceLast(with: counted)
    case .prime: throw primeArgumentCount()
    case .group, .prefix, .infix: throw ParseError(.unexpectedComma(inParentheses: true), token.range)
    }
    try advance()
  }
}
