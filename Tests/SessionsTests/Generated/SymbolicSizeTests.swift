@testable import AutoDiff
import Testing

/// What a gradient costs as formulas: at most five nodes for each node of the function, inputs counted.
@Suite struct SymbolicSizeTests {
  @Test func gradientsOfRandomFormulasHaveFiveNodesForEachOfTheirs() throws {
    var generator = FormulaGenerator(seed: 11)
    var (own, new) = (0, 0)
    for _ in 0..<FormulaCount.wanted {
      let generated = generator.next()
      guard let formula = try BuiltFormula(generated) else { continue }
      let size = Size(of: formula.target, by: formula.inputs.map(\.input), in: formula.graph)
      #expect(size.new <= 5 * size.own, "\(generated.tree.text): \(size)")
      own += size.own
      new += size.new
    }
    #expect(new <= 3 * own, "\(new) for \(own)")
  }

  @Test func gradientsOfLongFormulasHaveFiveNodesForEachOfTheirs() {
    let formulas: [(name: String, build: ([Expression]) -> Expression)] = [
      (
        "Rosenbrock",
        { x in
          zip(x, x.dropFirst()).reduce(0) { sum, pair in
            let (a, b) = (1 - pair.0, pair.1 - pair.0 * pair.0)
            return sum + a * a + 100 * (b * b)
          }
        }
      ),
      ("chain", { x in (0..<300).reduce(x[0]) { y, k in .sin(y * x[k % 100]) } }),
      (
        "perceptron",
        { x in
          let hidden = (0..<10).map { row in
            Expression.tanh(
              (0..<8).reduce(x[90 + row]) { $0 + x[8 * row + $1] * Expression(Double($1) - 3.5) })
          }
          return .softplus(.sum(hidden))
        }
      ),
    ]
    for (name, build) in formulas {
      let graph = Graph()
      let inputs = (0..<100).map { graph.input(0.5 + Double($0) / 100) }
      let size = Size(of: build(inputs), by: inputs, in: graph)
      #expect(size.new <= 5 * size.own, "\(name): \(size)")
    }
  }

  /// An operation on a list is one node, but it has an edge for each operand.
  @Test(arguments: [Opcode.sum, .mean, .prod, .max, .min, .hypot, .logsumexp])
  func gradientsOfListsHaveFiveNodesForEachOperand(opcode: Opcode) {
    let graph = Graph()
    let inputs = (0..<100).map { graph.input(0.5 + Double($0) / 100) }
    let target = Expression(graph: graph, id: graph.node(opcode, arguments: inputs.map { graph.id(of: $0) }))
    let size = Size(of: target, by: inputs, in: graph)
    #expect(size.new <= 5 * inputs.count, "\(size)")
  }

  /// Every unary primitive in a chain, and every other one with the chain at all operands.
  @Test(arguments: Opcode.typed)
  func theGradientOfAChainGrowsAsTheChainDoes(opcode: Opcode) {
    let primitive = opcode.primitive
    let operandCount = primitive.maximumCount ?? max(2, primitive.minimumCount)
    func size(_ length: Int) -> Size {
      let graph = Graph()
      let x = graph.input(0.5)
      let chain = (0..<length).reduce(x) { y, _ in
        let operands = (0..<operandCount).map {
          graph.id(of: opcode.isOrder($0) ? 1 : $0 == 1 ? y + x : y)
        }
        return Expression(graph: graph, id: graph.node(opcode, arguments: operands))
      }
      return Size(of: chain, by: [x], in: graph)
    }
    let sizes = [20, 40, 80].map(size)
    #expect(sizes[2].new - sizes[1].new == 2 * (sizes[1].new - sizes[0].new), "\(sizes)")
    #expect(sizes[2].new <= (Self.slopes.contains(opcode) ? 10 : 5) * sizes[2].own, "\(sizes[2])")
  }

  /// Slopes of functions of several operands, whose own slopes are sums of products: up to ten nodes.
  private static let slopes: Set<Opcode> = [.nCrSlopeN, .nCrSlopeK, .betaDensitySlope]
}

/// The nodes of a function, and those that its derivatives add. An operation on several operands counts as so many on two.
private struct Size: CustomStringConvertible {
  let own: Int
  let new: Int

  init(of target: Expression, by inputs: [Expression], in graph: Graph) {
    let nodes = graph.cone(of: [graph.id(of: target)])
    own = nodes.reduce(0) { $0 + max(1, (graph.node(at: $1)?.operands.count ?? 0) - 1) }
    let derivatives = graph.symbolicDerivatives(of: target, by: inputs)
    new = graph.cone(of: ([target] + derivatives).map { graph.id(of: $0) }).count - nodes.count
  }

  var description: String { "\(new) new nodes for \(own)" }
}
