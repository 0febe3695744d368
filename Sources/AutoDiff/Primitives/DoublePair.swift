import RealModule

/// A number of twice as many digits: the unevaluated sum of two doubles, the second at most half a unit in the last place of
/// the first (T. Dekker, "A Floating-Point Technique for Extending the Available Precision", 1971).
///
/// The special functions take from it what a double lacks: exponents and phases, which are large numbers of which the
/// fraction counts, and sums in which large terms cancel. Its operations are right to some units of 2⁻¹⁰⁴; none of them may
/// overflow.
struct DoublePair {
  var high: Double
  var low: Double

  @inline(__always) init(_ high: Double, _ low: Double = 0) { (self.high, self.low) = (high, low) }

  /// The sum of two doubles, exactly (D. Knuth's two-sum).
  @inline(__always) init(sum a: Double, _ b: Double) {
    high = a + b
    let ofB = high - a
    low = (a - (high - ofB)) + (b - ofB)
  }

  /// The sum of two doubles, exactly, the first of which is not the smaller one.
  @inline(__always) init(ordered a: Double, _ b: Double) {
    high = a + b
    low = b - (high - a)
  }

  /// The product of two doubles, exactly.
  @inline(__always) init(product a: Double, _ b: Double) {
    high = a * b
    low = (-high).addingProduct(a, b)
  }

  /// The nearest double.
  @inline(__always) var rounded: Double { high + low }

  @inline(__always) static func + (a: DoublePair, b: DoublePair) -> DoublePair {
    let (sum, rest) = (DoublePair(sum: a.high, b.high), DoublePair(sum: a.low, b.low))
    let first = DoublePair(ordered: sum.high, sum.low + rest.high)
    return DoublePair(ordered: first.high, first.low + rest.low)
  }

  @inline(__always) static func + (a: DoublePair, b: Double) -> DoublePair {
    let sum = DoublePair(sum: a.high, b)
    return DoublePair(ordered: sum.high, sum.low + a.low)
  }

  @inline(__always) static prefix func - (a: DoublePair) -> DoublePair { DoublePair(-a.high, -a.low) }
  @inline(__always) static func - (a: DoublePair, b: DoublePair) -> DoublePair { a + -b }
  @inline(__always) static func - (a: DoublePair, b: Double) -> DoublePair { a + -b }

