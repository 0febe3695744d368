import Memory
import Testing

@testable import AutoDiff

/// The paths that contribute most.
@Suite struct StrongestPathTests {
  @Test(arguments: 0..<60) func theStrongestAreTheFirstOfAll(seed: Int) throws {
    let random = RandomGraph(seed: seed)
    for input in random.inputs {
      let sum = random.graph.pathSum(of: random.target.id, by: input.id)
      let all = sum.paths()
      for limit in [1, 3, 1000] {
        let strongest = try sum.strongestPaths(atMost: limit, .never)
        #expect(strongest.count == min(limit, all.count))
        for (path, wanted) in zip(strongest, all) {
          #expect(
            (path.product.magnitude - wanted.product.magnitude).magnitude <= 1e-12 * wanted.product.magnitude)
        }
      }
      let edges = { (path: PathSum.Path) in path.edges.map { [$0.node.index, $0.operandIndex] } }
      #expect(Set(try sum.strongestPaths(atMost: 1000, .never).map(edges)) == Set(all.map(edges)))
    }
  }

  @Test func aFewOfVeryManyAreFound() throws {
    let graph = Graph()
    let x = graph.input(1)
    var node = x
    for _ in 0..<200 { node = .sin(node) * 3 + .cos(node) / 5 }
    let sum = graph.pathSum(of: node.id, by: x.id)
    let paths = try sum.strongestPaths(atMost: 20, .never)
    #expect(sum.count.small == nil && paths.count == 20)
    let sizes = paths.map(\.product.magnitude)
    #expect(sizes == sizes.sorted(by: >))
    // The best way through each layer by itself.
    #expect(Set(paths.map { $0.edges.map { [$0.node.index, $0.operandIndex] } }).count == 20)
  }

  @Test func pathsWithoutAProductAreStillPaths() throws {
    let graph = Graph()
    let x = graph.input(0)
    let sum = graph.pathSum(of: (x * x + x).id, by: x.id)
    #expect(try sum.strongestPaths(atMost: 9, .never).map(\.product) == [1, 0, 0])
    #expect(try graph.pathSum(of: x.id, by: x.id).strongestPaths(atMost: 9, .never).map(\.product) == [1])
    #expect(try graph.pathSum(of: graph.input(2).id, by: x.id).strongestPaths(atMost: 9, .never).isEmpty)
  }

  @Test func whatCancelsIsFound() throws {
    let graph = Graph()
    let x = graph.input(2)
    #expect(try graph.pathSum(of: (x * x + x).id, by: x.id).cancelling(.never).isEmpty)
    let u = x * x * 3
    #expect(try graph.pathSum(of: (u - u + x).id, by: x.id).cancelling(.never) == [u.id])
    let square = Expression.sin(x)
    let other = graph.pathSum(of: (square * 3 - (square + square) * 1.5 + x).id, by: x.id)
    #expect(try other.cancelling(.never).contains(square.id))
  }
}
