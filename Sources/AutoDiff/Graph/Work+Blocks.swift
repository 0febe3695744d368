import Memory

extension Work {
  /// Counts the steps of a loop from one question to the next, or to its end. Always true, to stand before the question.
  static func notes(blockAt position: Int, of count: Int) -> Bool {
    did(min(Graph.blockSize, count - position))
    return true
  }
}
