/// How far a sweep has come that is told step by step.
package struct DrawingStage: Sendable {
  /// An adjoint or tangent as far as it is known.
  package struct Sum: Sendable {
    package var value: Double

    /// Whether nothing is to be added any more.
    package var isComplete: Bool

    package init(_ value: Double, isComplete: Bool = true) {
      (self.value, self.isComplete) = (value, isComplete)
    }
  }

  /// The node whose turn it is, by its id.
  package var active: Int?

  /// For each node what is known of its adjoint or tangent so far; of others nothing.
  package var derivatives: [Int: Sum] = [:]

  /// Remarks beside nodes: `✓`, `seed`.
  package var notes: [Int: String] = [:]

  /// For each node all that this is in the course of the sweep, so that boxes stay as wide as they are.
  package var sums: [Int: [Sum]] = [:]

  /// Nothing done yet.
  package init() {}

  /// What is known of a node's derivative, in so many digits: `4…` while it is not complete.
  func text(_ vertex: Diagram.Vertex, _ diagram: Diagram, digits: Int) -> String {
    derivatives[vertex.id].map { text($0, diagram, digits) } ?? "?"
  }

  /// The columns that this takes at most.
  func width(_ vertex: Diagram.Vertex, _ diagram: Diagram, digits: Int) -> Int {
    sums[vertex.id, default: []].reduce(1) { max($0, text($1, diagram, digits).count) }
  }

  private func text(_ sum: Sum, _ diagram: Diagram, _ digits: Int) -> String {
    diagram.text(sum.value, digits: digits) + (sum.isComplete ? "" : "…")
  }
}
