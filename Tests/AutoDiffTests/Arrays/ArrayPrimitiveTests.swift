import Memory
import SeededRandom
import Testing

@testable import AutoDiff

@Suite
struct ArrayPrimitiveTests {
  /// An operation with operands of shapes that suit it, and what numbers they hold.
  struct Case: CustomStringConvertible {
    let operation: ArrayOperation
    let shapes: [Shape]
    var numbers: Numbers = .any

    var description: String { "\(operation) of \(shapes)" }

    /// The numbers of the last operand; the others are any.
    enum Numbers {
      case any
      case places(Int)
    }
  }

  static let vectors: [Shape] = [.vector(1), .vector(2), .vector(5)]
  static let matrices: [Shape] = [.matrix(1, 1), .matrix(1, 4), .matrix(3, 1), .matrix(2, 3), .matrix(4, 2)]
  static let axes: [(Axis?, [Shape])] = [(nil, vectors + matrices), (.row, matrices), (.column, matrices)]

  static let cases: [Case] = moving + lines + products + loops

  private static var moving: [Case] {
    var cases: [Case] = [
      Case(operation: .stack(Stack()), shapes: [.scalar, .scalar, .scalar]),
      Case(operation: .stack(Stack(rows: 2)), shapes: Array(repeating: .scalar, count: 6)),
      Case(operation: .stack(Stack()), shapes: [.vector(3), .vector(3)]),
      Case(operation: .spread(Spread(to: .vector(3))), shapes: [.scalar]),
      Case(operation: .spread(Spread(to: .matrix(2, 3))), shapes: [.scalar]),
      Case(operation: .spread(Spread(to: .matrix(2, 3))), shapes: [.vector(3)]),
      Case(operation: .spread(Spread(to: .matrix(2, 3))), shapes: [.matrix(2, 1)]),
      Case(operation: .spread(Spread(to: .matrix(2, 3))), shapes: [.matrix(1, 3)]),
      Case(operation: .reshape(Reshape(to: .matrix(2, 3))), shapes: [.vector(6)]),
      Case(operation: .reshape(Reshape(to: .vector(6), written: "flatten")), shapes: [.matrix(3, 2)]),
      Case(
        operation: .concatenation(Concatenation(each: nil)), shapes: [.vector(2), .vector(1), .vector(3)]),
      Case(operation: .concatenation(Concatenation(each: .row)), shapes: [.matrix(2, 1), .matrix(2, 3)]),
      Case(operation: .concatenation(Concatenation(each: .column)), shapes: [.matrix(1, 3), .matrix(2, 3)]),
      Case(operation: .diagonalMatrix(DiagonalMatrix(rows: 3, columns: 3)), shapes: [.vector(3)]),
      Case(operation: .diagonalMatrix(DiagonalMatrix(rows: 2, columns: 3)), shapes: [.vector(2)]),
      Case(operation: .gather(Gather(nil)), shapes: [.vector(4), .vector(5)], numbers: .places(4)),
      Case(operation: .gather(Gather(nil)), shapes: [.vector(4), .scalar], numbers: .places(4)),
      Case(operation: .gather(Gather(.row)), shapes: [.matrix(3, 2), .vector(4)], numbers: .places(3)),
      Case(operation: .gather(Gather(.row)), shapes: [.matrix(3, 2), .scalar], numbers: .places(3)),
      Case(operation: .gather(Gather(.column)), shapes: [.matrix(3, 2), .vector(3)], numbers: .places(2)),
      Case(operation: .gather(Gather(.column)), shapes: [.matrix(3, 2), .scalar], numbers: .places(2)),
      Case(
        operation: .scatter(Scatter(to: .vector(4), nil)), shapes: [.vector(5), .vector(5)],
        numbers: .places(4)),
      Case(
        operation: .scatter(Scatter(to: .matrix(3, 2), .row)), shapes: [.matrix(4, 2), .vector(4)],
        numbers: .places(3)),
      Case(
        operation: .scatter(Scatter(to: .matrix(3, 2), .column)), shapes: [.matrix(3, 3), .vector(3)],
        numbers: .places(2)),
      Case(
        operation: .section(Section(rows: 0..<1, columns: 1..<3, of: .vector(4))), shapes: [.vector(4)]),
      Case(
        operation: .section(Section(rows: 0..<1, columns: 2..<3, isColumn: true, of: .vector(4))),
        shapes: [.vector(4)]),
      Case(
        operation: .section(Section(rows: 1..<2, isRow: true, columns: 0..<2, of: .matrix(3, 4))),
        shapes: [.matrix(3, 4)]),
      Case(
        operation: .section(Section(rows: 0..<2, columns: 3..<4, isColumn: true, of: .matrix(3, 4))),
        shapes: [.matrix(3, 4)]),
      Case(
        operation: .section(Section(rows: 1..<3, columns: 1..<4, of: .matrix(3, 4))), shapes: [.matrix(3, 4)]),
      Case(operation: .pad(Pad(.vector(2), row: 0, column: 1, of: .vector(4))), shapes: [.vector(2)]),
      Case(
        operation: .pad(Pad(.matrix(2, 1), row: 1, column: 2, of: .matrix(3, 3))), shapes: [.matrix(2, 1)]),
    ]
    for shape in matrices {
      cases.append(Case(operation: .transpose(Transpose()), shapes: [shape]))
      cases.append(Case(operation: .diagonal(Diagonal()), shapes: [shape]))
    }
    return cases
  }

