import SeededRandom
@testable import AutoDiff
import Testing

@Suite struct JacobianTests {
  @Test func theExampleOfTwoTargetsHolds() throws {
    let graph = Graph()
    let x = graph.input(3), y = graph.input(4), z = graph.input(5)
    let evaluator = graph.evaluator(of: [x * y, .sin(z), 7, x])
    var matrix: [Double] = []
    evaluator.jacobian(into: &matrix)
    #expect(matrix == [4, 3, 0, 0, 0, .cos(5), 0, 0, 0, 1, 0, 0])
    let structure = try #require(evaluator.jacobianStructure())
    #expect((0..<4).map { structure.pattern.columns(ofRow: $0) } == [[0, 1], [2], [], [0]])
    #expect(structure.mode == .forward)
    #expect(structure.sweeps == [4])
    var product: [Double] = []
    evaluator.jacobianVectorProduct([1, 10, 100], into: &product)
    #expect(product == [34, 100 * .cos(5), 0, 1])
    evaluator.vectorJacobianProduct([1, 10, 100, 1000], into: &product)
    #expect(product == [1004, 3, 10 * .cos(5)])
  }

  @Test func theModeWithFewerSweepsIsTaken() throws {
    let graph = Graph()
    let xs = (0..<40).map { graph.input(0.1 * Double($0)) }
    let total = Expression.sum(xs.map { .sin($0) })
    let one = try #require(graph.evaluator(of: [total]).jacobianStructure())
    #expect(one.mode == .reverse)
    #expect(one.sweeps == [1])
    let many = try #require(
      graph.evaluator(of: (1...40).map { xs[0] * Expression(Double($0)) }).jacobianStructure())
    #expect(many.mode == .forward)
    #expect(many.sweeps == [1])
    // An arrow: a full row and a diagonal.
    let arrow = graph.evaluator(of: [total] + xs.map { .exp($0) })
    let structure = try #require(arrow.jacobianStructure())
    #expect(structure.columnColorCount == 40)
    #expect(structure.rowColorCount == 2)
    #expect(structure.mode == .reverse)
    #expect(structure.sweeps == [1, 1])
    var matrix: [Double] = []
    arrow.jacobian(into: &matrix)
    for row in 0...40 {
      for column in 0..<40 {
        let x = 0.1 * Double(column)
        #expect(matrix[row * 40 + column] == (row == 0 ? .cos(x) : row == column + 1 ? .exp(x) : 0))
      }
    }
  }

  /// Random graphs: every entry is the gradient's, both products are the matrix's, and all that is connected is there.
  @Test(arguments: UInt64(1)...60)
  func jacobiansOfRandomGraphsAreRight(seed: UInt64) throws {
    let (graph, nodes) = RandomDerivativeGraph.make(seed: seed)
    var random = SplitMix(seed: seed + 1000)
    let targets = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      nodes[Int.random(in: 0..<nodes.count, using: &random)]
    }
    let evaluator = graph.evaluator(of: targets)
    let count = evaluator.inputs.count
    var matrix: [Double] = []
    evaluator.jacobian(into: &matrix)
    let structure = try #require(evaluator.jacobianStructure())
    let scale = matrix.reduce(1) { max($0, $1.magnitude) }
    let direction = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    let weights = targets.map { _ in Double.random(in: -1...1, using: &random) }
    var (along, combined): ([Double], [Double]) = ([], [])
    evaluator.jacobianVectorProduct(direction, into: &along)
    evaluator.vectorJacobianProduct(weights, into: &combined)
    var wanted = [Double](repeating: 0, count: count)
    for (row, target) in targets.enumerated() {
      let gradient = graph.gradient(of: target)
      var sum = 0.0
      for (column, input) in evaluator.inputs.enumerated() {
        let entry = matrix[row * count + column]
        #expect((gradient[input] != nil) == structure.pattern.contains(row, column))
        #expect(abs(entry - (gradient[input] ?? 0)) <= 1e-12 * scale)
        sum += entry * direction[column]
        wanted[column] += entry * weights[row]
      }
      #expect(abs(along[row] - sum) <= 1e-11 * scale)
    }
    for column in 0..<count { #expect(abs(combined[column] - wanted[column]) <= 1e-11 * scale) }
  }

  /// Many targets: the pattern comes from sets, and in the other tests from bits.
  @Test func longPatternsAreFoundBySets() throws {
    let graph = Graph()
    let xs = (0..<1200).map { graph.input(Double($0)) }
    let targets = (0..<1199).map { .sin(xs[$0]) * xs[$0 + 1] + .detach(xs[5]) }
    let structure = try #require(graph.evaluator(of: targets).jacobianStructure())
    for row in 0..<1199 { #expect(structure.pattern.columns(ofRow: row) == [row, row + 1]) }
    #expect(structure.columnColorCount == 2)
  }

  /// At kinks and beside infinities first derivatives are the rules', as everywhere.
  @Test func kinksAndInfinitiesAreTheGradients() throws {
    let graph = Graph()
    let xs = (0..<20).map { graph.input($0 % 2 == 0 ? 0 : -1) }
    func term(_ x: Expression) -> Expression {
      .abs(x) + .relu(x) + .sqrt(x) * 0 + .select(0, lessThan: x, .log(x), x * x)
    }
    for targets in [[Expression.sum(xs.map(term))], xs.map(term)] {
      let evaluator = graph.evaluator(of: targets)
      var matrix: [Double] = []
      evaluator.jacobian(into: &matrix)
      #expect(evaluator.jacobianStructure()?.mode == (targets.count == 1 ? .reverse : .forward))
      for (row, target) in targets.enumerated() {
        let gradient = graph.reverseSweep(of: target.id).gradient
        for (column, input) in evaluator.inputs.enumerated() {
          #expect(matrix[row * 20 + column].isSame(as: gradient[input] ?? 0))
        }
      }
      var product: [Double] = []
      evaluator.jacobianVectorProduct([Double](repeating: 1, count: 20), into: &product)
      let wanted = targets.map {
        graph.forwardSweep(to: $0.id, seeds: xs.map { ($0.id, 1) }).steps.last?.turn.tangent ?? 0
      }
      for (a, b) in zip(product, wanted) { #expect(a.isSame(as: b)) }
    }
  }

  @Test func theLastGradientStays() {
    let graph = Graph()
    let x = graph.input(3), y = graph.input(4)
    let evaluator = graph.evaluator(of: [x * y, x + y])
    evaluator.evaluateGradient()
    var (matrix, product): ([Double], [Double]) = ([], [])
    evaluator.setInput(0, to: 10)
    evaluator.jacobian(into: &matrix)
    evaluator.vectorJacobianProduct([0, 1], into: &product)
    evaluator.jacobianVectorProduct([1, 1], into: &product)
    #expect(matrix == [4, 10, 1, 1])
    #expect(product == [14, 2])
    #expect(evaluator.value == 12)
    #expect(evaluator.derivative(1) == 3)
  }
}
