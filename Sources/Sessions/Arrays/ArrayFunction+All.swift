import AutoDiff
import Memory

extension ArrayFunction {
  /// Those that are functions of arrays only, by name.
  package static let all: [String: ArrayFunction] = Dictionary(
    list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Those that functions of numbers are when they are given one array, by name.
  static let reductions: [String: ArrayFunction] = {
    var functions: [String: ArrayFunction] = [:]
    let kinds: [(String, Reduction.Kind)] = [
      ("sum", .sum), ("mean", .mean), ("prod", .prod), ("max", .max), ("min", .min), ("hypot", .norm),
      ("logsumexp", .logsumexp),
    ]
    for (name, kind) in kinds { functions[name] = reduction(name, kind, "", []) }
    return functions
  }()

  /// In the order of help.
  package static let list = making + shaping + reducing + running + products + losses + slopes

  private static let making: [ArrayFunction] = [
    ArrayFunction(
      name: "zeros", parameters: ["m", "n"], summary: "a vector of m zeros, or m rows of n",
      example: ["zeros(3)"], counts: 1...2
    ) { (lowering, call) throws(SessionError) in
      lowering.constant(ArrayValue(try lowering.shape(call, from: 0), repeating: 0))
    },
    ArrayFunction(
      name: "ones", parameters: ["m", "n"], summary: "a vector of m ones, or m rows of n",
      example: ["ones(2, 3)"], counts: 1...2
    ) { (lowering, call) throws(SessionError) in
      lowering.constant(ArrayValue(try lowering.shape(call, from: 0), repeating: 1))
    },
    ArrayFunction(
      name: "eye", parameters: ["n"], summary: "the identity matrix of n rows", example: ["eye(2)"],
      counts: 1...1
    ) { (lowering, call) throws(SessionError) in
      let n = try lowering.size(call, 0)
      try lowering.checkSize(n, n, call.range)
      return lowering.constant(ArrayValue(.matrix(n, n)) { $0 % (n + 1) == 0 ? 1 : 0 })
    },
    ArrayFunction(
      name: "linspace", parameters: ["a", "b", "n"], summary: "n numbers from a to b, equally far apart",
      example: ["linspace(0, 1, 5)"], counts: 3...3
    ) { (lowering, call) throws(SessionError) in
      let n = try lowering.size(call, 2)
      try lowering.checkSize(n, 1, call.range)
      for number in 0..<2 where !lowering.shape(of: call.operands[number]).isScalar {
        throw lowering.wrongShape(call, "numbers", at: number)
      }
      if case .constant(let a) = call.operands[0], case .constant(let b) = call.operands[1] {
        return lowering.constant(
          ArrayValue(.vector(n)) { place in
            // So that the ends are what was typed.
            let share = n > 1 ? Double(place) / Double(n - 1) : 0
            return place == n - 1 && n > 1 ? b : a + (b - a) * share
          })
      }
      let shares = lowering.constant(ArrayValue(.vector(n)) { n > 1 ? Double($0) / Double(n - 1) : 0 })
      let width = lowering.lifted(.subtract, call.operands[1], call.operands[0])
      return lowering.lifted(.add, call.operands[0], lowering.lifted(.multiply, width, shares))
    },
    random("rand", "random numbers between 0 and 1") { $0.uniform($1) },
    random("randn", "normal random numbers of mean 0 and sd 1") { $0.normal($1) },
    ArrayFunction(
      name: "diag", parameters: ["v"],
      summary: "the matrix with v on its diagonal; of a matrix, its diagonal",
      example: ["diag([1, 2])", "diag([1, 2; 3, 4])"], counts: 1...3
    ) { (lowering, call) throws(SessionError) in
      let shape = lowering.shape(of: call.operands[0])
      guard shape.rank == 1 else {
        return try lowering.applied(.diagonal(Diagonal()), call, orTakes: "a vector or a matrix")
      }
      let rows = call.operands.count == 3 ? try lowering.size(call, 1) : shape.count
      let columns = call.operands.count == 3 ? try lowering.size(call, 2) : shape.count
      try lowering.checkSize(rows, columns, call.range)
      return try lowering.applied(
        .diagonalMatrix(DiagonalMatrix(rows: rows, columns: columns)), call,
        orTakes: "a vector as long as the diagonal")
    },
  ]

  private static func random(
    _ name: String, _ summary: String, _ number: @escaping @Sendable (RandomNumbers, Int) -> Double
  ) -> ArrayFunction {
    ArrayFunction(
      name: name, parameters: ["m", "n", "seed=s"],
      summary: "\(summary): one, m or m rows of n",
      example: ["\(name)(3, seed=1)"], counts: 0...2, names: ["seed"]
    ) { (lowering, call) throws(SessionError) in
      if call.named.isEmpty { try lowering.checkIsOutsideOfLoops(call.range) }
      let seed = try lowering.seed(of: call)
      let numbers = RandomNumbers(seed: seed)
      if call.operands.isEmpty { return .constant(number(numbers, 0)) }
      return lowering.constant(ArrayValue(try lowering.shape(call, from: 0)) { number(numbers, $0) })
    }
  }

  private static let shaping: [ArrayFunction] = [
    sizes("shape", "the numbers of rows and columns, or of a vector's elements") {
      .array($0.dimensions.map(Double.init))
    },
    sizes("length", "how many elements there are") { .number(Double($0.count)) },
    sizes("rows", "how many rows a matrix has; 1 for a vector") { .number(Double($0.rows)) },
    sizes("cols", "how many columns a matrix has, or a vector elements") { .number(Double($0.columns)) },
    ArrayFunction(
      name: "reshape", parameters: ["A", "m", "n"],
      summary: "the same elements in m rows of n; with m alone a vector",
      example: ["reshape(1..6, 2, 3)"], counts: 2...3
    ) { (lowering, call) throws(SessionError) in
      let shape = try lowering.shape(call, from: 1)
      return try lowering.applied(
        .reshape(Reshape(to: shape)), call, orTakes: "an array of \(shape.count) elements")
    },
    ArrayFunction(
      name: "flatten", parameters: ["A"], summary: "the elements, row by row, as a vector",
      example: ["flatten([1, 2; 3, 4])"], counts: 1...1
    ) { (lowering, call) throws(SessionError) in
      try lowering.requireArray(call)
      return lowering.apply(
        .reshape(Reshape(to: .vector(lowering.shape(of: call.operands[0]).count), written: "flatten")),
        call.operands)
    },
    ArrayFunction(
      name: "col", parameters: ["v"],
      summary: "a vector as a matrix of one column", example: ["col([1, 2])"],
      counts: 1...1
    ) { (lowering, call) throws(SessionError) in
      let shape = lowering.shape(of: call.operands[0])
      guard shape.rank == 1 else { throw lowering.wrongShape(call, "a vector") }
      return lowering.apply(.reshape(Reshape(to: .matrix(shape.count, 1), written: "col")), call.operands)
    },
    ArrayFunction(
      name: "row", parameters: ["v"], summary: "a vector as a matrix of one row", example: ["row([1, 2])"],
      counts: 1...1
    ) { (lowering, call) throws(SessionError) in
      let shape = lowering.shape(of: call.operands[0])
      guard shape.rank == 1 else { throw lowering.wrongShape(call, "a vector") }
      return lowering.apply(.reshape(Reshape(to: .matrix(1, shape.count), written: "row")), call.operands)
    },
    ArrayFunction(
      name: "concat", parameters: ["u", "v", "…", "each=row"],
      summary: "vectors end to end; of matrices each row or column joined",
      example: ["concat([1, 2], [3])"], counts: 1...Int.max, axis: .required
    ) { (lowering, call) throws(SessionError) in
      let operation = ArrayOperation.concatenation(Concatenation(each: call.axis))
      let shapes = call.operands.map { lowering.shape(of: $0) }
      guard let shape = operation.shape(of: shapes) else {
        let place = shapes.firstIndex { $0.rank != shapes[0].rank } ?? 1
        let extent = call.axis == .row ? "as many rows" : "as many columns"
        throw lowering.wrongShape(
          call, call.axis == nil ? "vectors" : "matrices with \(extent) each",
          at: min(place, shapes.count - 1))
      }
      try lowering.checkSize(shape, call.range)
      return lowering.apply(operation, call.operands)
    },
  ]

  private enum Size {
    case number(Double)
    case array([Double])
  }

  private static func sizes(
    _ name: String, _ summary: String, _ size: @escaping @Sendable (Shape) -> Size
  ) -> ArrayFunction {
    ArrayFunction(
      name: name, parameters: ["A"], summary: summary, example: ["\(name)([1, 2; 3, 4])"], counts: 1...1
    ) { (lowering, call) throws(SessionError) in
      switch size(lowering.shape(of: call.operands[0])) {
      case .number(let value): .constant(value)
      case .array(let values): lowering.constant(ArrayValue(values))
      }
    }
  }

  private static func reduction(
    _ name: String, _ kind: Reduction.Kind, _ summary: String, _ example: [String]
  ) -> ArrayFunction {
    ArrayFunction(
      name: name, parameters: ["v", "each=row"], summary: summary, example: example, counts: 1...1,
      axis: .optional
    ) { (lowering, call) throws(SessionError) in
      if lowering.shape(of: call.operands[0]).isScalar, kind == .norm {
        return lowering.lifted(.abs, call.operands[0])
      }
      try lowering.requireArray(call)
      let operation = ArrayOperation.reduction(Reduction(kind, each: call.axis))
      guard operation.shape(of: [lowering.shape(of: call.operands[0])]) != nil else {
        throw SessionError(reason: .array(.ofNoElements(name)), range: call.range)
      }
      return lowering.apply(operation, call.operands)
    }
  }

  private static let reducing: [ArrayFunction] = [
    reduction("norm", .norm, "the root of the sum of squares", ["norm([3, 4])"]),
    reduction(
      "argmax", .argmax, "the number of the largest element, the first of several", ["argmax([1, 3, 2])"]),
    reduction(
      "argmin", .argmin, "the number of the smallest element, the first of several", ["argmin([3, 1, 2])"]),
    ArrayFunction(
      name: "var", parameters: ["v", "each=row"],
      summary: "the variance: the mean square of distances from the mean",
      example: ["var([1, 2, 3, 4])"], counts: 1...1, axis: .optional
    ) { (lowering, call) throws(SessionError) in
      let distances = try lowering.distances(call)
      return lowering.apply(
        .reduction(Reduction(.mean, each: call.axis)), [lowering.lifted(.power, distances, .constant(2))])
    },
    ArrayFunction(
      name: "std", parameters: ["v", "each=row"], summary: "the standard deviation: the root of the variance",
      example: ["std([1, 2, 3, 4])"], counts: 1...1, axis: .optional
    ) { (lowering, call) throws(SessionError) in
      let distances = try lowering.distances(call)
      let shape = lowering.shape(of: call.operands[0])
      let count = call.axis == nil ? shape.count : call.axis == .row ? shape.columns : shape.rows
      return lowering.lifted(
        .divide, lowering.apply(.reduction(Reduction(.norm, each: call.axis)), [distances]),
        .constant(Double(count).squareRoot()))
    },
    ArrayFunction(
      name: "median", parameters: ["v", "each=row"],
      summary: "the middle of the sorted elements, or of two the mean",
      example: ["median([4, 1, 3, 2])"], counts: 1...1, axis: .required
    ) { (lowering, call) throws(SessionError) in try lowering.median(call) },
    ArrayFunction(
      name: "any", parameters: ["v", "each=row"], summary: "1 if an element is not 0",
      example: ["any([0, 2])"], counts: 1...1,
      axis: .optional
    ) { (lowering, call) throws(SessionError) in try lowering.quantified(call, .max, ofNone: 0) },
    ArrayFunction(
      name: "all", parameters: ["v", "each=row"], summary: "1 if no element is 0", example: ["all([0, 2])"],
      counts: 1...1,
      axis: .optional
    ) { (lowering, call) throws(SessionError) in try lowering.quantified(call, .min, ofNone: 1) },
    ArrayFunction(
      name: "trace", parameters: ["A"], summary: "the sum of the diagonal", example: ["trace([1, 2; 3, 4])"],
      counts: 1...1
    ) { (lowering, call) throws(SessionError) in
      let diagonal = try lowering.applied(.diagonal(Diagonal()), call, orTakes: "a matrix")
      return lowering.apply(.reduction(Reduction(.sum)), [diagonal])
    },
  ]

  private static func line(
    _ name: String, _ summary: String, _ example: String,
    _ operation: @escaping @Sendable (Axis?) -> ArrayOperation
  ) -> ArrayFunction {
    ArrayFunction(
      name: name, parameters: ["v", "each=row"], summary: summary, example: [example], counts: 1...1,
      axis: .required
    ) { (lowering, call) throws(SessionError) in
      try lowering.applied(operation(call.axis), call, orTakes: "an array")
    }
  }

  private static let running: [ArrayFunction] = [
    line("cumsum", "the sums of the first one, two, … elements", "cumsum([1, 2, 3])") {
      .runningSum(RunningSum(each: $0))
    },
    line("cumprod", "the products of the first one, two, … elements", "cumprod([1, 2, 3])") {
      .runningProduct(RunningProduct(each: $0))
    },
    line("sort", "the elements in ascending order", "sort([3, 1, 2])") { .sorted(Sorted(each: $0)) },
    line("softmax", "exp(v) over the sum of the exponentials: shares that add to 1", "softmax([0, 0])") {
      .softmax(Softmax(each: $0))
    },
    line("log_softmax", "log(softmax(v)) without loss", "log_softmax([0, 0])") {
      .logSoftmax(LogSoftmax(each: $0))
    },
  ]

  private static let products: [ArrayFunction] = [
    ArrayFunction(
      name: "outer", parameters: ["u", "v"], summary: "the matrix of all products of two elements",
      example: ["outer([1, 2], [3, 4])"], counts: 2...2
    ) { (lowering, call) throws(SessionError) in
      for number in 0..<2 where lowering.shape(of: call.operands[number]).rank != 1 {
        throw lowering.wrongShape(call, "vectors", at: number)
      }
      return try lowering.applied(.outer(OuterProduct()), call, orTakes: "vectors")
    },
    ArrayFunction(
      name: "cross", parameters: ["u", "v"], summary: "the cross product of two vectors of 3",
      example: ["cross([1, 0, 0], [0, 1, 0])"], counts: 2...2
    ) { (lowering, call) throws(SessionError) in
      for number in 0..<2 where lowering.shape(of: call.operands[number]) != .vector(3) {
        throw lowering.wrongShape(call, "vectors of 3", at: number)
      }
      let (next, last) = (
        lowering.constant(ArrayValue([2, 3, 1])), lowering.constant(ArrayValue([3, 1, 2]))
      )
      let (u, v) = (call.operands[0], call.operands[1])
      func pick(_ operand: Operand, _ places: Operand) -> Operand {
        lowering.apply(.gather(Gather(nil)), [operand, places])
      }
      return lowering.lifted(
        .subtract, lowering.lifted(.multiply, pick(u, next), pick(v, last)),
        lowering.lifted(.multiply, pick(u, last), pick(v, next)))
    },
    ArrayFunction(
      name: "hvp", parameters: ["z", "W", "D"],
      summary: "the Hessian of z by W times a direction of W's shape",
      example: ["w = [1, 2]; z = w[1]^2*w[2];", "hvp(z, w, [1, 0])"], counts: 3...3
    ) { (lowering, call) throws(SessionError) in try lowering.hessianProduct(call) },
  ]

  private static let losses: [ArrayFunction] = [
    ArrayFunction(
      name: "cross_entropy", parameters: ["Z", "labels"],
      summary: "-log of softmax at the label, 1 to K, of each row",
      example: ["cross_entropy([2, 1; 0, 3], [1, 2])"], counts: 2...2
    ) { (lowering, call) throws(SessionError) in
      try lowering.applied(.crossEntropy(CrossEntropy()), call, orTakes: "a matrix and a label for each row")
    }
  ]

  /// What derivatives are made of.
  private static let slopes: [ArrayFunction] = [
    ArrayFunction(
      name: "cross_entropy_slope", parameters: ["Z", "y"],
      summary: "its derivative by the scores",
      example: ["cross_entropy_slope([0, 0], 1)"], counts: 2...2
    ) { (lowering, call) throws(SessionError) in
      try lowering.applied(
        .crossEntropySlope(CrossEntropySlope()), call, orTakes: "a matrix and a label for each row")
    },
    line("ismax", "1 at the largest element, 0 elsewhere; 1/2 at each of several", "ismax([1, 3, 2])") {
      .extremes(Extremes(isLargest: true, each: $0))
    }.withOptionalAxis,
    line("ismin", "1 at the smallest element, 0 elsewhere; 1/2 at each of several", "ismin([1, 3, 2])") {
      .extremes(Extremes(isLargest: false, each: $0))
    }.withOptionalAxis,
    line("prod_others", "for each element the product of all others", "prod_others([2, 3, 4])") {
      .otherFactors(OtherFactors(each: $0))
    }.withOptionalAxis,
    line("revcumsum", "the sums of the last elements, from each one on", "revcumsum([1, 2, 3])") {
      .runningSum(RunningSum(each: $0, isReversed: true))
    },
    along("sort_along", "u moved as sorting moves v", "sort_along([1, 2, 3], [9, 7, 8])", isBack: false),
    along("unsort", "u moved back from where sorting moves v", "unsort([1, 2, 3], [9, 7, 8])", isBack: true),
    ArrayFunction(
      name: "spread", parameters: ["x", "m", "n"], summary: "x repeated: a vector of m, or m rows of n",
      example: ["spread(2, 3)"], counts: 2...3
    ) { (lowering, call) throws(SessionError) in
      let shape = try lowering.shape(call, from: 1)
      return try lowering.applied(.spread(Spread(to: shape)), call, orTakes: "what meets \(shape)")
    },
    ArrayFunction(
      name: "pad", parameters: ["A", "m", "n", "i", "j"],
      summary: "zeros, m rows of n, with A from (i, j) on; pad(v, n, i)",
      example: ["pad([7, 8], 4, 2)"], counts: 3...5
    ) { (lowering, call) throws(SessionError) in try lowering.padded(call) },
    ArrayFunction(
      name: "scatter", parameters: ["u", "places", "n"],
      summary: "n zeros, with the elements of u added at the places",
      example: ["scatter([5, 6], [1, 1], 3)"], counts: 3...4, axis: .optional
    ) { (lowering, call) throws(SessionError) in
      let shape = try lowering.shape(call, from: 2)
      return try lowering.applied(
        .scatter(Scatter(to: shape, call.axis)), call, orTakes: "as many elements as places")
    },
  ]

  private static func along(_ name: String, _ summary: String, _ example: String, isBack: Bool)
    -> ArrayFunction
  {
    ArrayFunction(
      name: name, parameters: ["u", "v"], summary: summary, example: [example], counts: 2...2,
      axis: .required
    ) { (lowering, call) throws(SessionError) in
      try lowering.applied(
        .sortedAlong(SortedAlong(each: call.axis, isBack: isBack)), call, orTakes: "arrays of one shape")
    }
  }

  private var withOptionalAxis: ArrayFunction {
    var function = self
    function.axis = .optional
    return function
  }
}

extension Lowering {
  /// The seed of a call: what it says, or the session's next one, which is told.
  fileprivate mutating func seed(of call: ArrayCall) throws(SessionError) -> UInt64 {
    guard let named = call.named["seed"] else {
      // A function that is only looked at uses none up.
      if checking != nil { return 0 }
      session.seed += 1
      session.noteOnce(.seed(session.seed))
      return UInt64(truncatingIfNeeded: session.seed)
    }
    let value: Double
    switch named {
    case .constant(let number): value = number
    case .node(let id), .array(let id):
      value = try session.interruptibly { (cancellation) throws(Interruption) in
        graph.shape(of: id).isScalar ? try graph.value(of: id, cancellation) : .nan
      }
    }
    guard let seed = Int64(exactly: value) else {
      throw SessionError(reason: .array(.notASize("the seed", value)), range: call.range)
    }
    return UInt64(bitPattern: seed)
  }

