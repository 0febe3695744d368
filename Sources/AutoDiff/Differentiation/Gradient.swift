import Memory

/// The derivatives of one target with respect to every input that it depends on.
///
/// "Not connected", zero and undefined are three answers: nil, 0 and NaN.
public struct Gradient: Sendable {
  /// The target's value.
  public let value: Double

  /// The inputs that the target is connected to, ascending, and the derivative with respect to each.
  package let entries: [(input: NodeID, derivative: Double)]

  /// The graph whose inputs these are, as far as it can be told apart from others.
  let graph: ObjectIdentifier

  /// The derivative with respect to an input of the same graph; nil if the target is not connected to it.
  ///
  /// - Complexity: O(log *n*) for *n* inputs.
  public subscript(_ input: Expression) -> Double? {
    guard let other = input.graph else { return nil }
    precondition(
      ObjectIdentifier(other) == graph, "an expression belongs to the graph whose inputs it was made from")
    return self[input.id]
  }

  /// The derivative with respect to an input by its number; nil if the target is not connected to it. O(log *n*).
  package subscript(_ input: NodeID) -> Double? {
    let position = entries.indices.first(from: { entries[$0].input >= input })
    return position < entries.count && entries[position].input == input ? entries[position].derivative : nil
  }
}

extension Graph {
  /// The target's derivatives with respect to all inputs, by one reverse sweep over cached values.
  ///
  ///     let gradient = graph.gradient(of: z)
  ///     gradient[x]  // 10
  ///
  /// Costs a small multiple of evaluating the target, however many inputs there are.
  ///
  /// Where a node below the target is at an exceptional point, the derivatives are those that both sides of the point say;
  /// where the rules overflow or underflow on the way, they are computed anew with numbers that do not. Of a target that is made
  /// of arrays the rules' numbers are given, by inputs that are numbers; ``gradient(of:by:)`` gives those by arrays, too.
  public func gradient(of target: Expression) -> Gradient {
    precondition(target.shape.isScalar, "a gradient is of one number")
    return uninterrupted { (never) throws(Interruption) in
      if isOfArrays([id(of: target)]) { return try gradientThroughArrays(of: id(of: target), never) }
      let gradient = try reverseSweep(of: id(of: target), never).gradient
      let ruled = gradient.entries.lazy.map(\.derivative)
      guard var search = try exceptionalPointSearch(of: id(of: target), ruled: ruled, never) else {
        return gradient
      }
      let found = try search.answers(by: gradient.entries.map(\.input)) { gradient[$0] }
      return Gradient(
        value: gradient.value,
        entries: gradient.entries.map { ($0.input, found.derivatives[$0.input] ?? $0.derivative) },
        graph: gradient.graph)
    }
  }

  /// The derivatives by those inputs of a target that are numbers, where arrays stand between.
  func gradientThroughArrays(
    of target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> Gradient {
    let inputs = try cone(of: [target], cancellation).filter { isInput($0) && shape(of: $0).isScalar }
    let derivatives = try arrayGradient(of: target, by: inputs, cancellation)
    let entries = zip(inputs, derivatives).compactMap {
      input, derivative -> (input: NodeID, derivative: Double)? in
      guard case .number(let number)? = derivative else { return nil }
      return (input, number)
    }
    return Gradient(value: cachedValue(of: target), entries: entries, graph: ObjectIdentifier(self))
  }
}