  private static var lines: [Case] {
    var cases: [Case] = []
    for (axis, shapes) in axes {
      for shape in shapes {
        for kind in Reduction.Kind.allCases {
          cases.append(Case(operation: .reduction(Reduction(kind, each: axis)), shapes: [shape]))
        }
        cases += [
          Case(operation: .extremes(Extremes(isLargest: true, each: axis)), shapes: [shape]),
          Case(operation: .extremes(Extremes(isLargest: false, each: axis)), shapes: [shape]),
          Case(operation: .otherFactors(OtherFactors(each: axis)), shapes: [shape]),
        ]
        if axis == nil, shape.rank == 2 { continue }
        cases += [
          Case(operation: .runningSum(RunningSum(each: axis)), shapes: [shape]),
          Case(operation: .runningSum(RunningSum(each: axis, isReversed: true)), shapes: [shape]),
          Case(operation: .runningProduct(RunningProduct(each: axis)), shapes: [shape]),
          Case(operation: .softmax(Softmax(each: axis)), shapes: [shape]),
          Case(operation: .softmax(Softmax(each: axis, isSlope: true)), shapes: [shape]),
          Case(operation: .logSoftmax(LogSoftmax(each: axis)), shapes: [shape]),
          Case(operation: .sorted(Sorted(each: axis)), shapes: [shape]),
          Case(operation: .sortedAlong(SortedAlong(each: axis, isBack: false)), shapes: [shape, shape]),
          Case(operation: .sortedAlong(SortedAlong(each: axis, isBack: true)), shapes: [shape, shape]),
        ]
      }
    }
    return cases
  }

  private static var products: [Case] {
    var cases: [Case] = []
    for isStrong in [false, true] {
      let product = ArrayOperation.product(MatrixProduct(isStrong: isStrong))
      for shapes: [Shape] in [
        [.vector(3), .vector(3)], [.matrix(2, 3), .vector(3)], [.vector(2), .matrix(2, 3)],
        [.matrix(2, 3), .matrix(3, 4)], [.matrix(1, 3), .matrix(3, 1)], [.matrix(5, 1), .matrix(1, 2)],
      ] {
        cases.append(Case(operation: product, shapes: shapes))
      }
    }
    cases += [
      Case(operation: .outer(OuterProduct()), shapes: [.vector(2), .vector(3)]),
      Case(operation: .crossEntropy(CrossEntropy()), shapes: [.vector(3), .scalar], numbers: .places(3)),
      Case(
        operation: .crossEntropy(CrossEntropy()), shapes: [.matrix(4, 3), .vector(4)], numbers: .places(3)),
      Case(
        operation: .crossEntropy(CrossEntropy()), shapes: [.matrix(2, 1), .vector(2)], numbers: .places(1)),
      Case(
        operation: .crossEntropySlope(CrossEntropySlope()), shapes: [.vector(3), .scalar], numbers: .places(3)
      ),
      Case(
        operation: .crossEntropySlope(CrossEntropySlope()), shapes: [.matrix(4, 3), .vector(4)],
        numbers: .places(3)),
    ]
    return cases
  }

