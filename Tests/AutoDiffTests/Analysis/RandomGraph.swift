import SeededRandom

@testable import AutoDiff

/// A graph of random operations on a few inputs, with whole numbers for constants.
struct RandomGraph {
  let graph = Graph()
  let inputs: [Expression]
  let target: Expression

  /// The nodes below the target.
  var cone: [NodeID] { graph.cone(of: [target.id]) }

  /// A graph of so many operations; those of a tame one have no poles and grow slowly.
  init(seed: Int, inputCount: Int = 3, operationCount: Int = 12, isTame: Bool = false) {
    var random = SplitMix(seed: UInt64(seed + 1))
    let graph = graph
    inputs = (0..<inputCount).map { _ in graph.input(Double.random(in: 0.3...2.5, using: &random)) }
    var nodes = inputs
    for _ in 0..<operationCount {
      let recent = nodes.count - 1 - Int.random(in: 0...min(3, nodes.count - 1), using: &random)
      let (a, b) = (nodes[Int.random(in: 0..<nodes.count, using: &random)], nodes[recent])
      let constant = Expression(Double(Int.random(in: 1...9, using: &random)))
      let kind = Int.random(in: 0..<(isTame ? 6 : 14), using: &random)
      let node: Expression =
        switch kind {
        case 0: a + b
        case 1: a - b
        case 2: a * b
        case 3: .sin(b) * a
        case 4: b + constant
        case 5: .cos(b) - a
        case 6: a / b
        case 7: .sqrt(b * b + constant)
        case 8: .exp(.sin(b))
        case 9: .log(b * b + 1)
        case 10: b / constant
        case 11: a * a - b * b
        case 12: 1 - .cos(b / 64)
        default: .exp(b / 1024) - 1
        }
      nodes.append(node)
    }
    target = nodes[nodes.count - 1]
  }
}
