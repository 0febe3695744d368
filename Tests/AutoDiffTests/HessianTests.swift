import SeededRandom
@testable import AutoDiff
import Testing

@Suite struct HessianTests {
  @Test(arguments: [3, 10, 100])
  func rosenbrockTakesThreeColors(count: Int) throws {
    let graph = Graph()
    let xs = (0..<count).map { graph.input(0.5 + 0.01 * Double($0)) }
    var target: Expression = 0
    for (x, y) in zip(xs, xs.dropFirst()) {
      let (a, b) = (1 - x, y - x * x)
      target = target + (a * a + 100 * (b * b))
    }
    let evaluator = graph.evaluator(of: [target])
    let structure = try #require(evaluator.hessianStructure())
    #expect(structure.colorCount == 3)
    #expect(structure.sweeps == [4])
    #expect(structure.pattern.count == 3 * count - 2)
    var matrix: [Double] = []
    evaluator.hessian(into: &matrix)
    // By hand: 100(y − x²)² + (1 − x)² has 1200x² − 400y + 2, −400x and 200.
    for row in 0..<count {
      for column in 0..<count {
        let x = 0.5 + 0.01 * Double(min(row, column))
        var wanted = 0.0
        if row == column {
          let next = 0.5 + 0.01 * Double(row + 1)
          wanted = (row < count - 1 ? 1200 * x * x - 400 * next + 2 : 0) + (row > 0 ? 200 : 0)
        } else if abs(row - column) == 1 {
          wanted = -400 * x
        }
        #expect(abs(matrix[row * count + column] - wanted) <= 1e-12 * 1000)
      }
    }
  }

  /// Random graphs: the compressed matrix is what Hessian-vector products and derivatives as formulas say, and no entry
  /// is missing in the pattern.
  @Test(arguments: UInt64(1)...60)
  func compressedHessiansAreRight(seed: UInt64) throws {
    let (graph, nodes) = RandomDerivativeGraph.make(seed: seed)
    let target = nodes[nodes.count - 1]
    let evaluator = graph.evaluator(of: [target])
    let count = evaluator.inputs.count
    var matrix: [Double] = []
    evaluator.hessian(into: &matrix)
    let structure = try #require(evaluator.hessianStructure())
    let scale = matrix.reduce(1) { max($0, $1.magnitude) }
    var (direction, product) = ([Double](repeating: 0, count: count), [Double]())
    for column in 0..<count {
      direction[column] = 1
      evaluator.hessianVectorProduct(direction, into: &product)
      direction[column] = 0
      let slope = graph.symbolicDerivative(of: target, by: evaluator.inputs[column])
      for row in 0..<count {
        let entry = matrix[row * count + column]
        #expect(entry == matrix[column * count + row])
        #expect(abs(entry - product[row]) <= 1e-14 * scale)
        let symbolic = graph.value(of: graph.symbolicDerivative(of: slope, by: evaluator.inputs[row]))
        #expect(abs(entry - symbolic) <= 1e-10 * scale)
        if symbolic != 0 { #expect(structure.pattern.contains(row, column)) }
      }
    }
  }

  /// Where a plain product meets 0·∞, the column is found anew with the strong one, also where columns share a sweep.
  @Test func zeroWinsInCompressedColumns() {
    let graph = Graph()
    let xs = (0..<12).map { graph.input(Double($0 % 3)) }
    var terms: [Expression] = []
    for x in xs {
      // At 0 the branch that is not taken has an infinite slope, and abs a kink.
      terms.append(.select(0, lessThan: x, .sqrt(x) * .log(x), x * x) + .abs(x) * 3)
    }
    let evaluator = graph.evaluator(of: [.sum(terms)])
    #expect(evaluator.hessianStructure()?.colorCount == 1)
    var matrix: [Double] = []
    evaluator.hessian(into: &matrix)
    for row in 0..<12 {
      // (√x·log x)″ is −log x/(4x√x); on the right of 0, where the boundary lets the other branch in, it has no number.
      let wanted = [matrix[0], 0, -Double.log(2) / (8 * 2.0.squareRoot())][row % 3]
      for column in 0..<12 {
        let entry = matrix[row * 12 + column]
        if row != column {
          #expect(entry == 0)
        } else {
          #expect(entry.isSame(as: wanted) || abs(entry - wanted) < 1e-15)
        }
      }
    }
    // What each column says by itself.
    var product: [Double] = []
    evaluator.hessianVectorProduct([1] + [Double](repeating: 0, count: 11), into: &product)
    #expect(product[0].isSame(as: matrix[0]))
  }

  @Test func functionsWithoutCurvatureTakeNoSweep() throws {
    let graph = Graph()
    let x = graph.input(1), y = graph.input(2)
    let evaluator = graph.evaluator(of: [3 * x - y])
    let structure = try #require(evaluator.hessianStructure())
    #expect(structure.sweeps == [])
    var matrix = [7.0, 7, 7, 7]
    evaluator.hessian(into: &matrix)
    #expect(matrix == [0, 0, 0, 0])
    let constant = graph.evaluator(of: [5])
    constant.hessian(into: &matrix)
    #expect(matrix == [])
  }
}

/// Random graphs that are smooth almost everywhere, with inputs from 0.5 to 1.5.
enum RandomDerivativeGraph {
  static func make(seed: UInt64) -> (graph: Graph, nodes: [Expression]) {
    var random = SplitMix(seed: seed)
    let graph = Graph()
    var nodes = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      graph.input(Double.random(in: 0.5...1.5, using: &random))
    }
    let inputCount = nodes.count
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      let reach = Int.random(in: 1...min(12, nodes.count), using: &random)
      func pick() -> Expression { nodes[nodes.count - Int.random(in: 1...reach, using: &random)] }
      let (a, b) = (pick(), nodes[Int.random(in: 0..<inputCount, using: &random)])
      switch Int.random(in: 0...9, using: &random) {
      case 0: nodes.append(a + b)
      case 1: nodes.append(a - 0.5 * b)
      case 2: nodes.append(a * b * 0.5)
      case 3: nodes.append(a / (2 + b * b))
      case 4: nodes.append(.sin(b))
      case 5: nodes.append(.select(a, lessThan: b, .tanh(a), b))
      case 6: nodes.append(.sum([.cos(a), b, pick()]))
      case 7: nodes.append(.maximum([a, b, 0.3]))
      case 8: nodes.append(.product([.tanh(a), b, 0.7]))
      default: nodes.append(.exp(-b) + a)
      }
    }
    nodes.append(.sum(nodes.suffix(4)))
    return (graph, nodes)
  }
}
