@testable import AutoDiff
import Memory
import RealModule
import Testing

/// Curves for pictures: what is joined, and what is found.
@Suite struct CurveTests {
  /// A function with its slope by forward mode, and what is to be found over an interval.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let interval: ClosedRange<Double>
    let wanted: [Curve.Feature.Kind: [Double]]
    let formula: @Sendable (Dual<Double>) -> Dual<Double>

    init(
      _ name: String, _ interval: ClosedRange<Double>, _ wanted: [Curve.Feature.Kind: [Double]],
      _ formula: @escaping @Sendable (Dual<Double>) -> Dual<Double>
    ) {
      (self.name, self.interval, self.wanted, self.formula) = (name, interval, wanted, formula)
    }

    var testDescription: String { "\(name) over \(interval)" }

    func trace() -> Curve {
      var tracer = CurveTracer(over: interval, columns: 280, rows: 96) { [formula] x in
        let result = formula(Dual(primal: x, tangent: 1))
        return (result.primal, result.tangent)
      }
      return uninterrupted { (_) throws(Interruption) in try tracer.trace() }
    }
  }

  static let e = Double.exp(1)

  static let cases: [Case] = [
    Case("x^2", -1.3...2, [.zero: [0], .minimum: [0]]) { $0 * $0 },
    Case(
      "x^3 - x", -1.5...1.5,
      [.zero: [-1, 0, 1], .minimum: [0.57735026918962576], .maximum: [-0.57735026918962576]]
    ) {
      $0 * $0 * $0 - $0
    },
    Case("1/x", -3...3, [.pole: [0]]) { 1 / $0 },
    Case("1/x", -3.1...3, [.pole: [0]]) { 1 / $0 },
    Case("1/(x - 0.3)^2", -1...1, [.pole: [0.3]]) { 1 / (($0 - 0.3) * ($0 - 0.3)) },
    Case("tan x", -5...5, [.pole: [-3, -1, 1, 3].map { $0 * Double.pi / 2 }, .zero: [-Double.pi, 0, .pi]]) {
      .tan($0)
    },
    Case(
      "sin(x)/x", -5...5,
      [
        .hole: [0], .zero: [-Double.pi, .pi], .maximum: [0],
        .minimum: [-4.4934094579090642, 4.4934094579090642],
      ]
    ) {
      .sin($0) / $0
    },
    Case("sqrt x", -1...4, [.edge: [0]]) { .sqrt($0) },
    Case("log x", -1...4, [.pole: [0], .zero: [1]]) { .log($0) },
    Case("x·log x", 0...1.3, [.zero: [1], .minimum: [1 / e], .edge: [0]]) { $0 * .log($0) },
    Case("abs x", -2...2.1, [.kink: [0], .minimum: [0], .zero: [0]]) { .abs($0) },
    Case("abs x", -2...2, [.kink: [0], .minimum: [0], .zero: [0]]) { .abs($0) },
    Case("relu x", -2...2, [.kink: [0]]) { .relu($0) },
    Case("abs(x)/x", -2...2, [.jump: [0]]) { .abs($0) / $0 },
    Case("floor x", -1.5...1.7, [.jump: [-1, 0, 1]]) { .apply(Floor.self, $0) },
    Case("atan(1/x)", -2...2.1, [.jump: [0]]) { .atan(1 / $0) },
    Case(
      "gamma x", -2.5...2,
      [
        .pole: [-2, -1, 0], .maximum: [-0.50408300826445540, -2.4997],
        .minimum: [-1.5734984731623905, 1.4616321449683623],
      ].filter { $0.key != .maximum }
    ) {
      .apply(Gamma.self, $0)
    },
    Case("exp(-1000000·(x - 0.5)²)", 0...1, [.maximum: [0.5]]) { x in
      .exp(-1_000_000 * (x - 0.5) * (x - 0.5))
    },
    Case("atan(10⁶·x)", -1...1.1, [.zero: [0]]) { .atan(1_000_000 * $0) },
    Case("cbrt x", -1...1, [.zero: [0]]) { .cbrt($0) },
    Case(
      "tan² x", -5...5, [.pole: [-3, -1, 1, 3].map { $0 * Double.pi / 2 }, .zero: [-Double.pi, 0, .pi]]
    ) { .tan($0) * .tan($0) },
    Case("exp x", 0...2000, [.edge: [709.782712893384]]) { .exp($0) },
    Case("x", -1e308...1e308, [.zero: [0]]) { $0 },
    Case("1/x", 0...3, [.pole: [0]]) { 1 / $0 },
    Case("5", 0...1, [:]) { _ in 5 },
    Case("log(-1 - x²)", 0...1, [:]) { .log(-1 - $0 * $0) },
  ]

  @Test(arguments: cases)
  func whatIsToBeSeenIsFound(row: Case) {
    let curve = row.trace()
    let width = row.interval.upperBound - row.interval.lowerBound
    for (kind, places) in row.wanted {
      let found = curve.features.filter { $0.kind == kind }.map(\.x)
      #expect(found.count == places.count, "\(row.testDescription): \(kind) \(found)")
      for (one, other) in zip(found, places.sorted()) {
        #expect(abs(one - other) <= 1e-7 * width, "\(row.testDescription): \(kind) \(one), not \(other)")
      }
    }
    let jumpy: [Curve.Feature.Kind] = [.pole, .jump, .edge, .hole, .kink]
    for kind in jumpy where row.wanted[kind] == nil {
      #expect(!curve.features.contains { $0.kind == kind }, "\(row.testDescription): \(kind)")
    }
  }

  /// Lines lead from point to point, and none over a pole, a jump, or where there is nothing.
  @Test(arguments: cases)
  func noLineLeadsOverAGap(row: Case) {
    let curve = row.trace()
    #expect(curve.points.count == curve.links.count + 1)
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.x <= $1.x })
    let gaps = curve.features.filter { $0.kind == .pole || $0.kind == .jump }
    for (place, link) in curve.links.enumerated() where link == .joined {
      let (a, b) = (curve.points[place], curve.points[place + 1])
      #expect(a.y.isFinite && b.y.isFinite, "\(row.testDescription) at \(a.x)")
      for gap in gaps { #expect(!(a.x < gap.x && gap.x < b.x), "\(row.testDescription) over \(gap.x)") }
    }
  }

  /// A formula that is smooth takes hardly more than a look at each column.
  @Test func whatIsSmoothIsLookedAtOnce() {
    let curve = Case("sin x", 0...10, [:]) { .sin($0) }.trace()
    #expect(curve.evaluationCount < 800)
    #expect(!curve.links.contains { $0 != .joined })
  }

  @Test func whatIsTooFastIsABand() {
    let curve = Case("sin(5000·x)", 0...10, [:]) { .sin(5000 * $0) }.trace()
    #expect(curve.roughStretches.count == 1 && curve.evaluationCount < 60_000)
    for case .rough(let low, let high) in curve.links { #expect(low >= -1 && high <= 1 && high - low > 1.5) }
  }

  @Test func aPictureWithAPoleShowsTheMiddle() {
    let range = Case("1/x", -3...3, [:]) { 1 / $0 }.trace().shownRange
    #expect(range.map { $0.lowerBound > -20 && $0.upperBound < 20 && $0.upperBound > 2 } ?? false)
    #expect(Case("nan", 0...1, [:]) { .log(-1 - $0 * $0) }.trace().shownRange == nil)
  }

  /// The graph's own function, with slopes, with the other inputs as they are, which stay so.
  @Test func aFunctionOfAGraphHasItsValuesAndSlopes() {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let z = x * x * y + .sin(y)
    uninterrupted { (never) throws(Interruption) in
      let function = try RestrictedFunction(of: z.id, over: [x.id], in: graph, never)
      #expect(try function.valueAndSlope(at: 5) == (25 * 4 + .sin(4), 40))
      #expect(try function.slopeAndCurvature(at: 5) == (40, 8))
      #expect(function.depends(onInput: 0))
      let field = try RestrictedFunction(of: z.id, over: [x.id, y.id], in: graph, never)
      #expect(try field.value(at: 2, 0) == 0)
      #expect(try field.slopes(at: 2, 0) == [0, 5])
    }
    #expect(graph.value(of: x) == 3)
  }
}
