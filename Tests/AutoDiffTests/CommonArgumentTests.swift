import AutoDiff
import Memory
import SeededRandom
import Testing

/// Every function at the arguments at which other libraries try theirs, inside and outside of its domain: 30 random ones
/// between −9 and 9, as PyTorch's samples of operators have them, and the list that Stan's tests of functions share.
@Suite struct CommonArgumentTests {
  static let functions = Opcode.operations.filter {
    $0.primitive.isFunction && $0 != .detach && (1...3).contains($0.primitive.minimumCount)
  }

  /// Those of `expect_common_unary_vectorized` and `expect_common_nonzero_binary` in Stan's tests.
  static let shared: [Double] = [-2.6, -2, -1.2, -0.5, -0.2, 0, 0.5, 0.7, 1, 1.3, 2.2, 3]

  /// Points for a function: each operand from a list of its own.
  static func points(of primitive: PrimitiveDescription) -> [[Double]] {
    var generator = SplitMix(seed: primitive.name.utf8.reduce(7) { 31 &* $0 &+ UInt64($1) })
    let count = primitive.minimumCount
    let random = (0..<30).map { _ in (0..<count).map { _ in Double.random(in: -9...9, using: &generator) } }
    let common = shared.indices.map { first in
      (0..<count).map { shared[(first + 5 * $0) % shared.count] }
    }
    return (random + common).map { point in
      point.enumerated().map { primitive.isOrder($0) ? primitive.samples[$0].lowerBound : $1 }
    }
  }

  @Test(arguments: functions)
  func derivativesAgreeInAllModesAndWithDifferences(opcode: Opcode) {
    for point in Self.points(of: opcode.primitive) {
      let application = Application(opcode, at: point)
      let (graph, result) = (application.graph, application.result)
      let gradient = graph.gradient(of: result)
      let checks = graph.derivativeChecks(of: result.id, by: application.differentiable.map(\.input.id))
      for (place, check) in zip(application.differentiable, checks) {
        let comment: Comment = "\(opcode) at \(point), place \(place.position): \(String(describing: check))"
        let reverse = gradient[place.input] ?? 0
        #expect(graph.derivative(of: result, along: place.input).isSame(as: reverse), comment)
        if gradient.value.isNaN { #expect(reverse.isNaN, comment) }
        #expect(check?.verdict != .disagrees, comment)
      }
    }
  }

  @Test func thereAreAsManyAsElsewhere() {
    let counts = Self.functions.map { Self.points(of: $0.primitive).count }
    #expect(counts.reduce(0, +) >= 2_070 + 804)
  }
}