  @inline(__always) static func * (a: DoublePair, b: DoublePair) -> DoublePair {
    let product = DoublePair(product: a.high, b.high)
    return DoublePair(ordered: product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  @inline(__always) static func * (a: DoublePair, b: Double) -> DoublePair {
    let product = DoublePair(product: a.high, b)
    return DoublePair(ordered: product.high, product.low + a.low * b)
  }

  @inline(__always) static func / (a: DoublePair, b: DoublePair) -> DoublePair {
    let quotient = a.high / b.high
    let rest = a - b * quotient
    return DoublePair(ordered: quotient, rest.high / b.high)
  }

  @inline(__always) static func / (a: DoublePair, b: Double) -> DoublePair {
    let quotient = a.high / b
    let product = DoublePair(product: quotient, b)
    return DoublePair(ordered: quotient, ((a.high - product.high) - product.low + a.low) / b)
  }

  /// The square root of a number above 0, by a step of Newton's method.
  var squareRoot: DoublePair {
    let root = high.squareRoot()
    if root == 0 { return DoublePair(0) }
    let square = DoublePair(product: root, root)
    return DoublePair(ordered: root, ((high - square.high) - square.low + low) / (2 * root))
  }
}

extension DoublePair {
  static let pi = DoublePair(.pi, 1.2246467991473532e-16)

  /// The exponential, as a double.
  var exponential: Double {
    let value = Double.exp(high)
    return value.isFinite ? value + value * low : value
  }

  /// Sine and cosine, as doubles.
  var sineAndCosine: (sine: Double, cosine: Double) {
    let (large, small) = (CLibrary.sineAndCosine(high), CLibrary.sineAndCosine(low))
    return (
      large.sine * small.cosine + large.cosine * small.sine,
      large.cosine * small.cosine - large.sine * small.sine
    )
  }

  /// The natural logarithm of a number above 0: with m between √½ and √2, and c the multiple of 1/16 next to it,
  ///
  ///     log(2ᵏ·m) = k·log 2 + log c + 2·artanh((m − c)/(m + c))
  var logarithm: DoublePair {
    guard high > 0, high.isFinite else { return DoublePair(.log(high)) }
    var exponent = Double(high.exponent)
    var scale = Double(sign: .plus, exponent: -Int(high.exponent), significand: 1)
    // The scale of what is subnormal or huge may be infinite or lose digits; two steps do not.
    var mantissa = self
    if abs(exponent) > 1000 {
      let half = Double(sign: .plus, exponent: -Int(high.exponent) / 2, significand: 1)
      mantissa = DoublePair(high * half, low * half)
      scale = Double(sign: .plus, exponent: -Int(mantissa.high.exponent), significand: 1)
    }
    mantissa = DoublePair(mantissa.high * scale, mantissa.low * scale)
    if mantissa.high > 1.4140625 {
      mantissa = DoublePair(mantissa.high / 2, mantissa.low / 2)
      exponent += 1
    }
    let index = Int((mantissa.high * 16).rounded()) - Self.firstCenter
    let center = Double(index + Self.firstCenter) / 16
    let rest = (mantissa - center) / (mantissa + center)
    return Self.logarithms[max(0, min(index, Self.logarithms.count - 1))] + Self.artanh(rest) * 2 + Self
      .logarithmOf2 * exponent
  }

  /// The inverse tangent of a quotient y/x of two numbers that are not negative; with c the multiple of 1/16 next to it, it is
  ///
  ///     atan c + atan((y − c·x)/(x + c·y))
  static func arctangent(_ y: DoublePair, _ x: DoublePair) -> DoublePair {
    if y.high > x.high { return pi * 0.5 - arctangent(x, y) }
    guard x.high > 0, x.high.isFinite, y.high >= 0 else { return DoublePair(.nan) }
    let index = Int((y.high / x.high * 16).rounded())
    let center = Double(index) / 16
    let rest = (y - x * center) / (x + y * center)
    return arctangents[max(0, min(index, arctangents.count - 1))] + arctangent(rest)
  }

  /// artanh r = r + r³/3 + r⁵/5 + …
  private static func artanh(_ r: DoublePair) -> DoublePair { odd(r, r * r) }

  /// atan r = r − r³/3 + r⁵/5 − …
  private static func arctangent(_ r: DoublePair) -> DoublePair { odd(r, -(r * r)) }

  /// Σ r·sᵏ/(2k + 1), for small numbers.
  private static func odd(_ r: DoublePair, _ s: DoublePair) -> DoublePair {
    // What is far down needs the digits of a double only.
    var tail = 0.0
    for k in stride(from: 11, through: 5, by: -1) { tail = tail * s.high + 1 / Double(2 * k + 1) }
    var sum = DoublePair(tail)
    for k in stride(from: 4, through: 0, by: -1) { sum = sum * s + DoublePair(1) / Double(2 * k + 1) }
    return sum * r
  }

  /// The same for numbers that are not so small.
  private static func slowOdd(_ r: DoublePair, _ s: DoublePair) -> DoublePair {
    var sum = DoublePair(0)
    for k in stride(from: 80, through: 0, by: -1) { sum = sum * s + DoublePair(1) / Double(2 * k + 1) }
    return sum * r
  }

  private static let firstCenter = 11

  /// log(k/16) from k = 11 on: of 2·artanh((k − 16)/(k + 16)).
  private static let logarithms: [DoublePair] = (firstCenter...23).map {
    let r = DoublePair(Double($0 - 16)) / Double($0 + 16)
    return slowOdd(r, r * r) * 2
  }

  private static let logarithmOf2: DoublePair = {
    let r = DoublePair(1) / 3
    return slowOdd(r, r * r) * 2
  }()

  /// atan(k/16) up to k = 16. From 9 on as π/4 − atan((16 − k)/(16 + k)).
  private static let arctangents: [DoublePair] = (0...16).map { k in
    func small(_ y: Double, _ x: Double) -> DoublePair {
      let r = DoublePair(y) / x
      return slowOdd(r, -(r * r))
    }
    return k < 9 ? small(Double(k), 16) : pi * 0.25 - small(Double(16 - k), Double(16 + k))
  }
}
