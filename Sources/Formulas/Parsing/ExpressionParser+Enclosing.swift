import Memory

/// Parentheses and brackets, and what separates what they enclose.
extension ExpressionParser {
  /// Goes behind the `)` or `]` that is looked at and completes what it closes, which waits on top of the stack.
  mutating func close() throws(ParseError) {
    let isBracket = token.kind == .rightBracket
    guard let last = pending.last else {
      throw ParseError(isBracket ? .unmatchedBracket : .unmatchedParenthesis, token.range)
    }
    if last.isBracket != isBracket {
      throw ParseError(.mismatchedParenthesis(isBracketOpen: last.isBracket), token.range)
    }
    _ = popEnclosing()
    let range = SourceRange(last.start, token.range.upperBound)
    switch last.kind {
    case .call(let count):
      put(.call(try enterName(at: last.start), argumentCount: try successor(of: count)), at: range)
    case .prime(let order):
      put(.prime(try enterName(at: last.start), order: Int32(clamping: order)), at: range)
    case .array(let elements) where elements.rows == 0:
      put(.array(rows: 0, columns: try successor(of: elements.count)), at: range)
    case .array(let elements):
      let elements = try withRow(elements)
      put(.array(rows: elements.rows, columns: elements.columns), at: range)
    case .comprehension(let loops):
      put(.comprehension(loops: try successor(of: loops)), at: range)
      hasComprehension = true
    case .subscripts(let count): put(.subscript(count: try successor(of: count)), at: range)
    case .group, .prefix, .infix, .openSlice, .binding, .loop: operand = range
    }
    try advance()
  }

  /// Takes in the name that begins at an offset.
  mutating func enterName(at start: Int) throws(ParseError) -> Formula.Name {
    var name = lexer
    name.position = start
    name.skipName()
    return try enter(SourceRange(start, name.position))
  }

  /// Goes behind the `,` that is looked at, in the parentheses or brackets that wait on top of the stack.
  mutating func countArgument(of last: Pending) throws(ParseError) {
    var counted = last
    switch last.kind {
    case .call(let count): counted.kind = .call(try successor(of: count))
    case .subscripts(let count): counted.kind = .subscripts(try successor(of: count))
    case .array(var elements):
      elements.count = try successor(of: elements.count)
      counted.kind = .array(elements)
    case .comprehension(let loops):
      counted.kind = .comprehension(try successor(of: loops))
      pending.replaceLast(with: counted)
      return try readLoop()
    case .prime: throw primeArgumentCount()
    case .group, .prefix, .infix, .openSlice, .binding, .loop: throw commaInParentheses(last)
    }
    pending.replaceLast(with: counted)
    try advance()
  }

  /// One more than a count.
  func successor(of count: Int32) throws(ParseError) -> Int32 {
    if count == .max { throw ParseError(.tooLong(limit: Int(Int32.max)), token.range) }
    return count + 1
  }
}

// MARK: Errors

extension ExpressionParser {
  /// The error for a parenthesis or a bracket that is open where the statement ends.
  func unclosed(_ open: Pending) -> ParseError {
    ParseError(open.isBracket ? .unclosedBracket : .unclosedParenthesis, open.token)
  }

  /// The error for `(a, b)`, where the comma is looked at and the parentheses are no call's.
  func commaInParentheses(_ open: Pending) -> ParseError {
    let list = enclosed(by: open).flatMap { range in
      text.shortText(of: SourceRange(range.lowerBound + 1, range.upperBound - 1))
    }
    return ParseError(.unexpectedComma(inParentheses: true, list: list.map { "[\($0)]" }), token.range)
  }

  /// A parenthesis or bracket that waits with all that it encloses; nil if that is long or wrong.
  func enclosed(by open: Pending) -> SourceRange? { enclosed(from: open.token.lowerBound) }

  /// The parenthesis or bracket at an offset with all that it encloses; nil if that is long or wrong.
  func enclosed(from start: Int) -> SourceRange? {
    var ahead = lexer
    ahead.position = start
    var depth = 0
    while let next = try? ahead.next(), next.range.upperBound - start <= Self.longestExcerpt {
      switch next.kind {
      case .leftParenthesis, .leftBracket: depth += 1
      case .rightParenthesis, .rightBracket: depth -= 1
      case .end: return nil
      default: break
      }
      if depth == 0 { return SourceRange(start, next.range.upperBound) }
    }
    return nil
  }

  /// How long, in bytes, what is enclosed may be that an error repeats.
  private static let longestExcerpt = 40
}