  /// Loops over numbers, which are computed all at once, and over rows; with lists and with sums of numbers, vectors and matrices.
  private static var loops: [Case] {
    func loop(
      _ shapes: [Shape], each isEach: [Bool], _ count: Int, _ ending: Loop.Ending,
      _ formula: ([Expression]) -> Expression
    ) -> Case {
      let graph = Graph()
      let leaves = zip(shapes, isEach).map { shape, isEach in
        graph.addLeaf(of: isEach ? shape.element(ofSo: count) ?? .scalar : shape)
      }
      let root = graph.id(of: formula(leaves.map { Expression(graph: graph, id: $0) }))
      let program = LoopProgram(root, of: graph, parameters: leaves)
      return Case(
        operation: .loop(Loop(program, count: count, isEach: isEach, name: "i", variable: 0, ending: ending)),
        shapes: shapes)
    }
    return [Loop.Ending.list, .sum].flatMap { ending -> [Case] in
      [
        loop([.vector(4), .scalar], each: [true, false], 4, ending) { .tanh($0[0] * $0[1]) + $0[0] },
        loop([.vector(4), .vector(4)], each: [true, true], 4, ending) { $0[0] * $0[1] - 2 * $0[1] },
        loop([.vector(1), .scalar], each: [true, false], 1, ending) { $0[0] / ($0[1] * $0[1] + 1) },
        loop([.matrix(3, 2), .vector(2)], each: [true, false], 3, ending) { ($0[0] - $0[1]).norm() },
        loop([.matrix(3, 2), .vector(2)], each: [true, false], 3, ending) { $0[0] * $0[1] + 1 },
        loop([.vector(3), .vector(2), .matrix(3, 2)], each: [true, false, true], 3, ending) {
          $0[0] * $0[1] + $0[2] * $0[0]
        },
        loop([.vector(3), .matrix(2, 2)], each: [true, false], 3, .sum) { $0[0] * $0[1] * $0[1] },
      ]
    }
  }

  /// Products as programs have them, in which transposes are read where they stand.
  static let transposedProducts: [Case] = [(true, false), (false, true), (true, true)].flatMap {
    isTransposed in
    let shapes: [[Shape]] = [
      [.matrix(2, 3), .matrix(3, 4)], [.matrix(5, 1), .matrix(1, 2)], [.matrix(2, 3), .vector(3)],
    ]
    return shapes.compactMap { shapes -> Case? in
      if shapes[1].rank == 1, isTransposed.1 { return nil }
      var product = MatrixProduct()
      product.isTransposed = isTransposed
      return Case(
        operation: .product(product),
        shapes: [
          isTransposed.0 ? shapes[0].exchanged : shapes[0], isTransposed.1 ? shapes[1].exchanged : shapes[1],
        ])
    }
  }

  /// What numbers operands hold.
  enum Kind: CaseIterable {
    case ordinary, small, tied, zeros, special
  }

  private static func operands(_ item: Case, _ kind: Kind, _ random: inout SplitMix) -> [ArrayValue] {
    item.shapes.enumerated().map { position, shape in
      let isLast = position == item.shapes.count - 1 && position > 0
      return ArrayValue(shape) { _ in
        if isLast, case .places(let count) = item.numbers {
          return Double(Int.random(in: 1...count, using: &random))
        }
        switch kind {
        case .ordinary: return Double.random(in: -2...2, using: &random)
        case .small: return Double.random(in: -1e-3...1e-3, using: &random)
        case .tied: return Double(Int.random(in: -1...1, using: &random))
        case .zeros: return Bool.random(using: &random) ? 0 : Double.random(in: -1...1, using: &random)
        case .special:
          // Products are added to sums before they are rounded, where the processor can: what overflows is none of theirs.
          let large = if case .product = item.operation { 1e100 } else { 1e300 }
          return [0, -0.0, 1, .infinity, -.infinity, .nan, large, 1e-300].randomElement(using: &random) ?? 0
        }
      }
    }
  }

  /// Values through the kernel.
  private static func computed(_ item: Case, _ operands: [ArrayValue]) -> [Double] {
    guard let shape = item.operation.shape(of: item.shapes) else { return [] }
    let result = ArrayStorage(count: shape.count) { start in
      item.operation.primitive.compute(
        operands.map { ArrayOperand(shape: $0.shape, start: $0.storage.start) }, shape, into: start)
    }
    return Array(result.elements)
  }

