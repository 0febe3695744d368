import RealModule

enum Sum: NaryPrimitive {
  static let opcode = Opcode.sum
  static let name = "sum"
  static let summary = "the sum of all operands"
  static let field = FunctionField.aggregate
  static let hands = "a sum hands its adjoint to all operands"
  static let algebra = Algebra.sum
  static let secondOrderStructure = SecondOrderStructure.flat

  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    let sum = operands.reduce(0, +)
    return sum.isFinite ? sum : scaledSum(operands) / scale
  }

  /// The sum times ``scale``, which does not overflow where the sum of what stands in front of it does.
  static func scaledSum<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    operands.reduce(0) { $0 + scale * $1 }
  }

  static let scale = 0x1p-64

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    for position in 0..<operands.count { body(position, 1) }
  }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    operands.reduce(0, +)
  }
}

enum Mean: NaryPrimitive {
  static let opcode = Opcode.mean
  static let name = "mean"
  static let summary = "the arithmetic mean of all operands"
  static let field = FunctionField.aggregate
  static let hands = "a mean shares its adjoint out equally"
  static let algebra = Algebra.mean
  static let secondOrderStructure = SecondOrderStructure.flat

  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    let sum = operands.reduce(0, +)
    let count = Double(operands.count)
    return sum.isFinite ? sum / count : Sum.scaledSum(operands) / count / Sum.scale
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    let share = S(1 / Double(operands.count))
    for position in 0..<operands.count { body(position, share) }
  }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    operands.reduce(0, +) / OneSided(Double(operands.count))
  }
}

/// The product of all operands. Its partials are products of the others, taken from the left and from the right,
/// not quotients, so that zeros among the operands do no harm.
enum Product: NaryPrimitive {
  static let opcode = Opcode.prod
  static let name = "prod"
  static let summary = "the product of all operands"
  static let field = FunctionField.aggregate
  static let hands = "a product hands each factor the product of the others"
  static let algebra = Algebra.product(isStrong: false)
  static let flatness = "has a factor of 0"
  static let secondOrderStructure = SecondOrderStructure.mixed

  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    let product = operands.reduce(1, *)
    if product.isNormal || operands.contains(where: { !$0.isFinite }) { return product }
    // What overflows or underflows on the way need not in the end.
    return operands.reduce(WideDouble(1)) { $0 * WideDouble($1) }.double
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: S.self, capacity: operands.count) { after in
      var product: S = 1
      for (position, operand) in zip((0..<operands.count).reversed(), operands.reversed()) {
        after.initializeElement(at: position, to: product)
        product = position == operands.count - 1 ? operand : operand * product
      }
      var before: S = 1
      for (position, operand) in zip(0..<operands.count, operands) {
        // Of what is too large a factor of 0 is none.
        body(position, position == 0 ? after[position] : before ⊙ after[position])
        before = position == 0 ? operand : before * operand
      }
      after.deinitialize()
    }
  }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    operands.reduce(1, *)
  }
}

enum Maximum: NaryPrimitive {
  static let opcode = Opcode.max
  static let name = "max"
  static let summary = "the largest operand; equal ones share the slope"
  static let field = FunctionField.aggregate
  static let hands = "max routes its adjoint to the largest operand"
  static let algebra = Algebra.choice(.largest)
  static let flatness = "is another operand here"
  static let secondOrderStructure = SecondOrderStructure.flat

  static func definition<S: Number>(_ operands: [S]) -> S? {
    operands.dropFirst().reduce(operands.first) { a, b in a.map { ($0 + b + S.abs($0 - b)) / 2 } }
  }
  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    operands.reduce(-.infinity) { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) }
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    shareTies(operands, result, isLargest: true, body)
  }

  static let hasSingularities = true
  static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity? { operands.reduce(0) { $1 == result ? $0 + 1 : $0 } > 1 ? .tie : nil }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    operands.dropFirst().reduce(operands[0]) { .extreme($0, $1, isLargest: true) }
  }
}

enum Minimum: NaryPrimitive {
  static let opcode = Opcode.min
  static let name = "min"
  static let summary = "the smallest operand; equal ones share the slope"
  static let field = FunctionField.aggregate
  static let hands = "min routes its adjoint to the smallest operand"
  static let algebra = Algebra.choice(.smallest)
  static let flatness = "is another operand here"
  static let secondOrderStructure = SecondOrderStructure.flat

  static func definition<S: Number>(_ operands: [S]) -> S? {
    operands.dropFirst().reduce(operands.first) { a, b in a.map { ($0 + b - S.abs($0 - b)) / 2 } }
  }
  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    operands.reduce(.infinity) { $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1) }
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    shareTies(operands, result, isLargest: false, body)
  }

  static let hasSingularities = true
  static func singularity<Operands: RandomAccessCollection<Double>>(
    at operands: Operands, result: Double
  ) -> Singularity? { operands.reduce(0) { $1 == result ? $0 + 1 : $0 } > 1 ? .tie : nil }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    operands.dropFirst().reduce(operands[0]) { .extreme($0, $1, isLargest: false) }
  }
}

