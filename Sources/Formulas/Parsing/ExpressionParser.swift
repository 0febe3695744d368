/// Parses one expression after another from a text: an operator-precedence parser whose stack is an array, so
/// that an expression may nest as deep as memory allows.
///
/// An operand goes to the output at once. An operator waits on the stack until one that binds no tighter, a
/// closing parenthesis or the end shows that its operands are complete; then it follows them to the output,
/// which so comes out in postfix order.
///
/// - Complexity: O(*n*) in the length of the text.
struct ExpressionParser {
  private(set) var lexer: Lexer

  /// The token that is looked at.
  private(set) var token: Token

  /// The token before it in this statement.
  private(set) var previous: Token?

  /// Operators that wait for their right operand, and parentheses that wait to be closed.
  var pending: [Pending] = []

  /// What has been put out.
  var nodes: [Formula.Node] = []

  /// Where the last complete operand stands, with the parentheses around it.
  var operand = SourceRange(0, 0)

  /// How many operators and parentheses may wait.
  static let depthLimit = 1_000_000

  /// What waits on the stack.
  struct Pending {
    enum Kind: Equatable {
      case prefix(OperatorID)
      case infix(OperatorID)

      /// Parentheses around an operand.
      case group

      /// The parentheses of a call, which has so many complete arguments.
      case call(Int)

      /// The parentheses behind a name and so many primes.
      case prime(Int)
    }

    var kind: Kind

    /// How tightly it binds; of no meaning for parentheses.
    var precedence = Precedence.disjunction

    /// Where the subexpression begins that it will complete.
    let start: Int

    /// The operator or the parenthesis.
    let token: SourceRange

    /// Whether it is a parenthesis.
    var isParenthesis: Bool {
      switch kind {
      case .prefix, .infix: false
      case .group, .call, .prime: true
      }
    }
  }

  /// Parses what stands in `range`.
  init(_ text: [UInt8], in range: SourceRange) {
    lexer = Lexer(text, in: range)
    token = Token(kind: .end, range: SourceRange(lexer.position, lexer.position))
  }

  /// The text that is parsed.
  var text: [UInt8] { lexer.text }

  /// Whether the token is an operator that is spelled like a name.
  var isAtWord: Bool {
    if case .operator = token.kind { isASCIINameByte(text[token.range.lowerBound]) } else { false }
  }

  /// Looks at the first token of a statement.
  mutating func begin() throws(ParseError) {
    previous = nil
    token = try lexer.next()
  }

  /// Goes to a place in the text, where a statement is to begin.
  mutating func move(to position: Int) { lexer.position = min(max(0, position), lexer.end) }

  /// Moves behind the name that begins where the lexer stands, and returns where it is: empty if there is
  /// none.
  mutating func skipName() -> SourceRange {
    let start = lexer.position
    lexer.skipName()
    return SourceRange(start, lexer.position)
  }

  /// A place in the text to come back to.
  struct Mark {
    fileprivate let position: Int
    fileprivate let token: Token
    fileprivate let previous: Token?
  }

  /// The current place.
  var mark: Mark { Mark(position: lexer.position, token: token, previous: previous) }

  /// Goes back to a place.
  mutating func rewind(to mark: Mark) {
    (lexer.position, token, previous) = (mark.position, mark.token, mark.previous)
  }

  /// Goes on to the next token.
  mutating func advance() throws(ParseError) {
    previous = token
    token = try lexer.next()
  }

  /// Parses an expression. It ends before the first token that cannot be part of it and may be meant for
  /// whoever asked: a comma, `=`, `:=`, `;` or the end.
  mutating func parse() throws(ParseError) -> Formula {
    if !pending.isEmpty { pending.removeAll(keepingCapacity: true) }
    nodes = []
    nodes.reserveCapacity(min(8, lexer.end - token.range.lowerBound))
    repeat { try readOperand() } while try readOperators()
    let formula = Formula(nodes: nodes)
    nodes = []
    return formula
  }
}

// MARK: Operands

