import Memory

/// The functions of the catalogue on power series to some order, around points that are not exceptional.
struct SeriesFunctions: ~Copyable {
  let order: Int

  private var block = Block<Double>(capacity: 1024)
  private var recurrences: [Form: SeriesRecurrence] = [:]

  /// A function, and which of its operands vary: what a recurrence is made for.
  private struct Form: Hashable {
    let opcode: Opcode
    let varying: [Bool]
    let index: Double?
    let isPositivePower: Bool
  }

  init(order: Int) { self.order = order }

  /// Applies a primitive, of a family one member, to series; the result is how many coefficients it has written.
  mutating func apply(
    _ opcode: Opcode, member: Int?, _ operands: [PowerSeries], isConstant: Bool,
    into result: UnsafeMutablePointer<Double>
  ) -> Int {
    result[0] = constantTerm(of: opcode, member: member, operands)
    let algebra = opcode.algebra
    if isConstant || algebra.isStepped || order == 0 || operands.allSatisfy({ $0.count == 1 }) { return 1 }
    if let position = passed(algebra, operands) {
      let operand = operands[position]
      for k in 0..<operand.count { result[k] = operand[k] }
      return operand.count
    }
    switch algebra {
    case .negation, .difference, .quotient: return arithmetic(algebra, operands, into: result)
    case .sum where operands.count == 2, .product where operands.count == 2:
      return arithmetic(algebra, operands, into: result)
    case .sum: return sum(of: operands, share: 1, into: result)
    case .mean: return sum(of: operands, share: 1 / Double(operands.count), into: result)
    case .product: return product(of: operands, into: result)
    case .power where operands[1].count == 1:
      return power(operands[0], operands[1].constantTerm, into: result)
    case .root(let exponent) where result[0] == 0:
      return power(operands[0], exponent, opcode, into: result)
    case .norm: return norm(opcode, of: operands, into: result)
    case .polygamma(let order, let isDifference):
      return polygamma(order: order ?? member, isDifference: isDifference, operands, into: result)
    case .power, .root, .function, .weightedLogarithm, .guarded, .choice, .step:
      if let count = bessel(opcode, member: member, operands, into: result) { return count }
      if let count = density(opcode, operands, into: result) { return count }
      return chain(opcode, member: member, operands, into: result)
    }
  }

  private func arithmetic(
    _ algebra: Algebra, _ operands: [PowerSeries], into result: UnsafeMutablePointer<Double>
  ) -> Int {
    let count = algebra.degree(operands, atMost: order) + 1
    for k in 1..<max(1, count) {
      result[k] = algebra.seriesCoefficient(k, operands[0], operands[operands.count - 1], result)
    }
    return count
  }

  private func sum(
    of operands: [PowerSeries], share: Double, into result: UnsafeMutablePointer<Double>
  ) -> Int {
    let count = min(order + 1, operands.reduce(1) { max($0, $1.count) })
    for k in 1..<max(1, count) { result[k] = share * operands.reduce(0) { $0 + $1[k] } }
    return count
  }

  /// The product of any number of series, from the first on.
  private func product(of operands: [PowerSeries], into result: UnsafeMutablePointer<Double>) -> Int {
    var count = operands[0].count
    let value = result[0]
    for k in 0..<count { result[k] = operands[0][k] }
    for factor in operands.dropFirst() {
      let degree = min(order, count + factor.count - 2)
      let known = PowerSeries(result, count: count)
      // From the highest power down, so that what is still needed is still there.
      for k in stride(from: degree, through: 0, by: -1) { result[k] = PowerSeries.product(factor, known, k) }
      count = degree + 1
    }
    result[0] = value
    return count
  }

  /// A function by the recurrence that its derivative rule gives.
  private mutating func chain(
    _ opcode: Opcode, member: Int?, _ operands: [PowerSeries], into result: UnsafeMutablePointer<Double>
  ) -> Int {
    let form = Form(
      opcode: opcode, varying: operands.map { $0.count > 1 },
      index: member.map(Double.init)
        ?? (opcode.isIndexed && operands[0].count == 1 ? operands[0].constantTerm : nil),
      isPositivePower: opcode.algebra == .power && operands[1].count > 1 && operands[0].constantTerm > 0)
    let known = recurrences[form]
    let recurrence =
      known
      ?? (form.isPositivePower
        ? SeriesRecurrence(ofPositivePower: form.varying, order: order)
        : SeriesRecurrence(of: opcode, varying: form.varying, index: form.index, order: order))
    if known == nil { recurrences[form] = recurrence }
    recurrence.evaluate(operands, into: result, order: order, &self)
    return order + 1
  }
}

extension SeriesFunctions {
  /// Room for so many numbers, until the next call.
  mutating func memory(for count: Int) -> UnsafeMutablePointer<Double> {
    if block.capacity < count { block = Block(capacity: 2 * count) }
    return block.elements
  }

