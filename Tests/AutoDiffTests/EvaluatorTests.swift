import Memory
import SeededRandom
@testable import AutoDiff
import Testing

@Suite struct EvaluatorTests {
  @Test func theExampleOfTheDocumentationHolds() {
    let graph = Graph()
    let x = graph.input(3, named: "x"), y = graph.input(4, named: "y")
    let z = x * x + x * y + 2
    let evaluator = graph.evaluator(of: [z])
    #expect(evaluator.inputs.map(\.id) == [x.id, y.id])
    evaluator.evaluate()
    #expect(evaluator.value == 23)
    evaluator.setInput(0, to: 5)
    evaluator.evaluateGradient()
    #expect(evaluator.value == 47)
    #expect(evaluator.derivative(0) == 14)
    #expect(evaluator.derivative(1) == 5)
    #expect(graph.value(of: z) == 23)
    var product: [Double] = []
    evaluator.hessianVectorProduct([1, 2], into: &product)
    #expect(product == [4, 1])
    var hessian: [Double] = []
    evaluator.hessian(into: &hessian)
    #expect(hessian == [2, 1, 1, 0])
  }

  @Test func aTargetMayBeAConstantAnInputOrOneOfSeveral() {
    let graph = Graph()
    let x = graph.input(3)
    let constant = graph.evaluator(of: [7])
    constant.evaluateGradient()
    #expect(constant.value == 7)
    #expect(constant.inputs.isEmpty)
    let input = graph.evaluator(of: [x])
    input.evaluateGradient()
    #expect(input.value == 3)
    #expect(input.derivative(0) == 1)
    let several = graph.evaluator(of: [x * x, .sin(x * x), 2, x])
    several.evaluateGradient()
    #expect((0..<4).map { several.value(ofTarget: $0) } == [9, Double.sin(9), 2, 3])
    #expect(several.derivative(0) == 6)
  }

  /// Many applications of one primitive, which the schedule puts into groups: operands that are shared, used for the
  /// first time, used twice by one operation, and constant.
  @Test(arguments: Opcode.operations)
  func groupsOfEveryPrimitiveGiveWhatTheGraphGives(opcode: Opcode) {
    let graph = Graph()
    let points = opcode.primitive.randomPoints(24)
    let shared = points[0].map { graph.input($0) }
    var terms: [Expression] = []
    for (row, point) in points.enumerated() {
      let operands = point.enumerated().map { position, value in
        if opcode.primitive.isOrder(position) { return Expression(value) }
        return switch (row + position) % 4 {
        case 0: shared[position]
        case 1: Expression(value)
        default: graph.input(value)
        }
      }
      guard operands.contains(where: { $0.graph != nil }) else { continue }
      terms.append(
        Expression(graph: graph, id: graph.node(opcode, arguments: operands.map { graph.id(of: $0) })))
      if operands.count == 2, !opcode.primitive.isOrder(0) {
        let same = graph.input(point[1])
        terms.append(Expression(graph: graph, id: graph.node(opcode, arguments: [same.id, same.id])))
      }
    }
    let target = Expression.sum(terms)
    expectSame(graph, target, tolerance: 1e-13)
  }

