import RealModule

/// Logarithms, exponentials and angles of numbers of twice as many digits.
extension DoubleDouble {
  /// e to this power, to about an ulp: e^(h + l) = eʰ·(1 + l) for tiny l.
  var roundedExponential: Double {
    let power = Double.exp(high)
    return power == 0 || !power.isFinite ? power : power.addingProduct(power, low)
  }

  /// The number times a power of two.
  private func scaled(byPowerOfTwo exponent: Double) -> DoubleDouble {
    // In two steps, since the power itself may be too large.
    let half = Int(exponent / 2)
    let (first, second) = (half, Int(exponent) - half)
    let (one, other) = (
      Double(sign: .plus, exponent: first, significand: 1),
      Double(sign: .plus, exponent: second, significand: 1)
    )
    return DoubleDouble(high: high * one * other, low: low * one * other)
  }

  /// 2/√π
  static let twoOverRootPi = DoubleDouble(high: 1.1283791670955126, low: 1.533545961316588e-17)

  /// Sine and cosine, as doubles.
  var sineAndCosine: (sine: Double, cosine: Double) {
    let (large, small) = (Sine.sineAndCosine(high), Sine.sineAndCosine(low))
    return (
      large.sine * small.cosine + large.cosine * small.sine,
      large.cosine * small.cosine - large.sine * small.sine
    )
  }

  /// Sine and cosine of numbers that are not huge, with all digits, by Taylor's series of what is left of whole quarters of a
  /// turn; nil for huge ones. A quarter has 106 bits, which is what the result is off by in the size of the number.
  var wideSineAndCosine: (sine: DoubleDouble, cosine: DoubleDouble)? {
    guard high.magnitude < 0x1p20 else { return nil }
    let quarters = (high / (0.5 * Double.pi)).rounded()
    let rest = self - Self.pi.scaled(by: 0.5) * quarters
    let square = rest * rest
    var (sine, cosine) = (DoubleDouble(1), DoubleDouble(1))
    for n in stride(from: 28.0, through: 2, by: -2) {
      sine = DoubleDouble(1) - square * sine / (n * (n + 1))
      cosine = DoubleDouble(1) - square * cosine / ((n - 1) * n)
    }
    sine = sine * rest
    switch Int(quarters) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// The natural logarithm of a number above 0: with m between √½ and √2, and c the multiple of 1/16 next to it,
  ///
  ///     log(2ᵏ·m) = k·log 2 + log c + 2·artanh((m − c)/(m + c))
  var logarithm: DoubleDouble {
    guard high > 0, high.isFinite else { return DoubleDouble(.log(high)) }
    var exponent = Double(high.exponent)
    var mantissa = scaled(byPowerOfTwo: -exponent)
    if mantissa.high > 1.4140625 {
      mantissa = mantissa.scaled(by: 0.5)
      exponent += 1
    }
    let index = Int((mantissa.high * 16).rounded()) - Self.firstCenter
    let center = Double(index + Self.firstCenter) / 16
    let rest = (mantissa - center) / (mantissa + center)
    return Self.logarithms[max(0, min(index, Self.logarithms.count - 1))] + Self.artanh(rest) * 2 + Self.ln2
      * exponent
  }

  /// The inverse tangent of a quotient y/x of two numbers that are not negative; with c the multiple of 1/16 next to it, it is
  ///
  ///     atan c + atan((y − c·x)/(x + c·y))
  static func arctangent(_ y: DoubleDouble, _ x: DoubleDouble) -> DoubleDouble {
    if y.high > x.high { return pi * 0.5 - arctangent(x, y) }
    guard x.high > 0, x.high.isFinite, y.high >= 0 else { return DoubleDouble(.nan) }
    let index = Int((y.high / x.high * 16).rounded())
    let center = Double(index) / 16
    let rest = (y - x * center) / (x + y * center)
    return arctangents[max(0, min(index, arctangents.count - 1))] + arctangent(rest)
  }

  /// artanh r = r + r³/3 + r⁵/5 + …
  private static func artanh(_ r: DoubleDouble) -> DoubleDouble { odd(r, r * r) }

  /// atan r = r − r³/3 + r⁵/5 − …
  private static func arctangent(_ r: DoubleDouble) -> DoubleDouble { odd(r, -(r * r)) }

  /// Σ r·sᵏ/(2k + 1), for small numbers.
  private static func odd(_ r: DoubleDouble, _ s: DoubleDouble) -> DoubleDouble {
    // What is far down needs the digits of a double only.
    var tail = 0.0
    for k in stride(from: 11, through: 5, by: -1) { tail = tail * s.high + 1 / Double(2 * k + 1) }
    var sum = DoubleDouble(tail)
    for k in stride(from: 4, through: 0, by: -1) { sum = sum * s + DoubleDouble(1) / Double(2 * k + 1) }
    return sum * r
  }

  /// The same for numbers that are not so small.
  private static func slowOdd(_ r: DoubleDouble, _ s: DoubleDouble) -> DoubleDouble {
    var sum = DoubleDouble(0)
    for k in stride(from: 80, through: 0, by: -1) { sum = sum * s + DoubleDouble(1) / Double(2 * k + 1) }
    return sum * r
  }

  private static let firstCenter = 11

  /// log(k/16) from k = 11 on: of 2·artanh((k − 16)/(k + 16)).
  private static let logarithms: [DoubleDouble] = (firstCenter...23).map {
    let r = DoubleDouble(Double($0 - 16)) / Double($0 + 16)
    return slowOdd(r, r * r) * 2
  }

  /// atan(k/16) up to k = 16. From 9 on as π/4 − atan((16 − k)/(16 + k)).
  private static let arctangents: [DoubleDouble] = (0...16).map { k in
    func small(_ y: Double, _ x: Double) -> DoubleDouble {
      let r = DoubleDouble(y) / x
      return slowOdd(r, -(r * r))
    }
    return k < 9 ? small(Double(k), 16) : pi * 0.25 - small(Double(16 - k), Double(16 + k))
  }
}