  /// A power with a constant exponent: from a·y′ = b·a′·y, power by power,
  ///
  ///     y_k = 1/(k·a₀) Σ_{j=1…k} (b·j − (k − j))·a_j·y_{k−j}
  ///
  /// (D. Knuth, *The Art of Computer Programming* 2, 4.7). Where a₀ = 0, a = tᵐ·c has the power tᵐᵇ·cᵇ, a series if m·b is
  /// a whole number; if not, the rule gives its infinite derivatives.
  mutating func power(
    _ base: PowerSeries, _ exponent: Double, _ root: Opcode = .power,
    into result: UnsafeMutablePointer<Double>
  ) -> Int {
    guard let valuation = base.valuation, let shift = Int(exactly: Double(valuation) * exponent), shift >= 0
    else {
      if root != .power { return chain(root, member: nil, [base], into: result) }
      return withUnsafePointer(to: exponent) {
        chain(.power, member: nil, [base, PowerSeries($0, count: 1)], into: result)
      }
    }
    if shift > order {
      result.update(repeating: 0, count: order + 1)
      return order + 1
    }
    let factor = base.divided(byPower: valuation)
    let first =
      root == .power
      ? Opcode.power.value(factor.constantTerm, exponent) : root.value(factor.constantTerm)
    result.update(repeating: 0, count: shift)
    let own = result + shift
    own[0] = first
    // What is not known of the factor is not known of its power.
    let known = min(order - shift, order - valuation)
    for k in stride(from: 1, through: known, by: 1) {
      var sum = 0.0
      for j in stride(from: 1, through: min(k, factor.count - 1), by: 1) {
        let (left, right) = (factor.start[j], own[k - j])
        if left != 0, right != 0 { sum += (exponent * Double(j) - Double(k - j)) * left * right }
      }
      own[k] = sum / (Double(k) * factor.constantTerm)
    }
    for k in stride(from: known + 1, through: order - shift, by: 1) { own[k] = .nan }
    return order + 1
  }

  /// The norm of series: from h·h′ = Σ x·x′, power by power,
  ///
  ///     k·h₀·h_k = Σ Σ_{j=1…k} j·x_j·x_{k−j} − Σ_{j=1…k−1} j·h_j·h_{k−j}
  ///
  /// where every term is divided by h₀ first, so that nothing overflows. Where all begin with 0, tᵐ is taken out of all of
  /// them, and the norm is tᵐ times that of the rest.
  private func norm(
    _ opcode: Opcode, of operands: [PowerSeries], into result: UnsafeMutablePointer<Double>
  ) -> Int {
    guard let valuation = operands.compactMap(\.valuation).min() else {
      result.update(repeating: 0, count: order + 1)
      return order + 1
    }
    let factors = operands.map { $0.divided(byPower: valuation) }
    if valuation > 0 { result.update(repeating: 0, count: valuation) }
    let own = result + valuation
    let value = opcode.value(at: factors.map(\.constantTerm))
    own[0] = value
    for k in stride(from: 1, through: order - valuation, by: 1) {
      var sum = 0.0
      for factor in factors {
        for j in stride(from: 1, through: min(k, factor.count - 1), by: 1) where k - j < factor.count {
          sum += Double(j) * factor[j] * (factor[k - j] / value)
        }
      }
      for j in stride(from: 1, to: k, by: 1) { sum -= Double(j) * own[j] * (own[k - j] / value) }
      own[k] = sum / Double(k)
    }
    return order + 1
  }
}

extension SeriesFunctions {
  /// The position of the operand that is the result, for functions that choose among their operands.
  func passed(_ algebra: Algebra, _ operands: [PowerSeries]) -> Int? {
    switch algebra {
    case .guarded: return operands[1].constantTerm.isNaN ? 1 : 0
    case .choice(let choice): return chosen(choice, operands.map(\.constantTerm))
    case .function, .negation, .sum, .difference, .mean, .product, .quotient, .power, .root, .norm,
      .weightedLogarithm, .step, .polygamma:
      return nil
    }
  }

  private func chosen(_ choice: Algebra.Choice, _ values: [Double]) -> Int {
    if choice != .condition, let undefined = values.firstIndex(where: \.isNaN) { return undefined }
    switch choice {
    case .condition: return values[0].isNaN ? 0 : (values[0] != 0 ? 1 : 2)
    case .largest: return values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    case .smallest: return values.indices.reduce(0) { values[$1] < values[$0] ? $1 : $0 }
    case .clamp:
      if values[2] < values[1] || values[2] < values[0] { return 2 }
      return values[0] < values[1] ? 1 : 0
    }
  }

  /// The value of a function of the constant terms of its operands.
  func constantTerm(of opcode: Opcode, member: Int?, _ operands: [PowerSeries]) -> Double {
    let terms = operands.map(\.constantTerm)
    return opcode.value(at: member.map { [Double($0)] + terms } ?? terms)
  }
}