  private static func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-13) -> Bool {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
    if a == b { return true }
    return abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  /// Every operation has cases.
  @Test
  func completeness() {
    let names = Set(Self.cases.map { String(String(describing: $0.operation).prefix { $0 != "(" }) })
    #expect(names.count == 25)
  }

  /// Kernels compute what the definition says.
  @Test(arguments: Kind.allCases)
  func kernels(_ kind: Kind) throws {
    var random = SplitMix(seed: 27)
    for item in Self.cases + Self.transposedProducts {
      for _ in 0..<8 {
        let operands = Self.operands(item, kind, &random)
        let shape = try #require(item.operation.shape(of: item.shapes), "\(item)")
        let defined = item.operation.primitive.elements(
          operands.map { ArrayElements($0.shape, $0.elements) }, shape)
        let computed = Self.computed(item, operands)
        #expect(defined.count == shape.count && computed.count == shape.count, "\(item)")
        for (a, b) in zip(defined, computed) {
          #expect(
            Self.isNear(a, b), "\(item) at \(operands.map(\.elements)): \(defined), computed \(computed)")
        }
      }
    }
  }

  /// A graph with the operation on inputs, and its sum weighted.
  private static func graph(
    _ item: Case, _ operands: [ArrayValue], _ weights: ArrayValue
  ) -> (graph: Graph, inputs: [NodeID], target: NodeID) {
    let graph = Graph()
    let inputs = operands.map { $0.shape.isScalar ? graph.addInput($0[0]) : graph.addInput($0) }
    let node = graph.node(item.operation, inputs)
    let weight = weights.shape.isScalar ? graph.constant(weights[0]) : graph.constant(weights)
    let product = graph.node(.multiply, node, weight)
    let target =
      weights.shape.isScalar ? product : graph.node(.reduction(Reduction(.sum)), [product])
    return (graph, inputs, target)
  }

  /// Backprop is the transpose of the directional derivative.
  @Test(arguments: [Kind.ordinary, .tied, .zeros])
  func adjoints(_ kind: Kind) throws {
    var random = SplitMix(seed: 28)
    for item in Self.cases {
      for _ in 0..<4 {
        let operands = Self.operands(item, kind, &random)
        let shape = try #require(item.operation.shape(of: item.shapes))
        let weights = ArrayValue(shape) { _ in Double.random(in: -1...1, using: &random) }
        let (graph, inputs, target) = Self.graph(item, operands, weights)
        let gradient = graph.arrayGradient(of: target, by: inputs)
        let expected = try Self.derivatives(item, operands, graph, inputs, target, weights, at: kind)
        for (position, operand) in operands.enumerated() {
          if position == operands.count - 1, case .places = item.numbers { continue }
          for place in 0..<operand.count {
            let found = gradient[position].map { Self.element($0, place) } ?? 0
            #expect(
              Self.isNear(expected[position][place], found, 1e-12),
              "\(item) at \(operands.map(\.elements)), by element \(place) of \(position)")
          }
        }
      }
    }
  }

  /// The derivatives by each element of each operand: of the definition with duals, or, where there can be kinks, by both
  /// sides of the formula in numbers.
  private static func derivatives(
    _ item: Case, _ operands: [ArrayValue], _ graph: Graph, _ inputs: [NodeID], _ target: NodeID,
    _ weights: ArrayValue, at kind: Kind
  ) throws -> [[Double]] {
    if kind != .ordinary {
      let elements = try #require(graph.elementGraph(of: [target]))
      let root = Expression(graph: elements.graph, id: elements.targets[0][0])
      let gradient = root.graph == nil ? nil : elements.graph.gradient(of: root)
      return inputs.map { input in
        elements.inputs.first { $0.input == input }?.elements.map { gradient?[$0] ?? 0 } ?? []
      }
    }
    return operands.enumerated().map { position, operand in
      (0..<operand.count).map { place in
        let duals = operands.enumerated().map { other, value in
          ArrayElements(
            value.shape,
            value.elements.enumerated().map { index, element in
              Dual(primal: element, tangent: other == position && index == place ? 1 : 0)
            })
        }
        let elements = item.operation.primitive.elements(duals, weights.shape)
        return zip(elements, weights.elements).reduce(0) { $0 + $1.0.tangent ⊙ $1.1 }
      }
    }
  }

  private static func element(_ value: NodeValue, _ place: Int) -> Double {
    switch value {
    case .number(let number): number
    case .array(let array): array[place]
    }
  }

  /// The gradient's gradient is that of the formula in numbers.
  @Test
  func secondOrder() throws {
    var random = SplitMix(seed: 29)
    for item in Self.cases {
      let operands = Self.operands(item, .ordinary, &random)
      let shape = try #require(item.operation.shape(of: item.shapes))
      let weights = ArrayValue(shape) { _ in Double.random(in: -1...1, using: &random) }
      let (graph, inputs, target) = Self.graph(item, operands, weights)
      let variable = inputs[0]
      let direction = ArrayValue(item.shapes[0]) { _ in Double.random(in: -1...1, using: &random) }
      // ∂/∂x of the slope along the direction, by the graph of arrays.
      let first = graph.symbolicDerivative(
        of: Expression(graph: graph, id: target), by: Expression(graph: graph, id: variable))
      let second: [Double]
      if first.graph == nil {
        second = [Double](repeating: 0, count: direction.count)
      } else {
        let along = graph.node(
          .multiply, first.id,
          direction.shape.isScalar ? graph.constant(direction[0]) : graph.constant(direction))
        let slope = direction.shape.isScalar ? along : graph.node(.reduction(Reduction(.sum)), [along])
        let found = graph.arrayGradient(of: slope, by: [variable])[0]
        second = (0..<direction.count).map { place in found.map { Self.element($0, place) } ?? 0 }
      }
      // And by that of numbers.
      let elements = try #require(graph.elementGraph(of: [target]))
      let numbers = elements.graph
      let own = try #require(elements.inputs.first { $0.input == variable }?.elements)
      let root = Expression(graph: numbers, id: elements.targets[0][0])
      let partials = numbers.symbolicDerivatives(of: root, by: own.map { Expression(graph: numbers, id: $0) })
      var slope = Expression(0)
      for (partial, weight) in zip(partials, direction.elements) {
        slope = slope + partial * Expression(weight)
      }
      let expected = own.map { slope.graph == nil ? 0 : numbers.gradient(of: slope)[$0] ?? 0 }
      for (a, b) in zip(expected, second) {
        #expect(
          Self.isNear(a, b, 1e-10), "\(item) at \(operands.map(\.elements)): \(expected), found \(second)")
      }
    }
  }

  /// Shapes that do not fit are none.
  @Test
  func misfits() {
    let operations: [(ArrayOperation, [Shape])] = [
      (.stack(Stack()), [.vector(2), .vector(3)]), (.stack(Stack()), [.scalar, .vector(1)]),
      (.stack(Stack()), [.matrix(1, 1)]), (.stack(Stack()), []),
      (.stack(Stack(rows: 2)), [.vector(2), .vector(2)]),
      (.spread(Spread(to: .vector(3))), [.vector(2)]), (.spread(Spread(to: .matrix(2, 3))), [.vector(2)]),
      (.transpose(Transpose()), [.vector(3)]), (.reshape(Reshape(to: .vector(5))), [.matrix(2, 3)]),
      (.concatenation(Concatenation(each: nil)), [.matrix(2, 2)]),
      (.concatenation(Concatenation(each: .row)), [.matrix(2, 2), .matrix(3, 2)]),
      (.concatenation(Concatenation(each: .column)), [.matrix(2, 2), .matrix(2, 3)]),
      (.diagonal(Diagonal()), [.vector(3)]),
      (.diagonalMatrix(DiagonalMatrix(rows: 2, columns: 2)), [.vector(3)]),
      (.gather(Gather(nil)), [.matrix(2, 2), .scalar]), (.gather(Gather(.row)), [.vector(2), .scalar]),
      (.gather(Gather(.row)), [.matrix(2, 2), .matrix(2, 2)]),
      (.scatter(Scatter(to: .vector(3), nil)), [.vector(2), .vector(3)]),
      (.reduction(Reduction(.sum, each: .row)), [.vector(3)]), (.reduction(Reduction(.max)), [.vector(0)]),
      (.runningSum(RunningSum(each: nil)), [.matrix(2, 2)]), (.softmax(Softmax(each: .row)), [.vector(2)]),
      (.sortedAlong(SortedAlong(each: nil, isBack: true)), [.vector(2), .vector(3)]),
      (.product(MatrixProduct()), [.matrix(2, 3), .matrix(2, 3)]),
      (.product(MatrixProduct()), [.scalar, .vector(1)]),
      (.outer(OuterProduct()), [.matrix(1, 2), .vector(2)]),
      (.crossEntropy(CrossEntropy()), [.matrix(2, 3), .vector(3)]),
      (.crossEntropy(CrossEntropy()), [.scalar, .scalar]),
    ]
    for (operation, shapes) in operations {
      #expect(operation.shape(of: shapes) == nil, "\(operation) of \(shapes)")
    }
  }
}

extension Graph {
  fileprivate func arrayGradient(of target: NodeID, by nodes: [NodeID]) -> [NodeValue?] {
    uninterrupted { (never) throws(Interruption) in try arrayGradient(of: target, by: nodes, never) }
  }

  fileprivate func elementGraph(of targets: [NodeID]) -> ElementGraph? {
    uninterrupted { (never) throws(Interruption) in try elementGraph(of: targets, never) }
  }
}
