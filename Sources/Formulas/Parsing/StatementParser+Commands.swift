import Memory

extension StatementParser {
  /// The length, in bytes, of the longest arguments that a command can have. Unlike a formula they are looked through
  /// several times.
  private static let commandLimit = 1 << 22

  /// Parses `:name arguments` where the `:` is looked at, or `?arguments`, which is the command `named`. A
  /// command takes all of the text.
  ///
  /// Invalid UTF-8 and NUL are errors in arguments too: whatever the command does with them, it cannot show
  /// them.
  mutating func parseCommand(
    named word: String? = nil, _ cancellation: Cancellation
  ) throws(ParseError) -> Statement {
    let start = parser.token.range
    var name = Statement.Name(text: word ?? "", range: start)
    if word == nil {
      parser.move(to: start.upperBound)
      name.range = parser.skipName()
      name.text = parser.text.string(in: name.range)
      if name.range.isEmpty { throw ParseError(.missingCommandName, start) }
    }
    var arguments = try commandArguments(SourceRange(name.range.upperBound, parser.lexer.end), cancellation)
    if arguments.count > Self.commandLimit { throw ParseError(.tooLong(limit: Self.commandLimit), arguments) }
    if arguments.count == 1, parser.text[arguments.lowerBound] == UInt8(ascii: "?") {
      // `:name?` asks about the command.
      (name.text, arguments) = ("help", SourceRange(start.lowerBound, name.range.upperBound))
    }
    parser.move(to: parser.lexer.end)
    if let error = invalidText(in: arguments) { throw error }
    return Statement(
      kind: .command(name, arguments: arguments),
      range: SourceRange(start.lowerBound, max(name.range.upperBound, arguments.upperBound)),
      bodyStart: arguments.lowerBound, isQuiet: false)
  }

  /// The statement that `word?` in a part of the text is, `:help word`, where the word is a name or an operator; nil if
  /// the part is none.
  func question(in range: SourceRange, _ cancellation: Cancellation) throws(ParseError) -> Statement? {
    let statement = try commandArguments(range, cancellation)
    guard 2...Lexer.nameLimit ~= statement.count, parser.text[statement.upperBound - 1] == UInt8(ascii: "?")
    else { return nil }
    let word = parser.text.trimmed(SourceRange(statement.lowerBound, statement.upperBound - 1))
    let text = parser.text.string(in: word)
    let isName = !text.isEmpty && text.unicodeScalars.allSatisfy(\.continuesName)
    guard isName || Operator.table.contains(where: { $0.spellings.contains(text) }) else { return nil }
    let name = Statement.Name(
      text: "help", range: SourceRange(statement.upperBound - 1, statement.upperBound))
    return Statement(
      kind: .command(name, arguments: word), range: statement, bodyStart: word.lowerBound, isQuiet: false)
  }

  /// The range without blanks at its ends and without a comment behind it.
  private func commandArguments(
    _ range: SourceRange, _ cancellation: Cancellation
  ) throws(ParseError) -> SourceRange {
    var bytes = PlainBytes(parser.text, in: range)
    repeat {
      _ = bytes.skipOrdinary()
    } while try bytes.next(cancellation) != nil
    return parser.text.trimmed(SourceRange(range.lowerBound, bytes.contentEnd))
  }

  /// The first byte in a range that is NUL or no valid UTF-8, as an error.
  private func invalidText(in range: SourceRange) -> ParseError? {
    let text = parser.text
    var position = range.lowerBound
    while position < range.upperBound {
      guard let (scalar, length) = text.decodeScalar(at: position, end: range.upperBound) else {
        return ParseError(.invalidByte(text[position]), SourceRange(position, position + 1))
      }
      if scalar == "\0" {
        return ParseError(.unexpectedCharacter(scalar), SourceRange(position, position + 1))
      }
      position += length
    }
    return nil
  }
}
