/// The first coefficients of a power series, and zeros after them: a view of memory that somebody else owns.
///
/// A constant is a series of one coefficient and an input one of two, so that what is made of them costs no more than it
/// must.
struct PowerSeries {
  let start: UnsafePointer<Double>

  /// How many coefficients there are.
  let count: Int

  init(_ start: UnsafePointer<Double>, count: Int) {
    self.start = start
    self.count = count
  }

  init(_ start: UnsafeMutablePointer<Double>, count: Int) { self.init(UnsafePointer(start), count: count) }

  /// The coefficient of the power `k`.
  @inline(__always)
  subscript(k: Int) -> Double { k < count ? start[k] : 0 }

  /// The constant term.
  @inline(__always)
  var constantTerm: Double { start[0] }

  /// The first power from 1 on that has a coefficient other than 0: where the series leads when the variable grows.
  var leadingPower: Int? { (1..<max(1, count)).first { start[$0] != 0 } }

  /// The first power that has a coefficient other than 0, the constant term included.
  var valuation: Int? { start[0] != 0 ? 0 : leadingPower }

  /// The series divided by a power of the variable that divides it.
  func divided(byPower power: Int) -> PowerSeries {
    PowerSeries(start + min(power, count - 1), count: max(1, count - power))
  }

  /// Whether the series is smaller for small positive values of the variable.
  func isLess(than other: PowerSeries) -> Bool {
    for k in 0..<max(count, other.count) where self[k] != other[k] { return self[k] < other[k] }
    return false
  }
}

extension PowerSeries {
  /// The coefficient of the power `k` in the product of two series, powers of `a` from `first` on.
  ///
  /// Zero wins from both sides, as in the chain rule.
  @inline(__always)
  static func product(_ a: PowerSeries, _ b: PowerSeries, _ k: Int, from first: Int = 0) -> Double {
    var sum = 0.0
    var j = max(first, k - b.count + 1)
    let last = min(k, a.count - 1)
    while j <= last {
      let (left, right) = (a.start[j], b.start[k - j])
      if left != 0, right != 0 { sum += left * right }
      j += 1
    }
    return sum
  }

  /// The coefficient of the power `k` in the integral of x′·p: what an operand x contributes to a function whose partial
  /// derivative by it is p.
  @inline(__always)
  static func chained(_ x: PowerSeries, _ p: PowerSeries, _ k: Int) -> Double {
    var sum = 0.0
    var j = max(1, k - p.count + 1)
    let last = min(k, x.count - 1)
    while j <= last {
      let (slope, partial) = (x.start[j], p.start[k - j])
      if slope != 0, partial != 0 { sum += Double(j) * slope * partial }
      j += 1
    }
    return sum / Double(k)
  }

  /// The coefficient of the power `k` of the quotient a/b, whose earlier ones are in `quotient`.
  @inline(__always)
  static func quotient(
    _ a: PowerSeries, _ b: PowerSeries, _ k: Int, _ quotient: UnsafePointer<Double>
  ) -> Double {
    var sum = a[k]
    for j in stride(from: 1, through: min(k, b.count - 1), by: 1) {
      let (left, right) = (b.start[j], quotient[k - j])
      if left != 0, right != 0 { sum -= left * right }
    }
    return sum == 0 ? 0 : sum / b.constantTerm
  }
}
