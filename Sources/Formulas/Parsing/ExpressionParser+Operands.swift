import Memory

extension ExpressionParser {
  /// Reads prefix operators and opening parentheses and brackets up to an operand that is complete.
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
        try open(.group, start: token.range.lowerBound)
        if token.kind == .rightParenthesis { throw emptyParentheses() }
      case .leftBracket:
        try open(.array(Pending.Elements()), start: token.range.lowerBound)
        guard token.kind == .rightBracket, let array = popEnclosing() else { continue }
        put(.array(rows: 0, columns: 0), at: SourceRange(array.start, token.range.upperBound))
        return try advance()
      case .operator(let meaning):
        if let range = meaning.infix, range.precedence == .range, pending.last?.isSubscripts == true {
          try push(.openSlice, .range, start: token.range.lowerBound)
          continue
        }
        guard let id = meaning.prefix else { throw missingOperand() }
        noteSign()
        try push(.prefix(id), precedence(of: id), start: token.range.lowerBound)
      case .rightBracket, .comma:
        guard endSlice() else { throw missingOperand() }
        return
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
      try open(.call(0), start: name.lowerBound)
      guard token.kind == .rightParenthesis, let call = popEnclosing() else { return false }
      put(
        .call(try enterName(at: call.start), argumentCount: 0),
        at: SourceRange(call.start, token.range.upperBound))
      try advance()
      return true
    case .prime(let order):
      try advance()
      guard token.kind == .leftParenthesis else { throw missingPrimeArgument(name) }
      try open(.prime(order), start: name.lowerBound)
      if token.kind == .rightParenthesis { throw primeArgumentCount() }
      return false
    case .assign:
      if case .call = pending.last?.kind { return try readNamedArgument(name) }
    default: break
    }
    put(.name(try enter(name)), at: name)
    return true
  }

  /// How tightly a prefix operator binds here: more tightly than elsewhere behind `@` and `^`, and behind a sign there.
  private func precedence(of prefix: OperatorID) -> Precedence {
    guard let before = pending.last else { return prefix.precedence }
    switch before.kind {
    case .infix(let id): return id.precedence(ofPrefix: prefix.precedence) ?? prefix.precedence
    case .prefix(let id) where id.precedence == prefix.precedence: return before.precedence
    default: return prefix.precedence
    }
  }

  /// Takes the number just read for the factor of what stands behind it: `2x`, `2(x + 1)`, blanks between
  /// them or not, but on one line. Returns whether it was one, so that another operand is to come.
  private mutating func readImplicitProduct() throws(ParseError) -> Bool {
    guard token.kind == .name || token.kind == .leftParenthesis, !token.followsNewline, !isAtLoop else {
      return false
    }
    if let ambiguity = ambiguousElement() { throw ambiguity }
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

  /// Puts out a whole formula, before anything else.
  mutating func put(_ formula: Formula) {
    nodes.push(contentsOf: formula.nodes)
    names.push(contentsOf: formula.names)
    operand = formula.nodes.last?.range ?? operand
  }

  /// Puts out a node; the operand that it completes stands at `range`.
  mutating func put(_ kind: Formula.Kind, at range: SourceRange) {
    nodes.push(Formula.Node(kind, range: range))
    operand = range
  }
}
