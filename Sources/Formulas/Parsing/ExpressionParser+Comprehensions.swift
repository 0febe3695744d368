import Memory

/// `[e for i in r, j in s]`. The words are names everywhere else.
extension ExpressionParser {
  /// Whether the loops of a comprehension begin here: `for` and a name, or a number in its place, directly in the brackets
  /// of an array.
  var isAtLoop: Bool {
    guard token.kind == .name, isWord("for", token), enclosing?.isArray == true else { return false }
    var ahead = lexer
    switch (try? ahead.next())?.kind {
    case .name, .number: return true
    default: return false
    }
  }

  private func isWord(_ word: StaticString, _ token: Token) -> Bool {
    token.kind == .name && token.range.count == word.utf8CodeUnitCount
      && (0..<token.range.count).allSatisfy { text[token.range.lowerBound + $0] == word.utf8Start[$0] }
  }

  /// Goes behind `for i in`, where the `for` is looked at and the brackets wait on top of the stack.
  mutating func beginLoops() throws(ParseError) {
    guard var last = pending.last, case .array(let elements) = last.kind, elements.rows == 0,
      elements.count == 0
    else {
      throw ParseError(.misplacedComprehension, token.range)
    }
    last.kind = .comprehension(0)
    pending.replaceLast(with: last)
    try readLoop()
  }

  /// The error for a second `for`, where that is looked at behind a loop; nil if something else is.
  func repeatedFor() -> ParseError? {
    guard case .comprehension = enclosing?.kind, isWord("for", token) else { return nil }
    return ParseError(.repeatedFor, token.range)
  }

  /// Goes behind `i in`, where the `for` or the `,` before it is looked at.
  mutating func readLoop() throws(ParseError) {
    try advance()
    let name = token
    guard name.kind == .name else { throw ParseError(.malformedLoop(name: nil), name.range) }
    try advance()
    guard isWord("in", token) else {
      if isWord("for", name) { throw ParseError(.repeatedFor, name.range) }
      throw ParseError(
        .malformedLoop(name: text.excerpt(of: name.range)),
        SourceRange(name.range.lowerBound, token.range.upperBound))
    }
    try push(.loop, start: name.range.lowerBound)
  }

  /// Puts the elements of all comprehensions behind their loops, from the node `first` on. They were put out first, as they
  /// were read; to move each one as soon as its loops are known would take too long where comprehensions nest.
  ///
  /// - Complexity: O(*n*).
  func orderComprehensions(
    in nodes: inout [Formula.Node], from first: Int, _ cancellation: Cancellation
  ) throws(ParseError) {
    let starts = firstDescendants(nodes[first...])
    var ordered: [Formula.Node] = []
    ordered.reserveCapacity(nodes.count - first)
    // From the last node to the first.
    var waiting = [nodes.count - 1]
    var operands: [Int] = []
    while let index = waiting.popLast() {
      if ordered.count % 4096 == 4095, cancellation.isStopped { throw ParseError(.interrupted, token.range) }
      ordered.append(nodes[index])
      // The last operand comes first here, and is to be taken first: of a comprehension the element, which is read first.
      operands.removeAll(keepingCapacity: true)
      var operand = index - 1
      while operand >= starts[index - first] {
        operands.append(operand)
        operand = starts[operand - first] - 1
      }
      if case .comprehension = nodes[index].kind, let element = operands.popLast() {
        operands.insert(element, at: 0)
      }
      waiting.append(contentsOf: operands.reversed())
    }
    nodes.replaceSubrange(first..., with: ordered.reversed())
  }

  /// For each node the index of its first descendant, or its own.
  private func firstDescendants(_ nodes: ArraySlice<Formula.Node>) -> [Int] {
    var roots: [Int] = []
    return nodes.indices.map { index in
      let count = min(nodes[index].kind.operandCount, roots.count)
      let start = count > 0 ? roots[roots.count - count] : index
      roots.removeLast(count)
      roots.append(start)
      return start
    }
  }
}
