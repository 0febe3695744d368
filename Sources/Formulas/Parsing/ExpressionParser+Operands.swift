import Memory

extension ExpressionParser {
  /// Reads prefix operators and opening parentheses up to an operand that is complete.
  mutating func readOperand() throws(ParseError) {
    while true {
      switch token.kind {
      case .number(let value):
        put(.number(value), at: token.range)
        try advance()
        guard try readImplicitProduct() else { return }
      case .name:
        if try readName() { return }
      case .node(let number):
        put(.node(number), at: token.range)
        return try advance()
      case .leftParenthesis:
        try push(.group, start: token.range.lowerBound)
        if token.kind == .rightParenthesis { throw emptyParentheses() }
      case .operator(let meaning):
        guard let id = meaning.prefix else { throw missingOperand() }
        noteSign()
        try push(.prefix(id), id.precedence, start: token.range.lowerBound)
      default: throw missingOperand()
      }
    }
  }

  /// Reads a name, or the beginning of a call. Returns whether the operand is complete.
  private mutating func readName() throws(ParseError) -> Bool {
    let name = token.range
    try advance()
    switch token.kind {
    case .leftParenthesis:
      try push(.call(0), start: name.lowerBound)
      guard token.kind == .rightParenthesis, let call = pending.pop() else { return false }
      try close(call, argumentCount: 0)
      return true
    case .prime(let order):
      try advance()
      guard token.kind == .leftParenthesis else { throw missingPrimeArgument(name) }
      try push(.prime(order), start: name.lowerBound)
      if token.kind == .rightParenthesis { throw primeArgumentCount() }
      return false
    default:
      put(.name(try enter(name)), at: name)
      return true
    }
  }

  /// Takes the number just read for the factor of what stands behind it: `2x`, `2(x + 1)`, blanks between
  /// them or not, but on one line. Returns whether it was one, so that another operand is to come.
  private mutating func readImplicitProduct() throws(ParseError) -> Bool {
    guard token.kind == .name || token.kind == .leftParenthesis, !token.followsNewline else { return false }
    if let ambiguity = ambiguousProduct() { throw ambiguity }
    noteFactor()
    try reduce(for: .implicitProduct, .left)
    try checkDepth()
    pending.push(
      Pending(
        kind: .infix(.product), precedence: .implicitProduct, start: operand.lowerBound,
        token: SourceRange(operand.upperBound, operand.upperBound)))
    return true
  }

  /// Takes in the name that stands at `range`, so that nodes can refer to it.
  mutating func enter(_ range: SourceRange) throws(ParseError) -> Formula.Name {
    let start = names.count
    let end = start + range.count
    if end > Formula.Name.lengthLimit { throw ParseError(.tooLong(limit: Formula.Name.lengthLimit), range) }
    if Mu.mayStand(in: text, range) {
      pushSpelled(text[range.lowerBound..<range.upperBound])
    } else {
      names.push(contentsOf: text[range.lowerBound..<range.upperBound])
    }
    return Formula.Name(SourceRange(start, end))
  }

  /// Takes in a name in which the micro sign may stand, as the letter mu.
  private mutating func pushSpelled(_ name: ArraySlice<UInt8>) {
    let start = names.count
    for byte in name {
      if byte == Mu.sign.1, names.last == Mu.sign.0, names.count > start {
        names.replaceLast(with: Mu.letter.0)
        names.push(Mu.letter.1)
      } else {
        names.push(byte)
      }
    }
  }

  /// Puts out a node; the operand that it completes stands at `range`.
  mutating func put(_ kind: Formula.Kind, at range: SourceRange) {
    nodes.push(Formula.Node(kind, range: range))
    operand = range
  }
}
