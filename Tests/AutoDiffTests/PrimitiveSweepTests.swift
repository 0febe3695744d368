import AutoDiff
import Testing

/// Every primitive at seeded random points of its domain, one way of differentiating against the others: a new
/// primitive is tested without touching this.
@Suite struct PrimitiveSweepTests {
  // The derivative of `detach` is cut off on purpose, and is not its slope.
  @Test(arguments: Opcode.operations.filter { $0 != .detach })
  func thePartialsAreTheSlopesOfTheValues(opcode: Opcode) {
    var (compared, count) = (0, 0)
    for point in opcode.primitive.randomPoints(20) {
      let application = Application(opcode, at: point)
      let gradient = application.graph.gradient(of: application.result)
      for (position, input) in application.differentiable {
        func slope(step: Double) -> Double {
          differenceQuotient(at: point[position], step: step) {
            var moved = point
            moved[position] = $0
            return opcode.value(at: moved)
          }
        }
        let partial = gradient[input] ?? 0
        let (slope, finer) = (slope(step: 1e-3), slope(step: 4e-4))
        let scale = max(1, abs(slope), abs(gradient.value))
        count += 1
        // Beside a kink, a jump or a pole there are no quotients to compare with.
        if abs(slope - finer) > 3e-7 * scale { continue }
        compared += 1
        #expect(abs(partial - slope) <= 1e-6 * scale, "\(opcode) at \(point), place \(position)")
      }
    }
    #expect(compared * 10 >= count * 9, "only \(compared) of \(count)")
  }

  /// All four multiply the same partials in the same order, so they agree to the last bit.
  @Test(arguments: Opcode.operations)
  func forwardReverseSymbolicAndDualAgree(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(20) {
      let application = Application(opcode, at: point)
      let (graph, result) = (application.graph, application.result)
      let gradient = graph.gradient(of: result)
      for (position, input) in application.differentiable {
        let reverse = gradient[input] ?? 0
        let symbolic = graph.value(of: graph.symbolicDerivative(of: result, by: input))
        let dual = graph.target(
          result, at: point.enumerated().map { Dual(primal: $1, tangent: $0 == position ? 1 : 0) })
        let place: Comment = "\(opcode) at \(point), place \(position)"
        #expect(graph.derivative(of: result, along: input).isSame(as: reverse), place)
        #expect(symbolic.isSame(as: reverse), place)
        #expect(dual.tangent.isSame(as: reverse), place)
        #expect(dual.primal.isSame(as: opcode.value(at: point)), place)
      }
    }
  }

  /// The ways to a second derivative multiply in different orders, and the terms of its sum may cancel: 64 ulps of
  /// the largest among value, first and second derivatives.
  @Test(arguments: Opcode.operations)
  func secondDerivativesAgreeInAllWays(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(8) {
      let application = Application(opcode, at: point)
      let (graph, result) = (application.graph, application.result)
      for (position, input) in application.differentiable {
        let first = graph.symbolicDerivative(of: result, by: input)
        let scale = max(abs(graph.value(of: result)), abs(graph.value(of: first)))
        for (other, otherInput) in application.differentiable {
          let symbolic = graph.value(of: graph.symbolicDerivative(of: first, by: otherInput))
          let dual = graph.target(
            first, at: point.enumerated().map { Dual(primal: $1, tangent: $0 == other ? 1 : 0) })
          let nested = graph.target(
            result,
            at: point.enumerated().map {
              Dual(
                primal: Dual(primal: $1, tangent: $0 == position ? 1 : 0),
                tangent: Dual($0 == other ? 1 : 0))
            })
          let place: Comment = "\(opcode) at \(point), places \(position) and \(other)"
          #expect(dual.tangent.ulps(from: symbolic, scale: scale) <= 64, place)
          #expect(nested.tangent.tangent.ulps(from: symbolic, scale: scale) <= 64, place)
          #expect(nested.primal.tangent.isSame(as: graph.value(of: first)), place)
        }
      }
    }
  }

  @Test(arguments: Opcode.operations)
  func theSecondDerivativeIsTheSlopeOfTheFirst(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(8) {
      let application = Application(opcode, at: point)
      let graph = application.graph
      for (position, input) in application.differentiable {
        let first = graph.symbolicDerivative(of: application.result, by: input)
        let second = graph.value(of: graph.symbolicDerivative(of: first, by: input))
        let slope = differenceQuotient(at: point[position], step: 1e-3) {
          graph[input] = $0
          defer { graph[input] = point[position] }
          return graph.value(of: first)
        }
        let scale = max(1, abs(slope), abs(graph.value(of: first)))
        #expect(abs(second - slope) <= 1e-5 * scale, "\(opcode) at \(point), place \(position)")
      }
    }
  }

  @Test func everyPrimitiveHasASummaryADomainAndANameOfItsOwn() {
    var names: Set<String> = []
    for primitive in Opcode.operations.map(\.primitive) {
      #expect(!primitive.summary.isEmpty && !primitive.domain.isEmpty && !primitive.samples.isEmpty)
      // Functions of one name differ in the number of their arguments.
      for name in primitive.callNames {
        #expect(names.insert("\(name) of \(primitive.minimumCount)").inserted, "\(name)")
      }
    }
  }
}

extension Graph {
  /// The number that comes out of a target when numbers flow in at the inputs that it needs, of all `inputs` so far.
  fileprivate func target<S: Scalar>(_ target: Expression, at inputs: [S]) -> S {
    let tape = tape(for: [id(of: target)])
    return tape.values(at: tape.inputs.map { inputs[$0.index] })[tape.targets[0]]
  }
}

/// Richardson's extrapolation of central differences.
private func differenceQuotient(at x: Double, step: Double, _ function: (Double) -> Double) -> Double {
  var estimates: [Double] = []
  for level in 0..<4 {
    let h = step * max(1, abs(x)) / Double(1 << level)
    var estimate = (function(x + h) - function(x - h)) / (2 * h)
    var power = 1.0
    for (index, coarser) in estimates.reversed().enumerated() {
      power *= 4
      let finer = estimate
      estimate = finer + (finer - coarser) / (power - 1)
      estimates[estimates.count - 1 - index] = finer
    }
    estimates.append(estimate)
  }
  return estimates.last ?? .nan
}
