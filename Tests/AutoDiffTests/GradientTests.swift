import Testing

@testable import AutoDiff

/// Asking a gradient for derivatives.
@Suite struct GradientTests {
  @Test func eachInputHasItsDerivativeHoweverManyThereAre() {
    let graph = Graph()
    let inputs = (0..<5000).map { graph.input(Double($0), named: nil) }
    let other = graph.input(1)
    let sum = inputs.enumerated().reduce(Expression(0)) { sum, pair in
      sum + Expression(Double(pair.offset)) * pair.element
    }
    let gradient = graph.gradient(of: sum)
    #expect(inputs.indices.dropFirst().allSatisfy { gradient[inputs[$0]] == Double($0) })
    #expect(gradient[other] == nil && gradient[Expression(3)] == nil)
  }

  /// What few nodes need is found among them, and is the same as by a walk over all.
  @Test func aSmallTargetInALargeGraphHasTheSameAdjoints() {
    let graph = Graph()
    let (x, y) = (graph.input(2), graph.input(3))
    let product = x * y
    var rest = x
    for _ in 0..<5000 { rest = .sin(rest) + y }
    let target = .detach(x) * product + Expression.exp(product) * y
    let sweep = graph.reverseSweep(of: graph.id(of: target))
    let (alone, exp6) = (Graph(), 403.428793492735)
    let (a, b) = (alone.input(2), alone.input(3))
    let same = alone.gradient(of: .detach(a) * (a * b) + .exp(a * b) * b)
    #expect(sweep.gradient[x] == same[a] && sweep.gradient[y] == same[b])
    #expect(abs((sweep.adjoint(of: graph.id(of: product)) ?? 0) - (2 + 3 * exp6)) < 1e-9)
    #expect(sweep.adjoint(of: graph.id(of: rest)) == nil)
    let steps = graph.reverseSteps(of: graph.id(of: target))
    let target2: Expression = .detach(a) * (a * b) + .exp(a * b) * b
    #expect(steps.count == alone.reverseSteps(of: alone.id(of: target2)).count)
    #expect(steps.first?.turn.node == graph.id(of: target))
    #expect(steps.edges.reduce(0) { $0 + ($1.operand == graph.id(of: x) ? $1.contribution : 0) } == same[a])
  }

  @Test func anInputOfAnotherGraphIsAMistakeOfTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let (graph, other) = (Graph(), Graph())
      let (x, stranger) = (graph.input(3), other.input(4))
      print(graph.gradient(of: x * x)[stranger] ?? 0)
    }
  }
}
