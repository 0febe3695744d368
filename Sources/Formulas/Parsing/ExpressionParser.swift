import Memory

/// Parses one expression after another from a text: an operator-precedence parser whose stack is an array, so
/// that an expression may nest as deep as memory allows.
///
/// An operand goes to the output at once. An operator waits on the stack until one that binds no tighter, a
/// closing parenthesis or the end shows that its operands are complete; then it follows them to the output,
/// which so comes out in postfix order.
///
/// - Complexity: O(*n*) in the length of the text.
struct ExpressionParser: ~Copyable {
  /// Where the tokens come from.
  private(set) var lexer: Lexer

  /// The token that is looked at.
  private(set) var token: Token

  /// The token before it in this statement.
  private(set) var previous: Token?

  /// Operators that wait for their right operand, and parentheses and brackets that wait to be closed.
  var pending = Stack<Pending>()

  /// Where on the stack the last one of those parentheses and brackets stands; -1 if there is none.
  var innermost: Int32 = -1

  /// What has been put out.
  var nodes = Stack<Formula.Node>()

  /// The names that it refers to, in UTF-8.
  var names = Stack<UInt8>()

  /// Where the last complete operand stands, with the parentheses around it.
  var operand = SourceRange(0, 0)

  /// What to say about the statement although it can be carried out.
  var remark: Statement.Remark?

  /// Whether the expression may turn out to be what is assigned to: then it ends before an operator such as `+=`, if it is a
  /// part, as in `v[2] += 1`.
  var mayBeTarget = false

  /// Whether there is a comprehension in the expression.
  var hasComprehension = false

  /// When to ask whether to go on.
  private var pace = ReadingPace()

  /// How many operators, parentheses and brackets may wait.
  static let depthLimit = 1_000_000

  /// Parses what stands in `range`.
  init(_ text: [UInt8], in range: SourceRange) {
    lexer = Lexer(text, in: range)
    token = Token(kind: .end, range: SourceRange(lexer.position, lexer.position))
  }

  /// Hands the text over and goes to the beginning of the one that it gets for it.
  mutating func exchangeText(for other: inout [UInt8]) {
    lexer.exchangeText(for: &other)
    pace = ReadingPace()
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
    remark = nil
    mayBeTarget = false
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
  @inline(never)
  mutating func advance() throws(ParseError) {
    previous = token
    token = try lexer.next()
  }

  /// Asks, if it is time, whether to go on; throws if not.
  @inline(__always)
  mutating func ask(_ cancellation: Cancellation) throws(ParseError) {
    try pace.ask(at: lexer.position, cancellation)
  }

  /// Parses an expression. It ends before the first token that cannot be part of it and may be meant for
  /// whoever asked: a comma, `=`, `:=`, `;` or the end. If it is long, it may be stopped now and then.
  ///
  /// With `first`, a target and an operator, the whole expression is the right operand of that, as in `x *= a + b`.
  mutating func parse(
    behind first: (target: Formula, operator: OperatorID)? = nil, _ cancellation: Cancellation
  ) throws(ParseError) -> Formula {
    pending.removeAll()
    nodes.removeAll()
    names.removeAll()
    (innermost, hasComprehension) = (-1, false)
    // The last operand of another expression, perhaps of another text, is none of this one.
    operand = SourceRange(token.range.lowerBound, token.range.lowerBound)
    if let first { put(first.target) }
    repeat {
      try ask(cancellation)
      try readOperand()
    } while try readOperators(cancellation)
    guard var nodes = nodes.copy(while: { !cancellation.isStopped }),
      let names = names.copy(while: { !cancellation.isStopped })
    else {
      throw ParseError(.interrupted, token.range)
    }
    if hasComprehension {
      try orderComprehensions(in: &nodes, from: first?.target.nodes.count ?? 0, cancellation)
    }
    if let first {
      let start = first.target.nodes.last?.range.lowerBound ?? operand.lowerBound
      nodes.append(
        Formula.Node(.operation(first.operator), range: SourceRange(start, operand.upperBound)))
    }
    return Formula(nodes: nodes, names: names)
  }
}
