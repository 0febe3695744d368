import Memory
import AutoDiff

extension Sequence {
  /// What becomes of the elements, nil aside, as far as that gets before someone wants the graph's computations to stop.
  ///
  /// To put a node into words takes some microseconds, so that a million of them is nothing to wait for.
  func compactMap<Result>(
    on graph: Graph, _ transform: (Element) throws -> Result?
  ) rethrows -> [Result] {
    var results: [Result] = []
    guard graph.mayTake(underestimatedCount * MemoryLayout<Result>.stride) else { return [] }
    results.reserveCapacity(underestimatedCount)
    for (position, element) in enumerated() {
      if position % Graph.wordsBetweenQuestions == 0, !graph.isUninterrupted { break }
      Work.did(1)
      if let result = try transform(element) { results.append(result) }
    }
    return results
  }
}