  @Test(arguments: UInt64(1)...40)
  func schedulesOfRandomGraphsGiveWhatTheGraphGives(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    let graph = Graph()
    var nodes = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
      graph.input(Double.random(in: 0.5...1.5, using: &generator))
    }
    for _ in 0..<Int.random(in: 1...400, using: &generator) {
      let reach = Int.random(in: 1...nodes.count, using: &generator)
      func pick() -> Expression { nodes[nodes.count - Int.random(in: 1...reach, using: &generator)] }
      let (a, b) = (pick(), pick())
      switch Int.random(in: 0...12, using: &generator) {
      case 0: nodes.append((a + b) * 0.5)
      case 1: nodes.append(a - b)
      case 2: nodes.append(1 - a * b * 0.25)
      case 3: nodes.append(a / (2 + b * b))
      case 4: nodes.append(.sin(a))
      case 5: nodes.append(.select(a, lessThan: b, .tanh(a), b))
      case 6: nodes.append(.sum([a, b, pick()]))
      case 7: nodes.append(.maximum([a, b, 0.3]))
      case 8: nodes.append(-a)
      case 9: nodes.append(.power(1 + a * a, 0.5))
      case 10: nodes.append(.cos(a) * 0.5 + b * 0.5)
      default:
        var sum = a
        for _ in 0..<Int.random(in: 2...9, using: &generator) {
          sum = Bool.random(using: &generator) ? sum + pick() : pick() + sum
        }
        nodes.append(.tanh(sum))
      }
    }
    expectSame(graph, nodes[nodes.count - 1], tolerance: 1e-11)
  }

  /// Rows of like operations, whose operands lie side by side or are the same for all.
  @Test(arguments: [Opcode.add, .subtract, .multiply, .divide])
  func rowsOfOperandsGiveWhatTheGraphGives(opcode: Opcode) {
    let graph = Graph()
    let xs = (0..<50).map { graph.input(1 + Double($0) / 64) }
    let ys = xs.map { Expression.exp(0.5 * $0) }
    func apply(_ a: Expression, _ b: Expression) -> Expression {
      Expression(graph: graph, id: graph.node(opcode, graph.id(of: a), graph.id(of: b)))
    }
    let rows: [[Expression]] = [
      zip(xs, ys).map(apply), zip(ys, xs).map(apply), zip(xs, xs).map(apply),
      zip(ys, ys.dropFirst()).map(apply),
      ys.map { apply(ys[20], $0) }, ys.map { apply($0, ys[20]) }, xs.map { apply(xs[49], $0) },
      xs.map { apply($0, 3) }, xs.map { apply(3, $0) }, zip(ys, xs.reversed()).map(apply),
    ]
    for row in rows { expectSame(graph, .sum(row.map { .sin($0) }), tolerance: 1e-13) }
    expectSame(graph, .sum(rows.joined().map { .sin($0) }), tolerance: 1e-12)
    let runs = graph.schedule(for: [Expression.sum(Array(rows.joined())).id]).runs
    #expect(Set(runs.map { [$0.leftStride, $0.rightStride] }).count == 4)
  }

  @Test func runningSumsProductsAndPowersAreChains() {
    let graph = Graph()
    let xs = (0..<40).map { graph.input(1 + Double($0) / 100) }
    var sum = xs[0], product = xs[0], difference = xs[0], square = xs[1]
    for x in xs.dropFirst() {
      sum = x + sum
      product = product * x
      difference = difference - x
    }
    for _ in 0..<6 { square = square * square }
    expectSame(graph, sum, tolerance: 0)
    expectSame(graph, product, tolerance: 1e-13)
    expectSame(graph, difference, tolerance: 0)
    expectSame(graph, square, tolerance: 1e-13)
    expectSame(graph, sum * product + .sin(difference) * square, tolerance: 1e-13)
    #expect(graph.schedule(for: [sum.id]).runs.contains { $0.kind == .chain })
  }

  @Test func theScheduleSuitsTheFormula() {
    let graph = Graph()
    let xs = (0..<100).map { graph.input(Double($0)) }
    var total = xs[0], chain = xs[0]
    for x in xs.dropFirst() { total = total + .sin(x) * x }
    for _ in 0..<100 { chain = .sin(chain) * chain }
    let wide = graph.evaluator(of: [total]).summary
    #expect(wide == ScheduleSummary(style: .levels, operations: 297, loops: 4))
    let narrow = graph.evaluator(of: [chain]).summary
    #expect(narrow == ScheduleSummary(style: .switch, operations: 200, loops: 1))
  }

  @Test func tapesAreKeptUntilTheirTargetsAreRolledBack() {
    let graph = Graph()
    let x = graph.input(2)
    let start = graph.checkpoint
    let square = x * x
    for _ in 0..<2 {
      let evaluator = graph.evaluator(of: [square])
      evaluator.setInput(0, to: 3)
      evaluator.evaluate()
      #expect(evaluator.value == 9)
    }
    graph.rollBack(to: start)
    let sine = Expression.sin(x)
    #expect(sine.id == square.id)
    let evaluator = graph.evaluator(of: [sine])
    evaluator.evaluate()
    #expect(evaluator.value == .sin(2))
    // More than are kept.
    for factor in 1...20 { graph.evaluator(of: [x * Expression(Double(factor))]).evaluate() }
    let again = graph.evaluator(of: [x * 3])
    again.evaluate()
    #expect(again.value == 6)
  }

  @Test func zeroWinsWherePlainProductsGiveNaN() {
    let graph = Graph()
    let x = graph.input(0), y = graph.input(-2), w = graph.input(1)
    // The branch that is not taken has a slope of NaN or infinity.
    let safe: Expression = .select(0, lessThan: x, .sqrt(x) * .log(x), y * y)
    let target = safe + .power(x, 2) * w + .sqrt(x) * 0 + x / .abs(x + 1)
    let evaluator = graph.evaluator(of: [target])
    let gradient = graph.reverseSweep(of: target.id).gradient
    for _ in 0..<2 {
      evaluator.evaluateGradient()
      for (position, input) in evaluator.inputs.enumerated() {
        #expect(evaluator.derivative(position).isSame(as: gradient[input] ?? 0))
      }
    }
    var product: [Double] = []
    evaluator.hessianVectorProduct([0, 1, 0], into: &product)
    #expect(product == [0, 2, 0])
  }

  @Test func aNaNThatIsRightStays() {
    let graph = Graph()
    let x = graph.input(-1)
    let evaluator = graph.evaluator(of: [.log(x) + x * x])
    evaluator.evaluateGradient()
    #expect(evaluator.derivative(0).isNaN)
    evaluator.setInput(0, to: 2)
    evaluator.evaluateGradient()
    #expect(evaluator.derivative(0) == 4.5)
  }

  @Test func aComputationCanBeBrokenOffAndMadeAgain() {
    let graph = Graph()
    let x = graph.input(0.5)
    var chain = x
    for _ in 0..<400_000 { chain = .sin(chain) + x }
    let evaluator = graph.evaluator(of: [chain])
    var questions = 0
    let cancellation = Cancellation {
      questions += 1
      return questions < 2 ? nil : .requested
    }
    #expect(throws: Interruption.requested) { try evaluator.evaluate(cancellation) }
    #expect(questions == 2)
    evaluator.evaluateGradient()
    #expect(evaluator.value == graph.value(of: chain))
    #expect(evaluator.summary.style == .switch)
  }

  @Test func aScheduleThatWasBrokenOffIsMadeAgain() throws {
    let graph = Graph()
    let inputs = (0..<20).map { graph.input(0.5 + Double($0) / 40) }
    var chain = inputs[0]
    for number in 0..<12_000 { chain = .sin(chain) * inputs[number % 20] + inputs[(number + 7) % 20] }
    let value = graph.value(of: chain)
    // The tape, the windows, the contributions and the operations in their order, each asks again and again.
    var count = 0
    let counting = Cancellation {
      count += 1
      return nil
    }
    _ = try graph.evaluator(for: [chain.id], counting)
    #expect(count > 12)
    for limit in stride(from: 1, through: count, by: 2) {
      graph.tapes.removeAll()
      var questions = 0
      let cancellation = Cancellation {
        questions += 1
        return questions < limit ? nil : .requested
      }
      #expect(throws: Interruption.requested) { try graph.evaluator(for: [chain.id], cancellation) }
      #expect(questions == limit)
    }
    let evaluator = graph.evaluator(of: [chain])
    evaluator.evaluateGradient()
    #expect(evaluator.value == value && evaluator.derivative(3).isFinite)
  }

  @Test func sweepsWithTheStrongProductAreBrokenOffToo() throws {
    let graph = Graph()
    let (x, w) = (graph.input(0.5), graph.input(0))
    var chain = x
    for _ in 0..<20_000 { chain = .sin(chain) + x }
    let target = chain + .sqrt(w * w)
    let evaluator = graph.evaluator(of: [target])
    var numbers: [Double] = []
    let derivatives: [(String, (Cancellation) throws -> Void)] = [
      ("gradient", { try evaluator.evaluateGradient($0) }),
      ("H·v", { try evaluator.hessianVectorProduct([0, 1], into: &numbers, $0) }),
      ("J·v", { try evaluator.jacobianVectorProduct([0, 1], into: &numbers, $0) }),
      ("v·J", { try evaluator.vectorJacobianProduct([1], into: &numbers, $0) }),
      ("Jacobian", { try evaluator.jacobian(into: &numbers, $0) }),
      ("Hessian", { try evaluator.hessian(into: &numbers, $0) }),
    ]
    for (name, compute) in derivatives {
      // The first time, the structure of a matrix is found too.
      try compute(.never)
      var count = 0
      try compute(
        Cancellation {
          count += 1
          return nil
        })
      // Twice the questions of a sweep up: in the strong product's own sweeps there are more.
      #expect(
        count > 2 * evaluator.schedule.tape.opcodes.count / Graph.blockSize, "\(name): \(count) questions")
      for limit in stride(from: 1, through: count, by: 7) {
        var questions = 0
        let cancellation = Cancellation {
          questions += 1
          return questions < limit ? nil : .requested
        }
        #expect(throws: Interruption.requested) { try compute(cancellation) }
        #expect(questions == limit, "\(name), stopped at \(limit) of \(count): \(questions)")
      }
    }
    evaluator.evaluateGradient()
    #expect(evaluator.derivative(1) == 0)
  }

  /// Compares values, gradient, a Hessian-vector product and the Hessian with what the graph's own sweeps give.
  private func expectSame(
    _ graph: Graph, _ target: Expression, tolerance: Double, _ location: SourceLocation = #_sourceLocation
  ) {
    let evaluator = graph.evaluator(of: [target])
    expectSound(evaluator, location)
    func expectClose(_ a: Double, _ b: Double, _ what: String) {
      let isClose = a.isSame(as: b) || abs(a - b) <= tolerance * (1 + abs(b))
      #expect(isClose, "\(what): \(a) instead of \(b)", sourceLocation: location)
    }
    // At exceptional points both have what the rules say.
    let gradient = graph.reverseSweep(of: target.id).gradient
    // Twice, since the second time the adjoints' memory is not fresh.
    for _ in 0..<2 {
      evaluator.evaluateGradient()
      #expect(evaluator.value.isSame(as: graph.value(of: target)), sourceLocation: location)
      for (position, input) in evaluator.inputs.enumerated() {
        expectClose(evaluator.derivative(position), gradient[input] ?? 0, "∂/∂\(input.id)")
      }
    }
    let direction = evaluator.inputs.indices.map { Double($0 % 3) - 1 }
    let duals = evaluator.inputs.indices.map {
      Dual(primal: graph[evaluator.inputs[$0]], tangent: direction[$0])
    }
    let tape = graph.tape(for: [target.id])
    let strict = SweepBuffer<Dual<Double>>(tape)
    var wanted = direction
    uninterrupted { (never) throws(Interruption) in
      try strict.differentiate(
        tape, inputs: { duals[$0] }, derivatives: { wanted[$0] = $1.tangent }, never)
    }
    var product: [Double] = []
    evaluator.hessianVectorProduct(direction, into: &product)
    for (position, entry) in product.enumerated() { expectClose(entry, wanted[position], "H·v[\(position)]") }
    var hessian: [Double] = []
    evaluator.hessian(into: &hessian)
    let count = direction.count
    for row in 0..<count {
      let entry = (0..<count).reduce(0) { $0 + hessian[row * count + $1] * direction[$1] }
      let scale = (0..<count).reduce(0) { $0 + abs(hessian[row * count + $1]) }
      let isClose = entry.isNaN || abs(entry - wanted[row]) <= 1e-10 * (1 + scale)
      #expect(isClose, "H[\(row)]·v: \(entry) instead of \(wanted[row])", sourceLocation: location)
    }
  }

  /// What must hold of a schedule: every operation once and after its operands; groups without dependence.
  private func expectSound(_ evaluator: Evaluator, _ location: SourceLocation) {
    let schedule = evaluator.schedule
    let tape = schedule.tape
    var next = 0
    for run in schedule.runs {
      #expect(Int(run.start) == next, sourceLocation: location)
      next += Int(run.count)
      let firstOfRun = schedule.firstOperation + Int(run.start)
      for index in Int(run.start)..<next {
        let (left, right) = (Int(tape.lefts[index]), Int(tape.rights[index]))
        let isList = tape.opcodes[index].usesOperandList
        let operands = isList ? tape.lists[left..<left + right].map(Int.init) : [left, right]
        let limit = run.kind == .group ? firstOfRun : schedule.firstOperation + index
        #expect(operands.allSatisfy { $0 < limit }, sourceLocation: location)
        if run.kind != .sequence { #expect(tape.opcodes[index] == run.opcode, sourceLocation: location) }
        if run.kind == .chain {
          #expect(operands[0] == schedule.firstOperation + index - 1, sourceLocation: location)
        }
      }
    }
    #expect(next == tape.opcodes.count, sourceLocation: location)
  }
}