/// Hands each operand that is the best one, whose value is `result`, an equal share of 1, and 0 to the others.
private func shareTies<S: Number, Operands: RandomAccessCollection<S>>(
  _ operands: Operands, _ result: S, isLargest: Bool, _ body: (Int, S) -> Void
) {
  func select(_ a: S, betterThan b: S, _ x: S, _ y: S) -> S {
    isLargest ? S.select(b, lessThan: a, x, y) : S.select(a, lessThan: b, x, y)
  }
  // Two, the usual case, are compared with each other, which reads well as a formula.
  if operands.count == 2, let a = operands.first, let b = operands.last {
    body(0, isLargest ? S.above(a, b) : S.above(b, a))
    body(1, isLargest ? S.above(b, a) : S.above(a, b))
    return
  }
  // Equal operands may have different directions, and the result's is the mean of theirs.
  var winner = result
  if S.hasDirection {
    let best = operands.reduce(operands[operands.startIndex]) { select($1, betterThan: $0, $1, $0) }
    winner = S.guarded(best, by: result)
  }
  var ties: S = 0
  for operand in operands { ties = ties + S.areTied(operand, winner) }
  for (position, operand) in zip(0..<operands.count, operands) {
    body(position, S.areTied(operand, winner) / ties)
  }
}

/// log Σ eˣ = m + log Σ e^(x−m) with m the largest operand, so that nothing overflows.
enum LogSumExp: NaryPrimitive {
  static let opcode = Opcode.logsumexp
  static let name = "logsumexp"
  static let summary = "log(exp(a) + exp(b) + …) without overflow"
  static let field = FunctionField.aggregate
  static let hands = "logsumexp shares its adjoint out in proportion to the exponentials"
  static let accuracy = AccuracyBound(
    partial: 5,
    because:
      "of an operand minus the result, rounded, the partial is e^x: 5 for an operand 10 below the result")
  static let replaces = [
    Replacement("log(exp(a) + exp(b))", by: "logsumexp(a, b)", [.overflow], isVariadic: true)
  ]

  static func definition<S: Number>(_ operands: [S]) -> S? {
    S.log(operands.reduce(0) { $0 + S.exp($1) })
  }
  static func value<Operands: RandomAccessCollection<Double>>(_ operands: Operands) -> Double {
    let largest = Maximum.value(operands)
    guard largest.isFinite else { return largest }
    // The largest is e⁰ = 1, and what the others add to it may be far below 2⁻⁵³.
    var others = 0.0
    var isLargestSeen = false
    for operand in operands {
      if operand == largest, !isLargestSeen {
        isLargestSeen = true
      } else {
        others += .exp(operand - largest)
      }
    }
    return largest + .log(onePlus: others)
  }

  // e^(x−r)/Σ e^(x−r) with r the result. The sum is 1 but for the rounding of r, which is a relative error of r·2⁻⁵³
  // in every exponential, the same in all of them: the quotient has it no more.
  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ operands: Operands, result: S, _ body: (Int, S) -> Void
  ) {
    if operands.count == 2, let a = operands.first, let b = operands.last {
      body(0, LogAddExp.partialLeft(a, b, result: result))
      body(1, LogAddExp.partialRight(a, b, result: result))
      return
    }
    let exponentials = operands.map { S.exp(S.apply(Gap.self, $0, result)) }
    let total = S.sum(exponentials)
    for (position, exponential) in exponentials.enumerated() { body(position, exponential / total) }
  }

  static func expansion(_ operands: [OneSided]) -> OneSided {
    // With the largest one taken out.
    var largest = 0
    for position in operands.indices.dropFirst() {
      let difference = operands[position] - operands[largest]
      if case .term(let term) = difference.leading, term.coefficient > 0 { largest = position }
    }
    let others = operands.indices.filter { $0 != largest }
    let sum = others.reduce(OneSided(0)) { $0 + (operands[$1] - operands[largest]).exponential }
    return operands[largest] + .log1p(sum)
  }
}

extension Number {
  /// The sum of `operands`, as one node where the number is an expression.
  public static func sum(_ operands: some RandomAccessCollection<Self>) -> Self { apply(Sum.self, operands) }

  /// The product of `operands`.
  public static func product(_ operands: some RandomAccessCollection<Self>) -> Self {
    apply(Product.self, operands)
  }

  /// The largest of `operands`.
  public static func maximum(_ operands: some RandomAccessCollection<Self>) -> Self {
    apply(Maximum.self, operands)
  }

  /// The smallest of `operands`.
  public static func minimum(_ operands: some RandomAccessCollection<Self>) -> Self {
    apply(Minimum.self, operands)
  }

  /// log Σ eˣ over `operands`, without overflow.
  public static func logsumexp(_ operands: some RandomAccessCollection<Self>) -> Self {
    apply(LogSumExp.self, operands)
  }
}

/// Two operands as a collection, without the allocation of an array.
struct Pair<Element>: RandomAccessCollection {
  let first: Element
  let second: Element
  var startIndex: Int { 0 }
  var endIndex: Int { 2 }
  subscript(position: Int) -> Element { position == 0 ? first : second }
}