  /// The elements less the mean of their line.
  fileprivate func distances(_ call: ArrayCall) throws(SessionError) -> Operand {
    try requireArray(call)
    let mean = ArrayOperation.reduction(Reduction(.mean, each: call.axis))
    guard mean.shape(of: [shape(of: call.operands[0])]) != nil else {
      throw SessionError(reason: .array(.ofNoElements(call.name)), range: call.range)
    }
    return lifted(.subtract, call.operands[0], meeting(apply(mean, call.operands), each: call.axis))
  }

  fileprivate func median(_ call: ArrayCall) throws(SessionError) -> Operand {
    let sorted = try applied(.sorted(Sorted(each: call.axis)), call, orTakes: "an array")
    let shape = shape(of: sorted)
    let length = call.axis == .column ? shape.rows : shape.columns
    if length == 0 { throw SessionError(reason: .array(.ofNoElements(call.name)), range: call.range) }
    let middle = (length - 1) / 2..<length / 2 + 1
    let section = Section(
      rows: call.axis == .column ? middle : 0..<shape.rows,
      columns: call.axis == .column ? 0..<shape.columns : middle, of: shape)
    return apply(
      .reduction(Reduction(.mean, each: call.axis)), [apply(.section(section), [sorted])])
  }

  /// Whether any or all elements of a line are other than 0.
  fileprivate func quantified(
    _ call: ArrayCall, _ kind: Reduction.Kind, ofNone value: Double
  ) throws(SessionError) -> Operand {
    try requireArray(call)
    let truths = lifted(.notEqual, call.operands[0], .constant(0))
    let shape = shape(of: truths)
    let operation = ArrayOperation.reduction(Reduction(kind, each: call.axis))
    if operation.shape(of: [shape]) == nil {
      return call.axis == nil
        ? .constant(value)
        : constant(ArrayValue(.vector(call.axis == .row ? shape.rows : shape.columns), repeating: value))
    }
    return apply(operation, [truths])
  }

