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
        try reduce(for: id.precedence, id.associativity)
        try push(.infix(id), id.precedence, start: operand.lowerBound)
        return true
      case .superscript(let exponent):
        putPower(exponent)
        try advance()
        try ask(cancellation)
      case .rightParenthesis:
        reduceToParenthesis()
        guard let parenthesis = pending.pop() else {
          throw ParseError(.unmatchedParenthesis, token.range)
        }
        try close(parenthesis, argumentCount: 1)
      case .comma:
        reduceToParenthesis()
        guard let last = pending.last else { return false }
        try countArgument(of: last)
        return true
      case .assign, .update, .semicolon, .end:
        reduceToParenthesis()
        guard let parenthesis = pending.last else { return false }
        throw token.endsStatement
          ? ParseError(.unclosedParenthesis, parenthesis.token) : misplacedAssignment()
      default: throw missingOperator()
      }
    }
  }

  /// Puts out the operators that bind the last operand tighter than one with this precedence would.
  mutating func reduce(
    for precedence: Precedence, _ associativity: Operator.Associativity
  ) throws(ParseError) {
    while let top = pending.last, !top.isParenthesis, top.precedence >= precedence {
      if top.precedence == precedence, case .infix = top.kind {
        if associativity == .none { throw chainedComparison(behind: top) }
        if associativity == .right { return }
      }
      reduceLast(top)
    }
  }

  /// Puts out all operators up to the innermost open parenthesis.
  @inline(__always)
  private mutating func reduceToParenthesis() {
    while let top = pending.last, !top.isParenthesis { reduceLast(top) }
  }

  /// Puts out the operator on top of the stack.
  private mutating func reduceLast(_ top: Pending) {
    _ = pending.pop()
    switch top.kind {
    case .prefix(let id), .infix(let id):
      put(.operation(id), at: SourceRange(top.start, operand.upperBound))
    case .group, .call, .prime: break
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
    if let previous, case .operator(let before) = previous.kind, before.postfix != nil {
      throw chainedPostfix(behind: previous)
    }
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

  /// Throws where no more may wait on the stack.
  @inline(__always)
  func checkDepth() throws(ParseError) {
    if pending.count >= Self.depthLimit { throw ParseError(.tooDeep(limit: Self.depthLimit), token.range) }
  }
}
