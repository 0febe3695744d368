import RealModule

/// A sum of two doubles of which the second is at most half an ulp of the first: some 106 bits.
///
/// Where terms of a function cancel, they are summed in such numbers, and the result is rounded once. Sums and products are
/// those of T. J. Dekker, "A floating-point technique for extending the available precision" (1971), and D. E. Knuth
/// (two-sum), with fused products. They are exact to a few units of 2⁻¹⁰⁴, as long as nothing overflows or is subnormal.
struct DoubleDouble {
  var high: Double
  var low: Double

  /// A double.
  @inline(__always)
  init(_ value: Double) { (high, low) = (value, 0) }

  /// The two parts of a number, in order of size.
  @inline(__always)
  init(high: Double, low: Double) { (self.high, self.low) = (high, low) }

  /// a + b where a is the larger one.
  @inline(__always)
  static func ordered(_ a: Double, _ b: Double) -> DoubleDouble {
    let sum = a + b
    return DoubleDouble(high: sum, low: b - (sum - a))
  }

  /// a + b, exactly.
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let sum = a + b
    let ofB = sum - a
    return DoubleDouble(high: sum, low: (a - (sum - ofB)) + (b - ofB))
  }

  /// a·b, exactly.
  @inline(__always)
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let product = a * b
    return DoubleDouble(high: product, low: (-product).addingProduct(a, b))
  }

  /// a/b of doubles.
  static func quotient(_ a: Double, _ b: Double) -> DoubleDouble {
    let quotient = a / b
    return ordered(quotient, a.addingProduct(-quotient, b) / b)
  }

  /// The nearest double.
  @inline(__always)
  var value: Double { high + low }

  @inline(__always)
  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(high: -a.high, low: -a.low) }

  @inline(__always)
  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let (high, low) = (sum(a.high, b.high), sum(a.low, b.low))
    let middle = ordered(high.high, high.low + low.high)
    return ordered(middle.high, middle.low + low.low)
  }

  @inline(__always)
  static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
    let high = sum(a.high, b)
    return ordered(high.high, high.low + a.low)
  }

  @inline(__always)
  static func - (a: DoubleDouble, b: Double) -> DoubleDouble { a + -b }

  @inline(__always)
  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  @inline(__always)
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = product(a.high, b.high)
    return ordered(product.high, product.low.addingProduct(a.high, b.low).addingProduct(a.low, b.high))
  }

  @inline(__always)
  static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let product = product(a.high, b)
    return ordered(product.high, product.low.addingProduct(a.low, b))
  }

  @inline(__always)
  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * first
    let second = rest.high / b.high
    return ordered(first, second) + DoubleDouble((rest - b * second).high / b.high)
  }

  @inline(__always)
  static func / (a: DoubleDouble, b: Double) -> DoubleDouble {
    let first = a.high / b
    let product = product(first, b)
    return ordered(first, ((a.high - product.high) - product.low + a.low) / b)
  }

  /// The square root, by a step of Newton's method from that of the larger part.
  @inline(__always)
  var squareRoot: DoubleDouble {
    let root = high.squareRoot()
    guard root > 0, root.isFinite else { return DoubleDouble(root) }
    let square = DoubleDouble.product(root, root)
    return .ordered(root, ((high - square.high) - square.low + low) / (2 * root))
  }

  /// The number times a power of two, without rounding.
  @inline(__always)
  func scaled(by factor: Double) -> DoubleDouble { DoubleDouble(high: high * factor, low: low * factor) }
}

extension DoubleDouble {
  /// log 2
  static let ln2 = DoubleDouble(high: 0x1.62e42fefa39efp-1, low: 0x1.abc9e3b39803fp-56)

  /// π
  static let pi = DoubleDouble(high: 0x1.921fb54442d18p+1, low: 0x1.1a62633145c07p-53)

  /// Euler's constant γ.
  static let eulerGamma = DoubleDouble(high: 0x1.2788cfc6fb619p-1, low: -0x1.6cb90701fbfabp-58)

  /// e to the power of the number, between −700 and 700: of x = k·log 2 + r, e^(r/256) − 1 by Taylor's series, and eight
  /// squarings of what that is above 1.
  var exponential: DoubleDouble {
    let k = (high / Self.ln2.high).rounded()
    let r = (self - Self.ln2 * k).scaled(by: 1.0 / 256)
    var sum = DoubleDouble(1)
    for n in stride(from: 9.0, through: 2, by: -1) { sum = DoubleDouble(1) + r * sum / n }
    sum = r * sum
    for _ in 0..<8 { sum = sum.scaled(by: 2) + sum * sum }
    return (DoubleDouble(1) + sum).scaled(
      by: Double(sign: .plus, exponent: Int(exactly: k) ?? 0, significand: 1))
  }
}
