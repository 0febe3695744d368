import Memory

/// Asks now and then, while a text is read, whether to go on.
struct ReadingPace {
  private var nextQuestion = Self.bytesBetweenQuestions

  /// How many bytes are read between two questions: about a millisecond's work.
  private static let bytesBetweenQuestions = 1 << 15

  /// Throws if it is time to ask, as so much has been read since the last question, and the answer is no.
  @inline(__always)
  mutating func ask(at position: Int, _ cancellation: Cancellation) throws(ParseError) {
    if position >= nextQuestion { try askNow(at: position, cancellation) }
  }

  @inline(never)
  private mutating func askNow(at position: Int, _ cancellation: Cancellation) throws(ParseError) {
    nextQuestion = position + Self.bytesBetweenQuestions
    if cancellation.isStopped { throw ParseError(.interrupted, SourceRange(position, position)) }
  }
}
