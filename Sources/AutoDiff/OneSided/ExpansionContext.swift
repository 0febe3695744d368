import RealModule

/// Where one-sided series are computed: how many terms they keep, and the power series of functions at the points that were
/// met, so that both sides and all inputs share them.
final class ExpansionContext: @unchecked Sendable {
  /// How many terms of a series are kept whose coefficients are certainly not 0.
  let termCount: Int

  private var functions: SeriesFunctions
  private var known: [Point: [OneSided.Coefficient]] = [:]

  /// A function at a point.
  private struct Point: Hashable {
    let opcode: Opcode
    let index: Double?
    let bits: UInt64
  }

  init(termCount: Int) {
    self.termCount = termCount
    functions = SeriesFunctions(order: termCount)
  }

  /// The coefficients of the power series of a function around a point, which is known up to an error. Of a family it is the
  /// member of an index, of a function whose first operand is an index that of this one.
  ///
  /// Their own errors are those of the recurrence they come from; where the point and a coefficient are short, as those of
  /// exp at 0, it is exact.
  func coefficients(
    of opcode: Opcode, index: Double?, at center: Double, error: Double
  ) -> [OneSided.Coefficient] {
    let point = Point(opcode: opcode, index: index, bits: center.bitPattern)
    let exact = known[point] ?? computed(opcode, index, center)
    known[point] = exact
    guard error != 0 else { return exact }
    // A point that is off by e moves each coefficient by e times the derivative that it stands for.
    return exact.indices.map { k in
      let next = abs(exact[min(k + 1, exact.count - 1)].value)
      return (exact[k].value, exact[k].error + error * Double(k + 1) * next)
    }
  }

  private func computed(_ opcode: Opcode, _ index: Double?, _ center: Double) -> [OneSided.Coefficient] {
    let values = Self.series(of: opcode, index: index, at: center, &functions)
    return values.enumerated().map { k, value in
      if center.isShort, value.isShort { return (value, 0) }
      return (value, (k == 0 ? 2 : Self.lostUnits) * value.ulp)
    }
  }

  /// How many units in the last place a coefficient may be off.
  private static let lostUnits = 16.0

  private static func series(
    of opcode: Opcode, index: Double?, at center: Double, _ functions: inout SeriesFunctions
  ) -> [Double] {
    let order = functions.order
    var coefficients = [Double](repeating: 0, count: order + 1)
    // The operand, and behind it the index, if that is an operand, too.
    let operand = [center, 1, index ?? 0]
    operand.withUnsafeBufferPointer { operand in
      coefficients.withUnsafeMutableBufferPointer { coefficients in
        guard let start = operand.baseAddress, let result = coefficients.baseAddress else { return }
        let series = PowerSeries(start, count: 2)
        let first = opcode.isFamily || index == nil ? [] : [PowerSeries(start + 2, count: 1)]
        let member = opcode.isFamily ? index.flatMap { Int(exactly: $0) } : nil
        _ = functions.apply(opcode, member: member, first + [series], isConstant: false, into: result)
      }
    }
    return coefficients
  }

  /// The slope of a function at a point.
  static func slope(of opcode: Opcode, index: Double?, at center: Double) -> Double {
    var functions = SeriesFunctions(order: 1)
    return series(of: opcode, index: index, at: center, &functions)[1]
  }
}
