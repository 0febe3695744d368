/// The derivatives of one target with respect to every input that it depends on.
///
/// "Not connected", zero and undefined are three answers: nil, 0 and NaN.
public struct Gradient: Sendable {
  /// The target's value.
  public let value: Double

  /// The inputs that the target is connected to, ascending, and the derivative with respect to each.
  package let entries: [(input: NodeID, derivative: Double)]

  /// The derivative with respect to an input; nil if the target is not connected to it.
  public subscript(_ input: Expression) -> Double? { self[input.id] }

  /// The derivative with respect to an input by its number; nil if the target is not connected to it.
  package subscript(_ input: NodeID) -> Double? {
    entries.first { $0.input == input }?.derivative
  }
}

extension Graph {
  /// The target's derivatives with respect to all inputs, by one reverse sweep over cached values.
  ///
  ///     let gradient = graph.gradient(of: z)
  ///     gradient[x]  // 10
  ///
  /// Costs a small multiple of evaluating the target, however many inputs there are.
  public func gradient(of target: Expression) -> Gradient {
    backpropagation(of: id(of: target)).gradient
  }
}
