/// What is said of the edges of a drawing.
package enum EdgeLabels: Sendable, Hashable {
  /// Nothing.
  case none
  /// The local partial derivative of each.
  case partials
  /// What flows along each: an adjoint times a local partial, or a local partial times a tangent.
  case flow
}
