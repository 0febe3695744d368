import Memory
import SeededRandom
import Testing

@testable import AutoDiff

@Suite struct ArrayProgramTests {
  /// A graph of arrays with a number at its end that reads all of it.
  private struct Network {
    let graph = Graph()
    let inputs: [NodeID]
    let loss: NodeID

    init(rows: Int, _ random: inout SplitMix) {
      func numbers(_ shape: Shape) -> ArrayValue {
        ArrayValue(shape) { _ in .random(in: -1...1, using: &random) }
      }
      let (x, w) = (graph.addInput(numbers(.matrix(rows, 7))), graph.addInput(numbers(.matrix(7, 5))))
      let (b, v) = (graph.addInput(numbers(.vector(5))), graph.addInput(numbers(.matrix(5, 3))))
      let (c, y) = (graph.addInput(numbers(.vector(3))), graph.addInput(numbers(.matrix(rows, 3))))
      let s = graph.addInput(0.7)
      inputs = [x, w, b, v, c, y, s]
      let product = ArrayOperation.product(MatrixProduct())
      let hidden = graph.node(.tanh, graph.node(.add, graph.node(product, [x, w]), b))
      let scores = graph.node(.add, graph.node(product, [hidden, v]), c)
      let share = graph.node(.softmax(Softmax(each: .row)), [scores])
      let error = graph.node(.subtract, graph.node(.multiply, share, s), y)
      let squares = graph.node(.power, error, graph.constant(2))
      let mean = graph.node(.reduction(Reduction(.mean)), [squares])
      let sum = graph.node(.reduction(Reduction(.sum)), [graph.node(.exp, graph.node(.negate, hidden))])
      loss = graph.node(.add, mean, graph.node(.multiply, sum, graph.constant(0.01)))
    }

    /// The loss and its derivatives by all inputs, as nodes.
    func targets() -> [NodeID] {
      let gradient = uninterrupted { (never) throws(Interruption) in
        try graph.symbolicGradient(of: loss, never)
      }
      return [loss] + inputs.map { graph.id(of: gradient[$0]) }
    }
  }

