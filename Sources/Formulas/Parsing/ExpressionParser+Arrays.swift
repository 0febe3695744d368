import Memory

/// Arrays, what stands in their brackets, and parts of them.
extension ExpressionParser {
  /// Goes behind the `[` that is looked at, directly behind an operand: what follows are subscripts of it.
  mutating func openSubscripts() throws(ParseError) {
    let isApart = (previous?.range.upperBound ?? operand.upperBound) < token.range.lowerBound
    if isApart, enclosing?.isArray == true { throw missingOperator() }
    if case .number = previous?.kind { throw indexedNumber() }
    try open(.subscripts(0), start: operand.lowerBound)
    if token.kind == .rightBracket { throw emptySubscripts() }
  }

  /// Goes behind the `;` that is looked at and ends a row of the array that waits on top of the stack.
  mutating func endRow() throws(ParseError) {
    guard var last = pending.last, case .array(let elements) = last.kind else { throw misplacedRowEnd() }
    last.kind = .array(try withRow(elements))
    pending.replaceLast(with: last)
    try advance()
  }

  /// The elements of an array with one more row, whose last element was just read.
  func withRow(_ elements: Pending.Elements) throws(ParseError) -> Pending.Elements {
    let (rows, columns) = (try successor(of: elements.rows), try successor(of: elements.count))
    if elements.rows > 0, columns != elements.columns {
      throw ParseError(
        .unequalRows(row: Int(rows), count: Int(columns), first: Int(elements.columns)), operand)
    }
    return Pending.Elements(rows: rows, columns: columns)
  }

  /// Puts out a slice that ends before what is looked at, with nothing behind its `..`; returns whether there is one.
  mutating func endSlice() -> Bool {
    guard let top = pending.last else { return false }
    switch top.kind {
    case .openSlice:
      _ = pending.pop()
      put(.slice(hasStart: false, hasEnd: false), at: top.token)
      return true
    case .infix(let id) where id.precedence == .range:
      guard pending.count > 1, pending.elements[pending.count - 2].isSubscripts else { return false }
      _ = pending.pop()
      put(.slice(hasStart: true, hasEnd: false), at: SourceRange(top.start, top.token.upperBound))
      return true
    default: return false
    }
  }

  /// Whether a part that may be assigned to is complete, and the operator of an update such as `+=` is looked at.
  var isAtEndOfTarget: Bool {
    guard mayBeTarget, case .subscript = nodes.last?.kind, pending.count == 0 else { return false }
    return compoundOperator != nil
  }
}

// MARK: Named arguments

extension ExpressionParser {
  /// Reads the argument of a call that begins with a name, where the `=` behind that is looked at. Returns whether it is
  /// complete.
  mutating func readNamedArgument(_ name: SourceRange) throws(ParseError) -> Bool {
    guard text.string(in: name) == Formula.Axis.keyword else {
      try push(.binding, start: name.lowerBound)
      return false
    }
    try advance()
    let word = token
    let axis = Formula.Axis.allCases.first { word.kind == .name && $0.word == text.string(in: word.range) }
    if word.endsStatement || word.kind == .rightParenthesis || word.kind == .comma { throw missingOperand() }
    try advance()
    let isWhole = token.kind == .rightParenthesis || token.kind == .comma || token.endsStatement
    guard let axis, isWhole else {
      let value = SourceRange(word.range.lowerBound, isWhole ? word.range.upperBound : token.range.upperBound)
      throw ParseError(.unknownAxis(text.excerpt(of: value)), value)
    }
    put(.axis(axis), at: SourceRange(name.lowerBound, word.range.upperBound))
    return true
  }
}
