import SeededRandom
@testable import AutoDiff

extension Opcode {
  /// Every primitive that does something: all but the leaf.
  static let operations = allCases.filter { $0 != .input }
}

extension PrimitiveDescription {
  /// Seeded random points inside the domain. The orders of families of derivatives stay whole numbers.
  func randomPoints(_ count: Int) -> [[Double]] {
    var generator = SplitMix(seed: name.utf8.reduce(1) { 31 &* $0 &+ UInt64($1) })
    let operandCount = maximumCount ?? max(minimumCount, 3)
    return (0..<count).map { _ in
      (0..<operandCount).map { position in
        let range = samples[min(position, samples.count - 1)]
        return isOrder(position) ? range.lowerBound : Double.random(in: range, using: &generator)
      }
    }
  }

  /// Whether a place is the order of a family of derivatives, by which nobody differentiates.
  func isOrder(_ position: Int) -> Bool {
    position < samples.count && samples[position].lowerBound == samples[position].upperBound
  }
}

/// A primitive applied to inputs of their own at one point.
struct Application {
  let graph = Graph()
  let inputs: [Expression]
  let result: Expression

  init(_ opcode: Opcode, at point: [Double]) {
    let graph = graph
    inputs = point.map { graph.input($0) }
    // The number of a member is no input.
    let arguments = inputs.enumerated().map { position, input in
      position == 0 && opcode.isFamily ? graph.constant(point[0]) : input.id
    }
    result = Expression(graph: graph, id: graph.node(opcode, arguments: arguments))
  }

  /// The inputs by which one may differentiate, with their places.
  var differentiable: [(position: Int, input: Expression)] {
    let primitive = graph.opcode(of: result.id).primitive
    return inputs.enumerated().filter { !primitive.isOrder($0.offset) }.map { ($0.offset, $0.element) }
  }
}
