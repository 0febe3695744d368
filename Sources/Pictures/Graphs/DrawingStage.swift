/// How far a sweep has come that is told step by step.
package struct DrawingStage: Sendable {
  /// The node whose turn it is, by its id.
  package var active: Int?

  /// For each node what is known of its adjoint or tangent so far, as text; of others nothing.
  package var derivatives: [Int: String] = [:]

  /// Remarks beside nodes: `✓`, `seed`.
  package var notes: [Int: String] = [:]

  /// For each node the columns that this takes at most, so that boxes stay where they are.
  package var widths: [Int: Int] = [:]

  /// Nothing done yet.
  package init() {}

  func derivative(_ vertex: Diagram.Vertex) -> String { derivatives[vertex.id] ?? "?" }
}