  fileprivate mutating func padded(_ call: ArrayCall) throws(SessionError) -> Operand {
    let source = shape(of: call.operands[0])
    let isMatrix = call.operands.count == 5
    if call.operands.count == 4 {
      throw SessionError(
        reason: .argumentCount(function: "pad", expected: .exactly(5), given: 4), range: call.range)
    }
    let rows = isMatrix ? try size(call, 1) : 1
    let columns = try size(call, isMatrix ? 2 : 1)
    let row = isMatrix ? try size(call, 3) : 1
    let column = try size(call, isMatrix ? 4 : 2)
    try checkSize(rows, columns, call.range)
    // A vector can be a column of a matrix, as it is where one was taken from it.
    let isColumn = isMatrix && source.rank == 1 && source.columns != columns
    let placed = isColumn ? Shape.matrix(source.columns, 1) : source
    guard row >= 1, column >= 1, row - 1 + placed.rows <= rows, column - 1 + placed.columns <= columns else {
      throw wrongShape(
        call, "what has room in \(isMatrix ? "\(rows)×\(columns)" : "\(columns)") from there on")
    }
    let operand =
      isColumn ? apply(.reshape(Reshape(to: placed, written: "col")), [call.operands[0]]) : call.operands[0]
    return apply(
      .pad(
        Pad(
          placed, row: row - 1, column: column - 1, of: isMatrix ? .matrix(rows, columns) : .vector(columns))),
      [operand])
  }

  /// The derivative of the gradient along a direction.
  fileprivate mutating func hessianProduct(_ call: ArrayCall) throws(SessionError) -> Operand {
    let (variable, direction) = (call.operands[1], call.operands[2])
    guard shape(of: variable) == shape(of: direction) else {
      throw wrongShape(call, "a direction of the variable's shape", at: 2)
    }
    // The direction is a variable of its own, whatever it depends on.
    return try build(at: [direction]) { (lowering, leaves) throws(SessionError) in
      let gradient = try lowering.differentiate(Array(call.operands.prefix(2)), call.lowered)
      let products = lowering.lifted(.multiply, gradient, leaves[0])
      let slope =
        lowering.shape(of: variable).isScalar
        ? products : lowering.apply(.reduction(Reduction(.sum)), [products])
      return try lowering.differentiate([slope, variable], call.lowered)
    }
  }
}
