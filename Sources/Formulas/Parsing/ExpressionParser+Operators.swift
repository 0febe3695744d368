import Memory

extension ExpressionParser {
  /// Reads what follows an operand. Returns whether another operand is to come.
  mutating func readOperators(_ cancellation: Cancellation) throws(ParseError) -> Bool {
    while true {
      switch token.kind {
      case .operator(let meaning):
        guard let id = meaning.infix else {
          try readPostfix(meaning)
          try ask(cancellation)
          continue
        }
        if isAtEndOfTarget { return false }
        if meaning.prefix != nil, let ambiguity = ambiguousSign() { throw ambiguity }
        try reduce(for: id.precedence, id.associativity)
        try push(.infix(id), id.precedence, start: operand.lowerBound)
        return true
      case .superscript(let exponent):
        putPower(exponent)
        try advance()
        try ask(cancellation)
      case .leftBracket:
        try openSubscripts()
        return true
      case .rightParenthesis, .rightBracket:
        try reduceToEnclosing()
        try close()
        try ask(cancellation)
      case .comma:
        try reduceToEnclosing()
        guard let last = pending.last else { return false }
        try countArgument(of: last)
        return true
      case .semicolon where enclosing?.isBracket == true:
        try reduceToEnclosing()
        try endRow()
        return true
      case .assign, .update, .semicolon, .end:
        try reduceToEnclosing()
        guard let last = pending.last else { return false }
        throw token.endsStatement ? unclosed(last) : misplacedAssignment()
      case .name where isAtLoop:
        try reduceToEnclosing()
        try beginLoops()
        return true
      default: throw missingOperator()
      }
    }
  }

  /// Puts out the operators that bind the last operand tighter than one with this precedence would.
  mutating func reduce(
    for precedence: Precedence, _ associativity: Operator.Associativity
  ) throws(ParseError) {
    while let top = pending.last, top.isOperator, top.precedence >= precedence {
      if top.precedence == precedence, case .infix = top.kind {
        if associativity == .none { throw chained(behind: top) }
        if associativity == .right { return }
      }
      if case .openSlice = top.kind { throw unfinishedSlice(top, isChained: precedence == .range) }
      try reduceLast(top)
    }
  }

  /// Puts out all that waits up to the innermost open parenthesis or bracket, where a comma or that which closes it is
  /// looked at.
  @inline(__always)
  private mutating func reduceToEnclosing() throws(ParseError) {
    while let top = pending.last, !top.isEnclosing { try reduceLast(top, isWhole: true) }
  }

  /// Puts out what waits on top of the stack; if it `isWhole`, nothing but what encloses it is to follow.
  private mutating func reduceLast(_ top: Pending, isWhole: Bool = false) throws(ParseError) {
    _ = pending.pop()
    let range = SourceRange(top.start, operand.upperBound)
    switch top.kind {
    case .infix(let id) where isWhole && id.precedence == .range && pending.last?.isSubscripts == true:
      put(.slice(hasStart: true, hasEnd: true), at: range)
    case .prefix(let id), .infix(let id): put(.operation(id), at: range)
    case .openSlice: put(.slice(hasStart: false, hasEnd: true), at: range)
    case .binding: put(.binding(try enterName(at: top.start)), at: range)
    case .loop: put(.loop(try enterName(at: top.start)), at: range)
    case .group, .call, .prime, .array, .comprehension, .subscripts: break
    }
  }

  /// Puts out the power that a superscript makes of the operand before it. It binds tighter than any
  /// operator.
  private mutating func putPower(_ exponent: Double) {
    let base = operand
    put(.number(exponent.magnitude), at: token.range)
    if exponent.sign == .minus { put(.operation(.minus), at: token.range) }
    put(.operation(.power), at: SourceRange(base.lowerBound, token.range.upperBound))
  }

  /// Applies the operator that is looked at to the operand before it: it binds tighter than any that waits.
  private mutating func readPostfix(_ meaning: OperatorMeaning) throws(ParseError) {
    guard let id = meaning.postfix else { throw missingOperator() }
    if let previous, case .operator(let before) = previous.kind, before.postfix == id,
      id.associativity == .none
    {
      throw chainedPostfix(behind: previous)
    }
    if id == .transpose, let error = misplacedTranspose() { throw error }
    put(.operation(id), at: SourceRange(operand.lowerBound, token.range.upperBound))
    try advance()
  }

  /// Puts the token that is looked at on the stack and goes behind it.
  @inline(__always)
  mutating func push(
    _ kind: Pending.Kind, _ precedence: Precedence = .disjunction, start: Int
  ) throws(ParseError) {
    try checkDepth()
    pending.push(Pending(kind: kind, precedence: precedence, start: start, token: token.range))
    try advance()
  }

  /// Puts the parenthesis or bracket that is looked at on the stack and goes behind it.
  @inline(__always)
  mutating func open(_ kind: Pending.Kind, start: Int) throws(ParseError) {
    try checkDepth()
    let enclosing = innermost
    innermost = Int32(truncatingIfNeeded: pending.count)
    pending.push(Pending(kind: kind, enclosing: enclosing, start: start, token: token.range))
    try advance()
  }

  /// Takes the parenthesis or bracket off the stack that stands on top of it, if there is one.
  mutating func popEnclosing() -> Pending? {
    guard let last = pending.pop() else { return nil }
    innermost = last.enclosing
    return last
  }

  /// Throws where no more may wait on the stack.
  @inline(__always)
  func checkDepth() throws(ParseError) {
    if pending.count >= Self.depthLimit { throw ParseError(.tooDeep(limit: Self.depthLimit), token.range) }
  }
}
