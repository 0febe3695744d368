import SeededRandom
@testable import AutoDiff
import Testing

/// Formulas as people write them, with the values that they had.
@Suite struct SimplifierTests {
  /// Random formulas and their derivatives: wherever the original has a value, the simplified form has the same, to
  /// within the rounding errors that either form can make.
  @Test(arguments: UInt64(1)...400)
  func aSimplifiedFormulaHasTheSameValue(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    let graph = Graph()
    let inputs = (0..<3).map { _ in graph.input(Double.random(in: -2...2, using: &generator)) }
    var nodes = inputs
    for _ in 0..<Int.random(in: 2...14, using: &generator) {
      nodes.append(randomNode(nodes, &generator))
    }
    let target = nodes[nodes.count - 1]
    for root in [target] + graph.symbolicDerivatives(of: target, by: inputs) {
      let id = graph.id(of: root)
      let original = graph.value(of: id)
      guard original.isFinite else { continue }
      var simplifier = Simplifier(graph) { graph.isInput($0) ? $0.description : nil }
      let simplified = simplifier.simplify(id)
      for input in (0..<simplifier.graph.count).map({ NodeID($0) }) where simplifier.graph.isInput(input) {
        let source = inputs.first { $0.id.description == simplifier.graph.label(of: input) }
        simplifier.graph.setInput(input, to: source.map { graph.value(of: $0) } ?? .nan)
      }
      let value = simplifier.graph.value(of: simplified)
      let bound = roundingBound(graph, id) + roundingBound(simplifier.graph, simplified)
      guard bound.isFinite else { continue }
      #expect(abs(value - original) <= bound, "seed \(seed): \(original) became \(value)")
    }
  }

  private func randomNode(_ nodes: [Expression], _ generator: inout SplitMix) -> Expression {
    func pick() -> Expression {
      Int.random(in: 0..<5, using: &generator) == 0
        ? Expression(Double(Int.random(in: -3...3, using: &generator)))
        : nodes[Int.random(in: 0..<nodes.count, using: &generator)]
    }
    let (a, b) = (pick(), pick())
    switch Int.random(in: 0..<14, using: &generator) {
    case 0...2: return a + b
    case 3, 4: return a - b
    case 5...7: return a * b
    case 8: return a / b
    case 9: return -a
    case 10: return .power(a, Expression(Double(Int.random(in: -3...4, using: &generator)) / 2))
    case 11: return .sin(a)
    case 12: return .sqrt(a * a + 1)
    default: return .product([a, b, a])
    }
  }

  /// A first-order bound of the rounding errors in a node's value: half an ulp a node, passed on to the target.
  private func roundingBound(_ graph: Graph, _ id: NodeID) -> Double {
    let sweep = graph.reverseSweep(of: id)
    let sum = graph.cone(of: [id]).reduce(0) { sum, node in
      sum + abs((sweep.adjoint(of: node) ?? 0) ⊙ graph.cachedValue(of: node))
    }
    return 16 * sum.ulp + 1e-300
  }

  /// The derivative of if(x > 0, √x·x, −x/3) is −1/3 at −1, where the slope of the root is not defined.
  @Test(arguments: [(-1.0, -1.0 / 3), (4, 3)])
  func whatIsUndefinedStaysInItsBranch(point: Double, slope: Double) throws {
    let graph = Graph()
    let x = graph.input(point)
    let target = Expression.choose(.apply(Greater.self, x, 0), .sqrt(x) * x * .sqrt(x) / .sqrt(x), -x / 3)
    let derivative = graph.symbolicDerivative(of: target, by: x)
    #expect(graph.value(of: derivative) == slope)
    var simplifier = Simplifier(graph) { graph.isInput($0) ? "x" : nil }
    let simplified = simplifier.simplify(graph.id(of: derivative))
    let input = try #require(simplifier.graph.labels.all.first?.node)
    simplifier.graph.setInput(input, to: point)
    #expect(simplifier.graph.value(of: simplified) == slope)
  }

  /// What the issue is about: the formula and its value are one thing, its looks are another.
  @Test func theSizeOfAChainsDerivativeGrowsWithItsLengthOnly() {
    let graph = Graph()
    let x = graph.input(0.3)
    var chain = x
    for _ in 0..<300 { chain = .sin(chain) * x }
    let derivative = graph.symbolicDerivative(of: chain, by: x)
    var simplifier = Simplifier(graph) { graph.isInput($0) ? "x" : nil }
    _ = simplifier.simplify(graph.id(of: derivative))
    #expect(simplifier.graph.count < 40 * 300)
  }

  @Test(arguments: [
    (1.0, 3.0, 2.0, 3.0, 1.0, 1.0), (1, 2, 1, 3, 5, 6), (2, 4, 1, 2, 1, 1), (1, -2, 0, 1, -1, 2),
  ])
  func fractionsStayInLowestTerms(a: Double, b: Double, c: Double, d: Double, n: Double, m: Double) {
    let sum = Fraction(a, b) + Fraction(c, d)
    #expect(sum.numerator == n && sum.denominator == m)
  }
}
