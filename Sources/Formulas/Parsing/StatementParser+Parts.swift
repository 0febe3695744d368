import Memory

/// Statements that set a part of what has a name: `v[2] = 7`, `A[1, ..] := u`, `v[2] += 1`.
extension StatementParser {
  /// How a part is set.
  enum PartHeader {
    /// `=` or `:=`
    case assignment

    /// `+=`
    case compound(OperatorID)
  }

  /// Goes behind the `=`, `:=` or `+=` that is looked at, if what stands before it is a part of a name; else reads nothing
  /// and returns nil.
  mutating func parsePartHeader(_ target: Formula) throws(ParseError) -> PartHeader? {
    guard target.isPartOfName else { return nil }
    if parser.token.kind == .assign || parser.token.kind == .update {
      try parser.advance()
      return .assignment
    }
    guard let id = parser.compoundOperator else { return nil }
    try parser.advance()
    try parser.advance()
    return .compound(id)
  }

  /// Parses what a part is set to.
  mutating func parsePart(
    _ target: Formula, _ header: PartHeader, _ cancellation: Cancellation
  ) throws(ParseError) -> Statement.Kind {
    let value: Formula
    switch header {
    case .assignment: value = try parser.parse(cancellation)
    case .compound(let id): value = try parser.parse(behind: (target, id), cancellation)
    }
    if !parser.token.endsStatement { throw parser.misplacedSeparator() }
    return .part(target, value)
  }
}

extension Formula {
  /// Whether it is a name with subscripts.
  fileprivate var isPartOfName: Bool {
    guard subscripted == 0, case .name = nodes[0].kind else { return false }
    return true
  }

  /// The index of the node that the last one is a part of; nil if the formula is no part. O(*n*).
  var subscripted: Int? {
    guard case .subscript(let count) = nodes.last?.kind else { return nil }
    // How many operands are still to be passed before that node.
    var waiting = Int(count)
    var index = nodes.count - 2
    while waiting > 0, index > 0 {
      waiting += nodes[index].kind.operandCount - 1
      index -= 1
    }
    return index >= 0 ? index : nil
  }
}
