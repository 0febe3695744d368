package import Memory

/// Parses one logical line, which may hold newlines, statement by statement.
///
///     var parser = StatementParser(Array("x = 3; 2x".utf8))
///     try parser.next()  // the assignment, quiet
///     try parser.next()  // the expression
///     try parser.next()  // nil
///
/// - Complexity: O(*n*) in the length of the text, errors included.
package struct StatementParser: ~Copyable {
  /// What reads the tokens and the expressions.
  var parser: ExpressionParser

  /// Parses the statements of a text.
  package init(_ text: [UInt8]) {
    parser = ExpressionParser(text, in: SourceRange(0, text.count))
  }

  /// The text that is parsed.
  package var text: [UInt8] { parser.text }

  /// Hands the text over and goes to the beginning of the one that it gets for it.
  ///
  /// To parse many texts with one parser spares what it takes to make one.
  package mutating func exchangeText(for other: inout [UInt8]) { parser.exchangeText(for: &other) }

  /// The next statement, or nil at the end. Empty statements are passed over.
  ///
  /// After an error the parser stands behind the next `;`, so that the statements there can still be run. In a long
  /// statement it may be stopped; the parser stands at the end of the text.
  package mutating func next(_ cancellation: Cancellation = .never) throws(ParseError) -> Statement? {
    // Most texts are one statement, with nothing behind it.
    if parser.lexer.position == parser.lexer.end { return nil }
    do throws(ParseError) {
      return try findStatement(cancellation)
    } catch {
      if error.reason == .interrupted { resume(at: parser.lexer.end) }
      throw error
    }
  }

  @inline(__always)
  private mutating func findStatement(_ cancellation: Cancellation) throws(ParseError) -> Statement? {
    var start = parser.lexer.position
    do throws(ParseError) {
      repeat {
        try parser.ask(cancellation)
        start = parser.lexer.position
        try parser.begin()
      } while parser.token.kind == .semicolon
      if parser.token.kind == .end { return nil }
      return try parseStatement(cancellation)
    } catch {
      if error.reason == .interrupted { throw error }
      let rest = SourceRange(start, parser.lexer.end)
      let separator = try Self.separator(in: parser.text, range: rest, cancellation)
      resume(at: separator.map { $0 + 1 } ?? parser.lexer.end)
      let statement = SourceRange(start, separator ?? rest.upperBound)
      if let question = try question(in: statement, cancellation) { return question }
      throw error
    }
  }

  /// Goes on at `offset`: behind a command whose arguments did not take all of the text.
  package mutating func resume(at offset: Int) {
    parser.move(to: offset)
  }

  private mutating func parseStatement(_ cancellation: Cancellation) throws(ParseError) -> Statement {
    let start = parser.token.range.lowerBound
    var bodyStart = start
    let kind: Statement.Kind
    switch parser.token.kind {
    case .colon: return try parseCommand(cancellation)
    case .questionMark: return try parseCommand(named: "help", cancellation)
    case .name, .operator:
      if let header = try parseHeader(cancellation) {
        bodyStart = parser.token.range.lowerBound
        kind = try parseBody(of: header, cancellation)
      } else {
        fallthrough
      }
    default:
      parser.mayBeTarget = true
      let formula = try parser.parse(cancellation)
      parser.mayBeTarget = false
      if parser.token.endsStatement {
        kind = .expression(formula)
      } else {
        guard let operation = try parsePartHeader(formula) else { throw misplacedToken(behind: formula) }
        bodyStart = parser.token.range.lowerBound
        kind = try parsePart(formula, operation, cancellation)
      }
    }
    // A statement ends with its last token: the comment behind it is not part of it.
    let end = parser.previous?.range.upperBound ?? start
    return Statement(
      kind: kind, range: SourceRange(start, end), bodyStart: bodyStart,
      isQuiet: parser.token.kind == .semicolon)
  }

  /// What to say about a statement that was just parsed although it can be carried out.
  package func remark(on statement: borrowing Statement) -> Statement.Remark? {
    guard let remark = parser.remark else { return nil }
    guard case .arrow = remark else { return remark }
    // Of `x < -3 and y` and of `z = x < -3` nobody thinks that they assign to x.
    guard case .expression(let formula) = statement.kind, case .operation(let id) = formula.nodes.last?.kind,
      id.precedence == .comparison
    else { return nil }
    return remark
  }
}

// MARK: Parts of a text

extension StatementParser {
  /// The formula that a whole part of a text is. Ranges are offsets in `text`.
  package static func parseFormula(
    _ text: [UInt8], in range: SourceRange, _ cancellation: Cancellation = .never
  ) throws(ParseError) -> Formula {
    var parser = ExpressionParser(text, in: range)
    try parser.begin()
    let formula = try parser.parse(cancellation)
    if let error = parser.unexpectedTokenBehindFormula() { throw error }
    return formula
  }

  /// The formulas, separated by commas, that a whole part of a text is: at least one. Ranges are offsets in
  /// `text`.
  package static func parseFormulaList(
    _ text: [UInt8], in range: SourceRange
  ) throws(ParseError) -> [Formula] {
    var parser = ExpressionParser(text, in: range)
    try parser.begin()
    let formulas = try parser.parseList(.never)
    if let error = parser.unexpectedTokenBehindFormula() { throw error }
    return formulas
  }

  /// The offset of the first `;` in a part of a text that is neither in brackets nor in "quotes" nor in a comment. A bracket
  /// that is never closed takes all that follows: it may have been meant to hold rows.
  package static func separator(
    in text: [UInt8], range: SourceRange, _ cancellation: Cancellation
  ) throws(ParseError) -> Int? {
    var bytes = PlainBytes(text, in: range.clamped(to: text.count))
    var depth = 0
    while true {
      _ = bytes.skipOrdinary()
      guard let offset = try bytes.next(cancellation) else { return nil }
      switch text[offset] {
      case UInt8(ascii: ";") where depth == 0: return offset
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth = max(0, depth - 1)
      default: break
      }
    }
  }
}

extension ExpressionParser {
  /// Parses expressions as long as commas separate them.
  mutating func parseList(_ cancellation: Cancellation) throws(ParseError) -> [Formula] {
    var formulas = [try parse(cancellation)]
    while token.kind == .comma {
      try advance()
      formulas.append(try parse(cancellation))
    }
    return formulas
  }

  /// The error for what stands behind a formula that should have been all; nil at the end.
  fileprivate func unexpectedTokenBehindFormula() -> ParseError? {
    switch token.kind {
    case .end: nil
    case .semicolon: ParseError(.misplacedEnd, token.range)
    default: misplacedSeparator()
    }
  }

  /// The error for a comma or an assignment behind a complete formula.
  func misplacedSeparator() -> ParseError {
    token.kind == .comma
      ? ParseError(.unexpectedComma(inParentheses: false), token.range) : misplacedAssignment()
  }
}