  /// A program gives the bits that the graph gives, whatever is fused, and again after inputs were changed.
  @Test(arguments: [1, 2, 300, 2000]) func programsAreAsTheGraph(rows: Int) throws {
    var random = SplitMix(seed: 31)
    let network = Network(rows: rows, &random)
    let targets = network.targets()
    let program = uninterrupted { (never) throws(Interruption) in
      try network.graph.arrayProgram(for: targets, never)
    }
    for round in 0..<3 {
      uninterrupted { (never) throws(Interruption) in
        try program.run(never)
        try network.graph.bringUpToDate(targets, never)
      }
      for (position, target) in targets.enumerated() {
        #expect(
          program.value(ofTarget: position) == network.graph.cachedNodeValue(of: target),
          "\(position) in \(round)")
      }
      for (position, input) in program.inputs.enumerated() {
        let shape = network.graph.shape(of: input)
        let value: NodeValue =
          shape.isScalar
          ? .number(0.3 * Double(round))
          : .array(ArrayValue(shape) { _ in .random(in: -1...1, using: &random) })
        network.graph.setInput(input, to: value)
        program.setInput(position, to: value)
      }
    }
  }

  /// However many threads there are, a program gives the same bits; and so does the graph.
  @Test(arguments: [1, 2, 3, 7]) func threadsChangeNoBit(threads: Int) throws {
    var random = SplitMix(seed: 37)
    let network = Network(rows: 60_000, &random)
    let long = network.graph.addInput(
      ArrayValue(.vector(300_000)) { _ in .random(in: -1...1, using: &random) })
    let sum = network.graph.node(.reduction(Reduction(.sum)), [network.graph.node(.exp, long)])
    let targets = network.targets() + [sum]
    func values(_ threads: Int) -> [NodeValue] {
      Threads.limit = threads
      defer { Threads.limit = Threads.automatic }
      return uninterrupted { (never) throws(Interruption) in
        let program = try network.graph.arrayProgram(for: targets, never)
        try program.run(never)
        return targets.indices.map { program.value(ofTarget: $0) }
      }
    }
    #expect(values(threads) == values(1))
    Threads.limit = threads
    uninterrupted { (never) throws(Interruption) in try network.graph.bringUpToDate(targets, never) }
    #expect(targets.map { network.graph.cachedNodeValue(of: $0) } == values(1))
  }

  /// Sums that overflow on the way come to what they come to without a program.
  @Test func sumsOverflowOnTheWayOnly() throws {
    let graph = Graph()
    let x = graph.addInput(ArrayValue(.vector(10_000)) { $0 % 2 == 0 ? 1.7e308 : -1.7e308 + 1e300 })
    let doubled = graph.node(.multiply, x, graph.constant(0.99))
    let targets = [
      graph.node(.reduction(Reduction(.mean)), [doubled]), graph.node(.reduction(Reduction(.sum)), [doubled]),
    ]
    let program = uninterrupted { (never) throws(Interruption) in try graph.arrayProgram(for: targets, never)
    }
    uninterrupted { (never) throws(Interruption) in
      try program.run(never)
      try graph.bringUpToDate(targets, never)
    }
    for (position, target) in targets.enumerated() {
      guard case .number(let found) = program.value(ofTarget: position) else { continue }
      let expected = graph.cachedValue(of: target)
      #expect(expected.isFinite && abs(found - expected) <= 1e-9 * abs(expected))
    }
  }

  /// Fits go over their data once, and come to what the graph comes to, to the bit; where data are no numbers, too.
  @Test(arguments: [false, true], [1, 2, 3]) func fitsGoOverTheirDataOnce(hasInfinity: Bool, threads: Int)
    throws
  {
    Threads.limit = threads
    defer { Threads.limit = Threads.automatic }
    var random = SplitMix(seed: 38)
    let graph = Graph()
    var data = (0..<9001 * 9).map { _ in Double.random(in: -1...1, using: &random) }
    if hasInfinity { data[777] = .infinity }
    let x = graph.input(ArrayValue(.matrix(9001, 9), data))
    let y = graph.input(ArrayValue(.vector(9001)) { _ in .random(in: -1...1, using: &random) })
    let w = graph.input(ArrayValue(.vector(9)) { _ in .random(in: -1...1, using: &random) })
    let s = graph.input(0.5)
    let p = x • w
    let r = p - y
    let losses = [
      (r * r).mean(), Expression.softplus(y * p).sum() + (w * w).sum(), (r * s).sum() * p.maximum(),
    ]
    for (number, loss) in losses.enumerated() {
      let gradient = uninterrupted { (never) throws(Interruption) in
        try graph.symbolicGradient(of: loss.id, never)
      }
      let targets = [loss.id] + [w, y, s].map { graph.id(of: gradient[$0.id]) } + [p.id]
      uninterrupted { (never) throws(Interruption) in
        let plan = try ProgramPlan(targets, of: graph, never)
        let isStreamed = plan.steps.contains { if case .streamed = $0 { true } else { false } }
        // The last one needs all of the product before its adjoint is known.
        #expect(isStreamed == (number < 2))
        let program = try graph.arrayProgram(for: targets, never)
        try graph.bringUpToDate(targets.filter { !$0.isConstant }, never)
        for _ in 0..<2 {
          try program.run(never)
          for (position, target) in targets.enumerated() {
            #expect(program.value(ofTarget: position) == graph.cachedNodeValue(of: target), "\(position)")
          }
        }
      }
    }
  }

  /// Rows, columns and numbers that are repeated over matrices of short and of long rows.
  @Test(arguments: [(1000, 3), (5, 200), (900, 10), (40, 257), (3, 4097)]) func repeatedOperands(
    rows: Int, columns: Int
  ) {
    var random = SplitMix(seed: 39)
    let graph = Graph()
    func input(_ shape: Shape) -> Expression {
      graph.input(ArrayValue(shape) { _ in .random(in: -1...1, using: &random) })
    }
    let (x, row, column, number) = (
      input(.matrix(rows, columns)), input(.vector(columns)), input(.matrix(rows, 1)), graph.input(0.3)
    )
    let y = (x - row) * .exp(row) + column * .tanh(x * number)
    let z = Expression.select(y, lessThan: row, column, x) + Expression.hypot(x, row) / (column * column + 1)
    let targets = [z.id, (z * y).sum().id, (z + y).sum(each: .column).id]
    uninterrupted { (never) throws(Interruption) in
      let program = try graph.arrayProgram(for: targets, never)
      try program.run(never)
      try graph.bringUpToDate(targets, never)
      for (position, target) in targets.enumerated() {
        #expect(program.value(ofTarget: position) == graph.cachedNodeValue(of: target), "\(position)")
      }
    }
  }

  /// Inputs that are updated together each get what the others were.
  @Test func updatesExchangeInputs() throws {
    let graph = Graph()
    let a = graph.addInput(ArrayValue([1, 2])), b = graph.addInput(ArrayValue([3, 4])), s = graph.addInput(5)
    let iteration = uninterrupted { (never) throws(Interruption) in
      let iteration = try ArrayIteration(
        [
          (inputs: [a, b, s], values: [b, graph.node(.add, a, s), graph.constant(7)]),
          (inputs: [a], values: [b]),
        ],
        in: graph, never)
      try iteration.runOnce(never)
      return iteration
    }
    #expect(iteration.value(of: b) == .array(ArrayValue([6, 7])))
    #expect(iteration.value(of: a) == .array(ArrayValue([6, 7])))
    #expect(iteration.value(of: s) == .number(7))
  }

  /// The functions that speak of numbers see through arrays.
  @Test func gradientsByNumbersGoThroughArrays() {
    let graph = Graph()
    let x = graph.input(2), y = graph.input(3), apart = graph.input(1)
    let v = graph.input(ArrayValue([1, 2]))
    let target = (Expression.stack([x, x * y]) * v).sum() + graph.sum(over: v) { x / $0 }
    let gradient = graph.gradient(of: target)
    #expect(gradient.value == 17 && gradient[x] == 8.5 && gradient[y] == 4 && gradient[apart] == nil)
    #expect(graph.derivative(of: target, along: x) == 8.5)
    #expect(graph.derivative(of: target, along: [(x, 2), (y, -1), (apart, 5)]) == 13)
  }

  /// What has no inputs, and targets that are inputs, are values like others.
  @Test func inputsAndConstantsAreTargets() throws {
    let graph = Graph()
    let x = graph.addInput(ArrayValue([1, 2, 3]))
    let constant = graph.constant(ArrayValue([4, 5]))
    let program = uninterrupted { (never) throws(Interruption) in
      try graph.arrayProgram(for: [x, constant, graph.constant(7)], never)
    }
    uninterrupted { (never) throws(Interruption) in try program.run(never) }
    #expect(program.value(ofTarget: 0) == .array(ArrayValue([1, 2, 3])))
    #expect(program.value(ofTarget: 1) == .array(ArrayValue([4, 5])))
    #expect(program.value(ofTarget: 2) == .number(7))
  }
}
