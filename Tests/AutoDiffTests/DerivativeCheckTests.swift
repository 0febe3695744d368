@testable import AutoDiff
import Testing

/// Differences against derivatives: they must find wrong ones, and never call a right one wrong.
@Suite struct DerivativeCheckTests {
  @Test(arguments: Opcode.operations)
  func derivativesOfAllPrimitivesAreRight(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(10) {
      let application = Application(opcode, at: point)
      let inputs = application.differentiable.map(\.input.id)
      let checks = application.graph.derivativeChecks(of: application.result.id, by: inputs)
      for check in checks {
        guard let check else { continue }
        guard case .agrees(let difference) = check.verdict else {
          Issue.record("\(opcode) at \(point): \(check)")
          continue
        }
        #expect(difference <= 1e-6, "\(opcode) at \(point): \(check)")
      }
    }
  }

  static let wrong: [@Sendable (Double) -> Double] = [{ $0 * (1 + 1e-6) }, { -$0 }, { $0 * 2 }, { $0 / 2 }, { _ in 0 }]

  @Test(arguments: Opcode.operations.filter { $0 != .detach })
  func wrongDerivativesOfAllPrimitivesAreFound(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(10) {
      let application = Application(opcode, at: point)
      let gradient = application.graph.gradient(of: application.result)
      for (position, input) in application.differentiable {
        guard let right = gradient[input], right.isFinite, right != 0 else { continue }
        for change in Self.wrong {
          let function = PointFunction(at: point[position]) {
            var moved = point
            moved[position] = $0
            return opcode.value(at: moved)
          }
          let check = DerivativeCheck(change(right), of: function)
          #expect(check.verdict == .disagrees, "\(opcode) at \(point), place \(position), \(right): \(check)")
        }
      }
    }
  }
}
