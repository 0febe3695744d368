/// What a piece of text is, said by meaning; a `Theme` decides what it looks like.
package enum Role: Sendable, Hashable, CaseIterable {
  /// Running text, with nothing to say about itself.
  case plain
  /// A number that was computed: a value, an adjoint, an entry of a Jacobian.
  case value
  /// An adjoint or a tangent beside a value.
  case derivative
  /// A name that the user chose: an input, a definition, a function.
  case name
  /// A node's number, such as `%7`.
  case node
  /// What a node does: `+`, `sin`, a formula made of operations.
  case operation
  /// The title above a block of output.
  case heading
  /// The one thing in the output that the eye should find first.
  case accent
  /// Scaffolding that may be overlooked: rules, table headers, remarks.
  case faint
  /// A check that passed.
  case success
  /// Something that was done and deserves a second look.
  case warning
  /// Something that failed.
  case error
}
