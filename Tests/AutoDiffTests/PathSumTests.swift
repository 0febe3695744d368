import Testing

@testable import AutoDiff

/// The chain rule as a sum over paths.
struct PathSumTests {
  @Test func aSharedOperandHasAPathThroughEachPlace() {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let z = x * x + x * y + 2
    let sum = graph.pathSum(of: z.id, by: x.id)
    #expect(sum.count.small == 3)
    #expect(sum.derivative == 10)
    #expect(sum.paths().map(\.product) == [4, 3, 3])
    #expect(sum.paths().map { $0.edges.map(\.partial) } == [[1, 1, 4], [1, 1, 3], [1, 1, 3]])
    #expect(sum.paths().map { $0.edges.last?.operandIndex } == [0, 0, 1])
  }

  @Test func thereIsNoPathWhereNothingDependsAndOneOfNoLengthToItself() {
    let graph = Graph()
    let (x, y) = (graph.input(3), graph.input(4))
    let none = graph.pathSum(of: (y * 2).id, by: x.id)
    #expect(none.count.small == 0)
    #expect(none.derivative == nil)
    #expect(none.paths().isEmpty)
    let own = graph.pathSum(of: x.id, by: x.id)
    #expect(own.count.small == 1)
    #expect(own.derivative == 1)
    #expect(own.paths().map(\.product) == [1])
    let cut = graph.pathSum(of: Expression.detach(x * x).id, by: x.id)
    #expect(cut.derivative == nil)
  }

  @Test func contributionsThatCancelAreStillThere() {
    let graph = Graph()
    let x = graph.input(2)
    let zero = x - x
    let sum = graph.pathSum(of: (zero * 5).id, by: x.id)
    #expect(sum.paths().map(\.product) == [5, -5])
    #expect(sum.derivative == 0)
  }

  @Test func aNodeBetweenIsHeldAsIfItWereAnInput() {
    let graph = Graph()
    let x = graph.input(0.5)
    let u = Expression.sin(x)
    let sum = graph.pathSum(of: (u * u * x).id, by: u.id)
    #expect(sum.count.small == 2)
    let derivative = sum.derivative ?? .nan
    #expect(abs(derivative - 2 * graph.value(of: u) * 0.5) < 1e-15)
  }

  @Test func pathsOfManyLayersAreCountedExactly() {
    let graph = Graph()
    let x = graph.input(1)
    var node = x
    for _ in 0..<200 { node = node * node }
    let sum = graph.pathSum(of: node.id, by: x.id)
    #expect(sum.count.digits == "1606938044258990275541962092341162602522202993782792835301376")
    #expect(sum.count.small == nil)
    #expect(sum.derivative == 0x1p200)
    #expect(sum.steps.count == 200)
  }

  @Test func aDeepGraphIsCountedUpToTheLimit() {
    let graph = Graph()
    let x = graph.input(1)
    var node = x
    for _ in 0..<50_000 { node = node * node }
    let sum = graph.pathSum(of: node.id, by: x.id)
    #expect(sum.count.isBeyondLimit)
    #expect(sum.count.digits == "more than 10^10000")
  }

  /// Random graphs of sums, differences and products: the paths, listed one by one, are as many as were counted, and add
  /// up to the gradient.
  @Test(arguments: 0..<40) func pathsAddUpToTheGradient(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let graph = Graph()
    let inputs = (0..<3).map { graph.input(Double($0) + 0.5) }
    var nodes = inputs
    for _ in 0..<12 {
      let (a, b) = (nodes[random(nodes.count)], nodes[nodes.count - 1 - random(min(4, nodes.count))])
      nodes.append([a + b, a - b, a * b, .sin(a) * b][random(4)])
    }
    let target = nodes[nodes.count - 1]
    let gradient = graph.gradient(of: target)
    for input in inputs {
      let sum = graph.pathSum(of: target.id, by: input.id)
      #expect(sum.derivative == gradient[input])
      let products = sum.paths().map(\.product)
      #expect(products.count == sum.count.small)
      let size = products.reduce(0) { $0 + $1.magnitude }
      #expect(abs(products.reduce(0, +) - (sum.derivative ?? 0)) <= 1e-13 * size)
    }
  }

  @Test func countsAreExactUpToTheLimitThatIsTold() {
    var count = PathCount(1)
    for _ in 0..<10_000 {
      var double = count
      double += count
      count = double
      count += count
      count += count
      count += double
    }
    #expect(count.digits == "1" + String(repeating: "0", count: 10_000))
    #expect(!count.isBeyondLimit)
    count += PathCount(1)
    #expect(count.digits == "more than 10^10000")
    #expect(count.isBeyondLimit && count.small == nil)
  }

  @Test func countsCarryOverGroupsOfDigits() {
    var count = PathCount(999_999_999)
    count += PathCount(1)
    #expect(count.digits == "1000000000")
    var doubled = PathCount(1)
    for _ in 0..<62 { doubled += doubled }
    #expect(doubled.small == 1 << 62)
    doubled += doubled
    #expect(doubled.small == nil)
    #expect(doubled.digits == "9223372036854775808")
  }
}
