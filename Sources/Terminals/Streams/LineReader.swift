/// One line of input as it arrived, with its place in the input.
///
/// The bytes are not checked: invalid UTF-8 and NUL are left for whoever can report their position.
package struct SourceLine: Sendable, Equatable {
  /// The line without its newline (LF or CRLF).
  package var bytes: [UInt8]

  /// The line's number in its input; the first is 1.
  package var number: Int

  /// Creates a line.
  package init(bytes: [UInt8], number: Int) {
    self.bytes = bytes
    self.number = number
  }

  /// The line as text, with U+FFFD for what is not UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What came of asking for a line.
package enum LineRead: Sendable, Equatable {
  /// A line was entered.
  case line(SourceLine)

  /// Ctrl-C was pressed: what had been typed is dropped, the session goes on.
  case interrupted

  /// No further line will come: the file ended, or Ctrl-D was pressed on an empty line.
  case endOfInput
}

/// A source of lines: a person at a terminal, a file, a pipe, a text in memory.
package protocol LineReader: AnyObject {
  /// Waits for the next line. Only a reader at a terminal shows `prompt`.
  func readLine(prompt: String) throws(ReadError) -> LineRead
}
