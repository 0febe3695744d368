import Memory

/// What stands before the `=`, `:=` or `+=` of a statement that gives a name a meaning.
enum StatementHeader {
  /// `x =`
  case assignment(Statement.Name)

  /// `f(u, v) =`
  case function(Statement.Name, parameters: [Statement.Name])

  /// `a, b :=`
  case update([Statement.Name])

  /// `x +=`
  case compoundUpdate(Statement.Name, OperatorID)
}

extension StatementParser {
  /// Reads names up to the `=`, `:=` or `+=` that makes a header of them, and goes behind it. Returns nil, and
  /// reads nothing, if what stands here is no header: then it is an expression.
  mutating func parseHeader(_ cancellation: Cancellation) throws(ParseError) -> StatementHeader? {
    let mark = parser.mark
    if let header = try readHeader(cancellation) { return header }
    parser.rewind(to: mark)
    return nil
  }

  private mutating func readHeader(_ cancellation: Cancellation) throws(ParseError) -> StatementHeader? {
    guard let name = try readName() else { return nil }
    switch parser.token.kind {
    case .assign:
      let target = try freeName(name)
      try parser.advance()
      return .assignment(target)
    case .leftParenthesis: return try readFunctionHeader(name, cancellation)
    case .comma, .update: return try readUpdateHeader(name, cancellation)
    case .operator:
      guard let id = parser.compoundOperator else { return nil }
      let target = try freeName(name)
      try parser.advance()
      try parser.advance()
      return .compoundUpdate(target, id)
    default: return nil
    }
  }

  private mutating func readFunctionHeader(
    _ name: HeaderName, _ cancellation: Cancellation
  ) throws(ParseError) -> StatementHeader? {
    var parameters: [HeaderName] = []
    repeat {
      try parser.ask(cancellation)
      try parser.advance()
      if parameters.isEmpty, parser.token.kind == .rightParenthesis { break }
      guard let parameter = try readName() else { return nil }
      parameters.append(parameter)
    } while parser.token.kind == .comma
    guard parser.token.kind == .rightParenthesis else { return nil }
    try parser.advance()
    guard parser.token.kind == .assign else { return nil }
    let function = try freeName(name)
    let distinct = try distinctNames(parameters, areParameters: true)
    try parser.advance()
    return .function(function, parameters: distinct)
  }

  private mutating func readUpdateHeader(
    _ first: HeaderName, _ cancellation: Cancellation
  ) throws(ParseError) -> StatementHeader? {
    var targets = [first]
    while parser.token.kind == .comma {
      try parser.ask(cancellation)
      try parser.advance()
      guard let target = try readName() else { return nil }
      targets.append(target)
    }
    if parser.compoundOperator != nil { throw parser.misplacedCompoundUpdate(at: parser.token.range) }
    guard parser.token.kind == .update else { return nil }
    let names = try distinctNames(targets, areParameters: false)
    try parser.advance()
    return .update(names)
  }

  /// Parses what stands behind a header.
  mutating func parseBody(
    of header: StatementHeader, _ cancellation: Cancellation
  ) throws(ParseError) -> Statement.Kind {
    let kind: Statement.Kind
    switch header {
    case .assignment(let name): kind = .assignment(name, try parser.parse(cancellation))
    case .function(let name, let parameters):
      kind = .function(name, parameters: parameters, body: try parser.parse(cancellation))
    case .update(let names):
      let formulas = try parser.parseList(cancellation)
      if parser.token.endsStatement, names.count != formulas.count {
        let start = names.first?.range.lowerBound ?? 0
        let end = parser.previous?.range.upperBound ?? start
        throw ParseError(.updateCount(targets: names.count, values: formulas.count), SourceRange(start, end))
      }
      kind = .update(names, formulas)
    case .compoundUpdate(let name, let id):
      var target = Formula()
      target.nodes = [Formula.Node(.name(target.enter(name.text)), range: name.range)]
      kind = .update([name], [try parser.parse(behind: (target, id), cancellation)])
    }
    if !parser.token.endsStatement { throw parser.misplacedSeparator() }
    return kind
  }
}

// MARK: Names

extension StatementParser {
  /// A name in a header, which may turn out to be reserved once it is clear that this is a header.
  private struct HeaderName {
    let range: SourceRange
    let isOperator: Bool
  }

  /// Reads a name, or a word that is an operator.
  private mutating func readName() throws(ParseError) -> HeaderName? {
    var isOperator = false
    switch parser.token.kind {
    case .name: break
    case .operator where parser.isAtWord: isOperator = true
    default: return nil
    }
    let range = parser.token.range
    try parser.advance()
    return HeaderName(range: range, isOperator: isOperator)
  }

  /// The name, which must not be reserved.
  private func freeName(_ name: HeaderName) throws(ParseError) -> Statement.Name {
    let text = parser.text.string(in: name.range)
    if name.isOperator || text == "ans" {
      throw ParseError(.reservedName(text, isOperator: name.isOperator), name.range)
    }
    return Mu.mayStand(in: parser.text, name.range)
      ? Statement.Name(text: text, range: name.range) : Statement.Name(spelled: text, range: name.range)
  }

  /// The names, none of which must be reserved or occur twice.
  private func distinctNames(
    _ names: [HeaderName], areParameters: Bool
  ) throws(ParseError) -> [Statement.Name] {
    var distinct: [Statement.Name] = []
    var seen: Set<String> = []
    for name in names {
      let free = try freeName(name)
      if names.count > 1, !seen.insert(free.text).inserted {
        let text = parser.text.excerpt(of: name.range)
        throw ParseError(.duplicateName(text, isParameter: areParameters), name.range)
      }
      distinct.append(free)
    }
    return distinct
  }
}
