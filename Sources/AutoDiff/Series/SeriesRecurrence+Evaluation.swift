extension SeriesRecurrence {
  /// Computes the coefficients of the function up to an order, for operands given as series.
  ///
  /// `result` has room for them, and its constant term is there. O(order²) for each step of the system.
  func evaluate(
    _ operands: [PowerSeries], into result: UnsafeMutablePointer<Double>, order: Int,
    _ functions: inout SeriesFunctions
  ) {
    let stride = order + 1
    let memory = functions.memory(for: steps.count * stride + tape.constants.count)
    for (slot, constant) in tape.constants.enumerated() { memory[slot] = constant }
    let others = memory + tape.constants.count
    func coefficients(of index: Int) -> UnsafeMutablePointer<Double> {
      index + tape.firstOperation == self.result ? result : others + index * stride
    }

    // What is known to the end, and of the rest the constant terms.
    var series = tape.constants.indices.map { PowerSeries(memory + $0, count: 1) }
    series.append(contentsOf: operands)
    var open: [Int] = []
    var isOpen = [Bool](repeating: false, count: tape.slotCount)
    for (index, step) in steps.enumerated() {
      let slot = tape.firstOperation + index
      let own = coefficients(of: index)
      let inputs = step.operands.map { series[$0] }
      // A branch and a guard are the series that they let through.
      if let passed = functions.passed(step.algebra, inputs) {
        series.append(inputs[passed])
        isOpen[slot] = isOpen[step.operands[passed]]
        continue
      }
      if slot != self.result { own[0] = functions.constantTerm(of: step.opcode, member: step.member, inputs) }
      if case .polygamma(let order, let isDifference) = step.algebra {
        let count = functions.polygamma(
          order: order ?? step.member, isDifference: isDifference, inputs, into: own)
        series.append(PowerSeries(own, count: count))
        continue
      }
      if step.isArithmetic, step.algebra.isStepped || !step.operands.contains(where: { isOpen[$0] }) {
        let count = step.algebra.isStepped ? 1 : step.algebra.degree(inputs, atMost: step.order) + 1
        for k in Swift.stride(from: 1, to: count, by: 1) {
          own[k] = step.algebra.seriesCoefficient(k, inputs[0], inputs[inputs.count - 1], own)
        }
        series.append(PowerSeries(own, count: count))
      } else {
        own.advanced(by: 1).update(repeating: 0, count: step.order)
        series.append(PowerSeries(own, count: step.order + 1))
        isOpen[slot] = true
        open.append(index)
      }
    }

    // All the others together, power by power, each from what is known of them so far.
    for k in Swift.stride(from: 1, through: order, by: 1) {
      for index in open {
        let step = steps[index]
        if k > step.order { continue }
        let own = coefficients(of: index)
        if step.isArithmetic {
          let (left, right) = (step.operands[0], step.operands[step.operands.count - 1])
          own[k] = step.algebra.seriesCoefficient(k, series[left], series[right], own)
        } else {
          var sum = 0.0
          for edge in step.partials {
            sum += PowerSeries.chained(series[edge.operand], series[edge.partial], k)
          }
          own[k] = sum
        }
      }
    }
  }
}

extension Algebra {
  /// Whether the coefficients of the result follow from those of at most two operands by arithmetic alone, or the result
  /// is one of the operands.
  func isSeriesArithmetic(operandCount: Int) -> Bool {
    switch self {
    case .sum, .product: operandCount == 2
    case .negation, .difference, .quotient, .guarded, .choice(.condition), .step: true
    case .mean, .power, .root, .norm, .weightedLogarithm, .choice, .polygamma, .function: false
    }
  }

  /// The highest power in an arithmetic result, or `limit` if that is lower.
  func degree(_ operands: [PowerSeries], atMost limit: Int) -> Int {
    let degrees = operands.map { $0.count - 1 }
    if isProduct { return Swift.min(limit, degrees.reduce(0, +)) }
    if isQuotient { return degrees[1] == 0 ? Swift.min(limit, degrees[0]) : limit }
    return Swift.min(limit, degrees.max() ?? 0)
  }

  /// The coefficient of the power `k` in an arithmetic result, whose earlier ones are in `result`.
  @inline(__always)
  func seriesCoefficient(
    _ k: Int, _ a: PowerSeries, _ b: PowerSeries, _ result: UnsafeMutablePointer<Double>
  ) -> Double {
    switch self {
    case .sum: a[k] + b[k]
    case .difference: a[k] - b[k]
    case .negation: -a[k]
    case .product: PowerSeries.product(a, b, k)
    case .quotient: PowerSeries.quotient(a, b, k, result)
    case .mean, .power, .root, .norm, .weightedLogarithm, .guarded, .choice, .step, .polygamma, .function: 0
    }
  }
}
