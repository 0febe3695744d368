extension StatementParser {
  /// Parses `:name arguments` where the `:` is looked at, or `?arguments`, which is the command `named`. A
  /// command takes all of the text.
  ///
  /// Invalid UTF-8 and NUL are errors in arguments too: whatever the command does with them, it cannot show
  /// them.
  mutating func parseCommand(named word: String? = nil) throws(ParseError) -> Statement {
    let start = parser.token.range
    var name = Statement.Name(text: word ?? "", range: start)
    if word == nil {
      parser.move(to: start.upperBound)
      name.range = parser.skipName()
      name.text = parser.text.string(in: name.range)
      if name.range.isEmpty { throw ParseError(.missingCommandName, start) }
    }
    let arguments = commandArguments(SourceRange(name.range.upperBound, parser.lexer.end))
    parser.move(to: parser.lexer.end)
    if let error = invalidText(in: arguments) { throw error }
    return Statement(
      kind: .command(name, arguments: arguments),
      range: SourceRange(start.lowerBound, max(name.range.upperBound, arguments.upperBound)), isQuiet: false)
  }

  /// The range without blanks at its ends and without a comment behind it.
  private func commandArguments(_ range: SourceRange) -> SourceRange {
    var bytes = PlainBytes(parser.text, in: range)
    while bytes.next() != nil {}
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
