/// A sweep told turn by turn: what is said of each turn, and the edges that were passed in it.
///
/// However many turns there are, they stand in two arrays: millions of small ones would take long to make, and longer to
/// give back.
package struct SweepSteps<Turn: Sendable, Edge: Sendable>: Sendable {
  private var turns: [Turn] = []

  /// For each turn where its edges end.
  private var ends: [Int] = []

  /// The edges of all turns, in order.
  package private(set) var edges: [Edge] = []

  /// No steps yet. With room for as many as there can be, none is ever copied; room that is not used costs no memory.
  init(turnCapacity: Int, edgeCapacity: Int) {
    turns.reserveCapacity(turnCapacity)
    ends.reserveCapacity(turnCapacity)
    edges.reserveCapacity(edgeCapacity)
  }

  /// Adds an edge to the turn that ends next.
  mutating func append(_ edge: Edge) { edges.append(edge) }

  /// Ends a turn, in which the edges since the last one were passed.
  mutating func end(_ turn: Turn) {
    turns.append(turn)
    ends.append(edges.count)
  }

  /// The turn in which the edge in this place among all was passed. O(log *n*).
  package func turn(passing edge: Int) -> Int { indices.first(from: { ends[$0] > edge }) }
}

extension SweepSteps: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { turns.count }

  /// A turn with its edges, whose indices are their places among all edges.
  package subscript(position: Int) -> (turn: Turn, edges: ArraySlice<Edge>) {
    (turns[position], edges[(position == 0 ? 0 : ends[position - 1])..<ends[position]])
  }
}
