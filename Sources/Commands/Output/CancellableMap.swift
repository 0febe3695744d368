import Memory
import AutoDiff
import Memory

extension Sequence {
  /// What becomes of the elements, nil aside.
  ///
  /// To put a node into words takes some microseconds, so that a million of them is nothing to wait for.
  func compactMap<Result>(
    _ cancellation: Cancellation, _ transform: (Element) throws(Interruption) -> Result?
  ) throws(Interruption) -> [Result] {
    var results: [Result] = []
    try cancellation.take(underestimatedCount, of: Result.self)
    results.reserveCapacity(underestimatedCount)
    for (position, element) in enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try cancellation.check() }
      Work.did(1)
      if let result = try transform(element) { results.append(result) }
    }
    return results
  }
}