extension ExpressionParser {
  /// Reads prefix operators and opening parentheses up to an operand that is complete.
  private mutating func readOperand() throws(ParseError) {
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
      guard token.kind == .rightParenthesis, let call = pending.popLast() else { return false }
      try close(call, argumentCount: 0)
      return true
    case .prime(let order):
      try advance()
      guard token.kind == .leftParenthesis else { throw missingPrimeArgument(name) }
      try push(.prime(order), start: name.lowerBound)
      if token.kind == .rightParenthesis { throw primeArgumentCount() }
      return false
    default:
      put(.name(text.string(in: name)), at: name)
      return true
    }
  }

  /// Takes the number just read for the factor of what stands behind it: `2x`, `2(x + 1)`, blanks between
  /// them or not, but on one line. Returns whether it was one, so that another operand is to come.
  private mutating func readImplicitProduct() throws(ParseError) -> Bool {
    guard token.kind == .name || token.kind == .leftParenthesis, !token.followsNewline else { return false }
    if let ambiguity = ambiguousProduct() { throw ambiguity }
    try reduce(for: .implicitProduct, .left)
    try checkDepth()
    pending.append(
      Pending(
        kind: .infix(.product), precedence: .implicitProduct, start: operand.lowerBound,
        token: SourceRange(operand.upperBound, operand.upperBound)))
    return true
  }

  private mutating func put(_ kind: Formula.Kind, at range: SourceRange) {
    nodes.append(Formula.Node(kind, range: range))
    operand = range
  }
}

// MARK: Operators

extension ExpressionParser {
  /// Reads what follows an operand. Returns whether another operand is to come.
  private mutating func readOperators() throws(ParseError) -> Bool {
    while true {
      switch token.kind {
      case .operator(let meaning):
        guard let id = meaning.infix else { throw missingOperator() }
        try reduce(for: id.precedence, id.associativity)
        try push(.infix(id), id.precedence, start: operand.lowerBound)
        return true
      case .superscript(let exponent):
        putPower(exponent)
        try advance()
      case .rightParenthesis:
        reduceToParenthesis()
        guard let parenthesis = pending.popLast() else {
          throw ParseError(.unmatchedParenthesis, token.range)
        }
        try close(parenthesis, argumentCount: 1)
      case .comma:
        reduceToParenthesis()
        guard let last = pending.indices.last else { return false }
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
  private mutating func reduce(
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
  private mutating func reduceToParenthesis() {
    while let top = pending.last, !top.isParenthesis { reduceLast(top) }
  }

  private mutating func reduceLast(_ top: Pending) {
    pending.removeLast()
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

  private mutating func push(
    _ kind: Pending.Kind, _ precedence: Precedence = .disjunction, start: Int
  ) throws(ParseError) {
    try checkDepth()
    pending.append(Pending(kind: kind, precedence: precedence, start: start, token: token.range))
    try advance()
  }

  private func checkDepth() throws(ParseError) {
    if pending.count >= Self.depthLimit { throw ParseError(.tooDeep(limit: Self.depthLimit), token.range) }
  }
}

// MARK: Parentheses

extension ExpressionParser {
  /// Goes behind the `)` that is looked at and completes what it closes, with `argumentCount` more arguments.
  private mutating func close(_ parenthesis: Pending, argumentCount: Int) throws(ParseError) {
    let range = SourceRange(parenthesis.start, token.range.upperBound)
    switch parenthesis.kind {
    case .call(let count):
      put(.call(functionName(of: parenthesis), argumentCount: count + argumentCount), at: range)
    case .prime(let order):
      put(.prime(functionName(of: parenthesis), order: order), at: range)
    case .group, .prefix, .infix:
      operand = range
    }
    try advance()
  }

  /// The name before a parenthesis.
  func functionName(of parenthesis: Pending) -> String {
    var name = lexer
    name.position = parenthesis.start
    name.skipName()
    return text.string(in: SourceRange(parenthesis.start, name.position))
  }

  /// Goes behind the `,` that is looked at, in the parentheses `pending[index]`.
  private mutating func countArgument(of index: Int) throws(ParseError) {
    switch pending[index].kind {
    case .call(let count): pending[index].kind = .call(count + 1)
    case .prime: throw primeArgumentCount()
    case .group, .prefix, .infix: throw ParseError(.unexpectedComma(inParentheses: true), token.range)
    }
    try advance()
  }
}
