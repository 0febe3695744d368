import RealModule

extension DoubleDouble {
  /// a/b of doubles.
  static func quotient(_ a: Double, _ b: Double) -> DoubleDouble {
    let quotient = a / b
    return ordered(quotient, a.addingProduct(-quotient, b) / b)
  }

  static func + (a: Self, b: Double) -> Self {
    let high = sum(a.high, b)
    return ordered(high.high, high.low + a.low)
  }

  /// e to this power, to about an ulp: e^(h + l) = eʰ·(1 + l) for tiny l.
  var roundedExponential: Double {
    let power = Double.exp(high)
    return power == 0 || !power.isFinite ? power : power.addingProduct(power, low)
  }

  /// The natural logarithm of a positive number, to some 2⁻⁷⁰ of itself, next to 1 too.
  ///
  /// With x = 2ᵏ·m, m between √½ and √2, and c the multiple of 1/64 next to m,
  ///
  ///     log x = k·log 2 + log c + 2·artanh s,  s = (m − c)/(m + c)
  ///
  /// where |s| < 0.006, so that of the series of artanh only the first term needs both parts.
  var logarithm: DoubleDouble {
    guard high > 0, high.isFinite, low.isFinite else { return DoubleDouble(.log(high)) }
    var exponent = Double(high.exponent)
    var m = scaled(byPowerOfTwo: -exponent)
    if m.high > 1.4142 {
      exponent += 1
      m = DoubleDouble(high: m.high / 2, low: m.low / 2)
    }
    let steps = (m.high * 64).rounded()
    let c = steps / 64
    let s = (m + -c) / (m + c)
    let square = s.high * s.high
    let tail = s.high * square * (1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square / 9)))
    let rest = DoubleDouble.ordered(2 * s.high, 2 * s.low + 2 * tail)
    if exponent == 0, c == 1 { return rest }
    return Self.ln2 * exponent + Self.logarithms[Int(steps) - Self.fewestSteps] + rest
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

  private static let fewestSteps = 45

  /// log(k/64) for k = 45…91, by log c = 2·artanh((c − 1)/(c + 1)).
  private static let logarithms: [DoubleDouble] = (fewestSteps...91).map { steps in
    let s = quotient(Double(steps - 64), Double(steps + 64))
    let square = s * s
    let series = stride(from: 51, through: 1, by: -2).reduce(DoubleDouble(0)) { sum, k in
      sum * square + quotient(1, Double(k))
    }
    return series * s * 2
  }
}
