import AutoDiff
import Testing

/// Every primitive at seeded random points of its sampling domain: a new one is tested without touching this.
@Suite struct PrimitiveSweepTests {
  /// The primitives that are operations, with as many operands as they take.
  static let primitives = Opcode.allCases.filter { $0 != .input }.map(\.primitive)

  /// A primitive applied to inputs of their own at one point.
  struct Application {
    let graph = Graph()
    let inputs: [Expression]
    let result: Expression

    init(_ primitive: PrimitiveDescription, at point: [Double]) {
      let graph = graph
      inputs = point.map { graph.input($0) }
      result = Expression(graph: graph, id: graph.node(primitive.opcode, operands: inputs.map(\.id)))
    }
  }

  /// Points inside the domain; orders of derivative families stay whole numbers.
  static func points(_ primitive: PrimitiveDescription) -> [[Double]] {
    var generator = SplitMix(state: UInt64(primitive.opcode.rawValue) + 1)
    let count = primitive.maximumCount ?? max(primitive.minimumCount, 3)
    return (0..<20).map { _ in
      (0..<count).map { position in
        let range = primitive.samples[min(position, primitive.samples.count - 1)]
        return range.lowerBound == range.upperBound
          ? range.lowerBound : Double.random(in: range, using: &generator)
      }
    }
  }

  /// Whether a place is the order of a family of derivatives, by which nobody differentiates.
  static func isOrder(_ primitive: PrimitiveDescription, _ position: Int) -> Bool {
    position < primitive.samples.count
      && primitive.samples[position].lowerBound == primitive.samples[position].upperBound
  }

  // The derivative of `detach` is cut off on purpose, and is not its slope.
  @Test(arguments: primitives.map(\.opcode).filter { $0 != .detach })
  func thePartialsAreTheSlopesOfTheValues(opcode: Opcode) {
    let primitive = opcode.primitive
    for point in Self.points(primitive) {
      let application = Application(primitive, at: point)
      let gradient = application.graph.gradient(of: application.result)
      for position in point.indices where !Self.isOrder(primitive, position) {
        let slope = Self.slope(at: point[position]) {
          var moved = point
          moved[position] = $0
          return opcode.value(at: moved)
        }
        let partial = gradient[application.inputs[position]] ?? 0
        let scale = max(1, abs(slope), abs(opcode.value(at: point)))
        #expect(abs(partial - slope) <= 1e-6 * scale, "\(primitive.name) at \(point), place \(position)")
      }
    }
  }

  @Test(arguments: primitives.map(\.opcode))
  func forwardReverseSymbolicAndDualAgree(opcode: Opcode) {
    let primitive = opcode.primitive
    for point in Self.points(primitive) {
      let application = Application(primitive, at: point)
      let graph = application.graph
      let tape = graph.tape(for: [application.result.id])
      for position in point.indices where !Self.isOrder(primitive, position) {
        let input = application.inputs[position]
        let reverse = graph.gradient(of: application.result)[input] ?? 0
        let forward = graph.derivative(of: application.result, along: input)
        let symbolic = graph.value(of: graph.symbolicDerivative(of: application.result, by: input))
        let dual = tape.values(
          at: point.enumerated().map { Dual(primal: $1, tangent: $0 == position ? 1 : 0) })[tape.targets[0]]
        #expect(forward.isSame(as: reverse), "\(primitive.name) at \(point)")
        #expect(symbolic.isSame(as: reverse), "\(primitive.name) at \(point)")
        #expect(dual.tangent.isSame(as: reverse), "\(primitive.name) at \(point)")
        #expect(dual.primal.isSame(as: opcode.value(at: point)), "\(primitive.name) at \(point)")
      }
    }
  }

  @Test(arguments: primitives.map(\.opcode))
  func theSecondDerivativeIsTheSlopeOfTheFirst(opcode: Opcode) {
    let primitive = opcode.primitive
    for point in Self.points(primitive).prefix(8) {
      let application = Application(primitive, at: point)
      let graph = application.graph
      for (position, input) in application.inputs.enumerated() where !Self.isOrder(primitive, position) {
        let first = graph.symbolicDerivative(of: application.result, by: input)
        let second = graph.value(of: graph.symbolicDerivative(of: first, by: input))
        let slope = Self.slope(at: point[position]) {
          graph[input] = $0
          defer { graph[input] = point[position] }
          return graph.value(of: first)
        }
        let scale = max(1, abs(slope), abs(graph.value(of: first)))
        #expect(abs(second - slope) <= 1e-5 * scale, "\(primitive.name) at \(point), place \(position)")
        let dual = Dual<Dual<Double>>(
          primal: .init(primal: point[position], tangent: 1), tangent: .init(primal: 1, tangent: 0))
        let tape = graph.tape(for: [application.result.id])
        let nested = tape.values(at: point.enumerated().map { $0 == position ? dual : .init($1) })
        #expect(
          abs(nested[tape.targets[0]].tangent.tangent - second) <= 1e-12 * max(1, abs(second)),
          "\(primitive.name) at \(point), place \(position)")
      }
    }
  }

  @Test func everyPrimitiveHasASummaryADomainAndANameOfItsOwn() {
    var names: Set<String> = []
    for primitive in Self.primitives {
      #expect(!primitive.summary.isEmpty && !primitive.domain.isEmpty && !primitive.samples.isEmpty)
      guard primitive.isFunction else { continue }
      for name in [primitive.name] + primitive.aliases { #expect(names.insert(name).inserted, "\(name)") }
    }
  }

  /// Richardson's extrapolation of central differences.
  static func slope(at x: Double, _ function: (Double) -> Double) -> Double {
    var estimates: [Double] = []
    for level in 0..<4 {
      let h = 1e-3 * max(1, abs(x)) / Double(1 << level)
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
}

extension Double {
  /// Whether two results are equal but for the sign of zero, or both undefined.
  fileprivate func isSame(as other: Double) -> Bool { self == other || (isNaN && other.isNaN) }
}

/// A small generator with a seed (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
