@testable import AutoDiff
import SeededRandom
import Testing

/// Doubles with a wide exponent: within the range of doubles they are doubles, beyond they go on.
@Suite struct WideDoubleTests {
  /// The value of a formula of one input with wide numbers.
  private func value(of target: Expression, at x: Double) -> Double {
    guard let graph = target.graph else { return .nan }
    let tape = graph.tape(for: [target.id])
    return tape.values(at: [WideDouble(x)])[tape.targets[0]].double
  }

  @Test func arithmeticIsThatOfDoubles() {
    var generator = SplitMix(seed: 7)
    for _ in 0..<10_000 {
      let a =
        Double.random(in: -1...1, using: &generator) * .exp2(Double.random(in: -300...300, using: &generator))
      let b =
        Double.random(in: -1...1, using: &generator) * .exp2(Double.random(in: -300...300, using: &generator))
      let (x, y) = (WideDouble(a), WideDouble(b))
      for (wide, double) in [(x + y, a + b), (x - y, a - b), (x * y, a * b), (x / y, a / b), (-x, -a)] {
        #expect(wide.double.bitPattern == double.bitPattern, "\(a), \(b)")
      }
      #expect(WideDouble.order(x, y) == (a < b ? -1 : (a > b ? 1 : 0)))
    }
  }

  @Test(arguments: [0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
  func whatIsSpecialStays(value: Double) {
    #expect(WideDouble(value).double.isSame(as: value))
    #expect((WideDouble(value) + 0).double.isSame(as: value + 0))
    #expect((WideDouble(value) * WideDouble(.infinity)).double.isSame(as: value * .infinity))
    #expect((WideDouble(value) / WideDouble(0)).double.isSame(as: value / 0))
    #expect((WideDouble(value) - WideDouble(value)).double.isSame(as: value - value))
  }

  /// A 0 that is no underflow stays one: sinh 0, log 1, and tiny numbers beside them.
  @Test(arguments: Opcode.operations.filter { $0.primitive.maximumCount == 1 && !$0.isFamily })
  func functionsHaveTheirValuesNearZero(opcode: Opcode) {
    for x in [0, 1, -1, 2, 0.5, 0x1p-1030, -0x1p-1030, 3, -3] {
      let value = opcode.value(at: [x])
      guard value.isFinite else { continue }
      let graph = Graph()
      let target = graph.node(opcode, arguments: [graph.id(of: graph.input(x))])
      let wide = self.value(of: Expression(graph: graph, id: target), at: x)
      #expect((wide - value).magnitude <= 4 * value.ulp, "\(opcode) at \(x): \(wide), not \(value)")
    }
  }

  @Test(arguments: Opcode.operations.filter { $0 != .detach && $0.primitive.minimumCount == 1 })
  func functionsAreThoseOfDoubles(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(20) where point.count == 1 {
      let graph = Graph()
      let x = graph.input(point[0])
      let target = Expression(graph: graph, id: graph.node(opcode, arguments: [x.id]))
      #expect(value(of: target, at: point[0]).isSame(as: graph.value(of: target)))
    }
  }

  /// Logarithms of values that no double holds, from mpmath.
  @Test(
    arguments: [
      (Opcode.erfc, 30, -903.97411711064388), (.normcdf, -45, -1017.2260942419524), (.exp, -1000.5, -1000.5),
      (.gamma, 200.5, 860.58220350978249), (.normpdf, 50, -1250.9189385332047), (.exp, 1e5, 1e5),
      (.cosh, 800, 799.30685281944005),
      (.sech, 900, -899.30685281944005), (.sigmoid, -1000, -1000),
    ] as [(Opcode, Double, Double)])
  func valuesBeyondDoublesAreKnown(opcode: Opcode, x: Double, logarithm: Double) {
    let graph = Graph()
    let input = graph.input(x)
    let target = Expression.log(Expression(graph: graph, id: graph.node(opcode, arguments: [input.id])))
    let found = value(of: target, at: x)
    #expect(abs(found - logarithm) <= 1e-13 * abs(logarithm), "\(found)")
  }

  @Test func derivativesOfFormulasDoNotFeelOverflow() {
    let cases: [(String, Double, Double, (Expression) -> Expression)] = [
      ("log(exp(x))", 1000, 1, { .log(.exp($0)) }), ("sqrt(x^2)", 1e200, 1, { .sqrt($0 * $0) }),
      ("log(1/x)", 2e-200, -5e199, { .log(1 / $0) }), ("x*x/x", 1e250, 1, { $0 * $0 / $0 }),
      ("log(x*x)", 1e-200, 2e200, { .log($0 * $0) }),
    ]
    for (name, point, wanted, formula) in cases {
      let graph = Graph()
      let x = graph.input(point)
      let target = formula(x)
      let found = [graph.gradient(of: target)[x] ?? 0, graph.derivative(of: target, along: x)]
      #expect(found.allSatisfy { abs($0 - wanted) <= 1e-12 * abs(wanted) }, "\(name): \(found)")
    }
  }
}
