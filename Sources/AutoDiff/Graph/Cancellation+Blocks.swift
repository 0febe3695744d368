package import Memory

extension Cancellation {
  /// Asks at the first of each block of a loop's steps, and counts the block's.
  @inline(__always)
  package func check(at position: Int, of count: Int) throws(Interruption) {
    if position % Graph.blockSize == 0 { try checkBlock(min(Graph.blockSize, count - position)) }
  }

  /// The same in a loop that goes down to 0.
  @inline(__always)
  package func check(downFrom position: Int) throws(Interruption) {
    if position % Graph.blockSize == 0 { try checkBlock(min(Graph.blockSize, position)) }
  }

  @inline(never)
  private func checkBlock(_ steps: Int) throws(Interruption) {
    Work.did(steps)
    try check()
  }
}
