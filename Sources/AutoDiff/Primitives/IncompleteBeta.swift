import RealModule

/// The regularized incomplete beta function I_x(a, b) and its slopes by a and b.
///
/// With y = 1 − x, the smaller one of I_x(a, b) and I_y(b, a) = 1 − I_x(a, b) is
///
///     x^a·y^b/(a·Β(a, b))·F,  1/F = β₀ + α₁/(β₁ + α₂/(β₂ + …))
///
/// the even part of the continued fraction DLMF 8.17.22, multiplied out so that nothing cancels: with λ = a·y − b·x ≥ 0
///
///     αₙ = (a + n − 1)·(a + b + n − 1)·n·(b − n)·x²/(a + 2n − 1)²,  β₀ = (λ + 1)/(a + 1)
///     βₙ = n + n·(b − n)·x/(a + 2n − 1) + (a + n)/(a + 2n + 1)·(λ + 1 + n·(2 − x))
///
/// but for the factor a in α₁. Slopes come from the derivatives of everything in it (R. Boik and J. Robison-Cox, "Derivatives of
/// the incomplete beta function", 1998). For small b beside x = 1 there is ``IncompleteBetaBesideOne``, and for two large
/// operands beside x = a/(a + b) ``UniformIncompleteBeta``.
enum IncompleteBeta {
  static func value(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a >= 0, b >= 0, x >= 0, x <= 1 else { return .nan }
    if let limit = limit(a, b, x) { return limit }
    let point = Point(a, b, x)
    switch point.region {
    case .besideOne: return IncompleteBetaBesideOne.value(point)
    case .transition: return UniformIncompleteBeta.value(point)
    case .below: return fraction(point)
    case .above:
      let other = point.exchanged
      return 1 - (other.region == .besideOne ? IncompleteBetaBesideOne.value(other) : fraction(other))
    }
  }

  /// ∂/∂a and ∂/∂b.
  static func slopes(_ a: Double, _ b: Double, _ x: Double) -> (a: Double, b: Double) {
    guard a >= 0, b >= 0, x >= 0, x <= 1 else { return (.nan, .nan) }
    if limit(a, b, x) != nil {
      let isInside = a > 0 && b > 0 && a.isFinite && b.isFinite
      return isInside ? (0, 0) : (.nan, .nan)
    }
    let point = Point(a, b, x)
    switch point.region {
    case .besideOne: return IncompleteBetaBesideOne.slopes(point)
    case .transition: return UniformIncompleteBeta.slopes(point)
    case .below: return fractionSlopes(point)
    case .above:
      let other = point.exchanged
      let isBesideOne = other.region == .besideOne
      let slopes = isBesideOne ? IncompleteBetaBesideOne.slopes(other) : fractionSlopes(other)
      return (-slopes.b, -slopes.a)
    }
  }

  /// The value where an operand is at the end of its range, and where the operands are too large to be added.
  private static func limit(_ a: Double, _ b: Double, _ x: Double) -> Double? {
    let (isFull, isEmpty) = (a == 0 || b == .infinity, b == 0 || a == .infinity)
    if isFull || isEmpty {
      if isFull && isEmpty || x == 0 && a == 0 || x == 1 && b == 0 { return .nan }
      return x == 0 || x == 1 ? x : (isFull ? 1 : 0)
    }
    if x == 0 || x == 1 { return x }
    return (a + b).isFinite ? nil : (x < 1 / (1 + b / a) ? 0 : 1)
  }

  /// The operands.
  struct Point {
    let a: Double
    let b: Double

    /// x and 1 − x, none of them rounded.
    let x: DoubleDouble
    let y: DoubleDouble

    init(_ a: Double, _ b: Double, _ x: Double) {
      (self.a, self.b, self.x, y) = (a, b, DoubleDouble(x), DoubleDouble.sum(1, -x))
    }

    private init(exchanging point: Point) { (a, b, x, y) = (point.b, point.a, point.y, point.x) }

    /// The same seen from the other end.
    var exchanged: Point { Point(exchanging: self) }

    /// a·y − b·x
    var lambda: Double { (y * a - x * b).value }

    var region: Region {
      if b < 1, y.high < 0.3, a * y.high < 0.5 { return .besideOne }
      if UniformIncompleteBeta.contains(self) { return .transition }
      return lambda >= 0 ? .below : .above
    }
  }

  enum Region { case besideOne, transition, below, above }
}

// MARK: The power in front

extension IncompleteBeta {
  /// From here on Stirling's formula takes the place of the gamma function.
  private static let leastLarge = 10.0

  /// x^a·y^b/Β(a, b), which is x·y times the density.
  static func power(_ point: Point) -> Double {
    let (a, b) = (point.a, point.b)
    let (small, large) = a < b ? (a, b) : (b, a)
    if small >= leastLarge {
      guard let exponent = exponent(point) else { return 0 }
      return exponent.roundedExponential * largeScale(a, b)
    }
    if large < leastLarge {
      let sum = DoubleDouble.sum(a, b)
      let factorial = Factorial.value(sum.high) * (1 + Polygamma.value(0, sum.high + 1) * sum.low)
      let inverse = small / (1 + small / large) * (factorial / Factorial.value(a) / Factorial.value(b))
      return CLibrary.pow(point.x.high, a) * CLibrary.pow(point.y.high, b) * inverse
    }
    // Γ(large + small)/Γ(large) is (large + small)^small, nearly.
    let (base, rest) = a < b ? (point.x.high, point.y) : (point.y.high, point.x)
    if large * logarithm(rest) < -1600 { return 0 }
    let power = CLibrary.pow(base * (small + large), small) / Factorial.value(small) * small
    let exponent = rest.logarithm * large
    let root = DoubleDouble(high: exponent.high / 2, low: exponent.low / 2).roundedExponential
    return power * .exp(-LogBeta.rest(small, large)) * root * root
  }

  /// x^(a−1)·y^(b−1)/Β(a, b) = ∂I/∂x
  static func density(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a >= 0, b >= 0, x >= 0, x <= 1 else { return .nan }
    if a == 0 || b == 0 || !(a + b).isFinite { return x > 0 && x < 1 ? 0 : .nan }
    // At an end it is b or a, if it is neither 0 nor infinite.
    if x == 0 { return a < 1 ? .infinity : (a == 1 ? b : 0) }
    if x == 1 { return b < 1 ? .infinity : (b == 1 ? a : 0) }
    let point = Point(a, b, x)
    let power = power(point)
    if power > 1e-290 || x > 1e-20 || a < 2 { return power / x / point.y.high }
    // The power is too small where its quotient by x is not: Β(a, b) = Β(a − 1, b)·(a − 1)/(a + b − 1).
    return Self.power(Point(a - 1, b, x)) / point.y.high * ((a + b - 1) / (a - 1))
  }

  /// p^a·q^b/Β(a, b) with p = a/(a + b), q = b/(a + b), by Stirling's formula.
  static func largeScale(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    return (small / (1 + small / large) / (2 * .pi)).squareRoot() * .exp(-LogBeta.remainders(small, large))
  }

  /// a·log(x/p) + b·log(y/q), to twice as many bits, since errors of it are as large in the power, relatively; nil where e to
  /// this power is 0.
  static func exponent(_ point: Point) -> DoubleDouble? {
    let (a, b) = (point.a, point.b)
    let sum = DoubleDouble.sum(a, b)
    let (left, right) = (point.x * sum / a, point.y * sum / b)
    if a * excess(left) + b * excess(right) > 800 { return nil }
    let (first, second) = (left.logarithm * a, right.logarithm * b)
    return first + second
  }

  /// Not more than x − 1 − log x.
  private static func excess(_ x: DoubleDouble) -> Double {
    let mu = x.high - 1
    return 0.5 * mu * (mu / (1 + max(mu, 0)))
  }

  /// log x − ψ(a) + ψ(a + b)
  ///
  /// Two large terms nearly cancel, log x ≈ log(a/(a + b)). From a = 10 on they go out by hand: log(x·(a + b)/a) = log(1 − λ/a),
  /// and log a − ψ(a) is of the order of 1/a.
  static func logRatio(_ point: Point) -> Double {
    let (a, b) = (point.a, point.b)
    if b <= a, b < leastLarge {
      return logarithm(point.x) + PolygammaDifference.value(0, Pair(first: a, second: b))
    }
    let sum = a + b
    if sum < leastLarge { return logarithm(point.x) + (Polygamma.value(0, sum) - Polygamma.value(0, a)) }
    let ofSum = IncompleteGamma.logRatio(sum, sum)
    if a < leastLarge { return .log(point.x.high * sum) - Polygamma.value(0, a) - ofSum }
    let quotient = point.x.high * (sum / a)
    let isNear = quotient > 0.5 && quotient < 2
    let logarithm = isNear ? Double.log(onePlus: -point.lambda / a) : .log(quotient)
    return logarithm + (IncompleteGamma.logRatio(a, a) - ofSum)
  }

  /// log x − ψ(a + 1) + ψ(a + b)
  static func logRatioAbove(_ point: Point) -> Double {
    let (a, sum) = (point.a, point.a + point.b)
    if a >= leastLarge { return logRatio(point) - 1 / a }
    if sum < leastLarge {
      return logarithm(point.x) + (Polygamma.value(0, sum) - Polygamma.value(0, a + 1))
    }
    return .log(point.x.high * sum) - Polygamma.value(0, a + 1) - IncompleteGamma.logRatio(sum, sum)
  }

  private static func logarithm(_ x: DoubleDouble) -> Double {
    x.high > 0.5 ? Double.log(onePlus: (x.high - 1) + x.low) : .log(x.high)
  }
}

// MARK: The fraction

extension IncompleteBeta {
  /// A bound on the steps, for operands of which one is tiny beside the other: as many as their square root.
  private static let mostSteps = 20_000

  private static func fraction(_ point: Point) -> Double {
    let power = power(point) / point.a
    if power == 0 { return 0 }
    let lambda = point.lambda
    // From the last step back no rounding error grows.
    var rest = 0.0
    for k in stride(from: stepCount(point, lambda), to: 0, by: -1) {
      let step = step(point, lambda, k)
      rest = step.numerator / (step.denominator + rest)
    }
    return power / ((lambda + 1) / (point.a + 1) + rest)
  }

  /// αₙ and βₙ. Where the fraction ends, at n = b, its slope by b does not; then α is that of a neighbour.
  @inline(__always)
  private static func step(
    _ point: Point, _ lambda: Double, _ k: Int, isEndless: Bool = false
  ) -> (numerator: Double, denominator: Double) {
    let (a, b, x, n) = (point.a, point.b, point.x.high, Double(k))
    let (u, w) = (x / (a + (2 * n - 1)), a + (2 * n + 1))
    let rest = isEndless && abs(b - n) < 0.5 ? 0.5 : b - n
    return (
      (k == 1 ? 1 : a + (n - 1)) * n * ((a + b + (n - 1)) * u) * (rest * u),
      n + (b - n) * u * n + (a + n) / w * (lambda + 1 + n * (2 - x))
    )
  }

  /// How many steps are needed: forwards, by Steed's algorithm, each one adds a term.
  private static func stepCount(_ point: Point, _ lambda: Double) -> Int {
    var inverse = (point.a + 1) / (lambda + 1)
    var (term, sum) = (inverse, inverse)
    for k in 1...mostSteps {
      let step = step(point, lambda, k, isEndless: true)
      let last = inverse
      inverse = 1 / (step.denominator + step.numerator * last)
      term *= -step.numerator * last * inverse
      sum += term
      if abs(term) < 0x1p-58 * sum { return k }
    }
    return mostSteps
  }

  private static func fractionSlopes(_ point: Point) -> (a: Double, b: Double) {
    let (a, b, x, y) = (point.a, point.b, point.x.high, point.y.high)
    let power = power(point) / a
    if power == 0 { return (0, 0) }
    let lambda = point.lambda
    var tail = Slopes(value: 0, a: 0, b: 0)
    for k in stride(from: stepCount(point, lambda) + 4, to: 0, by: -1) {
      let n = Double(k)
      let (v, w) = (1 / (a + (2 * n - 1)), 1 / (a + (2 * n + 1)))
      let u = x * v
      let (left, right) = (k == 1 ? 1 : a + (n - 1), a + b + (n - 1))
      let (rightShare, restShare) = (right * u, (b - n) * u)
      let numerator = Slopes(
        value: left * n * rightShare * restShare,
        a: n * restShare * ((k == 1 ? u : left * u + rightShare) - 2 * left * rightShare * v),
        b: n * left * u * (rightShare + restShare))
      let rest = lambda + 1 + n * (2 - x)
      let denominator = Slopes(
        value: n + n * restShare + (a + n) * w * rest,
        a: w * ((n + 1) * w * rest + (a + n) * y) - n * restShare * v,
        b: n * u - (a + n) * w * x)
      tail = numerator * (denominator + tail).inverse
    }
    let start = (lambda + 1) / (a + 1)
    let sum = (Slopes(value: start, a: (y - start) / (a + 1), b: -x / (a + 1)) + tail).inverse
    return (
      power * (sum.value * logRatioAbove(point) + sum.a),
      power * (sum.value * logRatio(point.exchanged) + sum.b)
    )
  }

  /// A number with its derivatives by a and b.
  private struct Slopes {
    let value: Double
    let a: Double
    let b: Double

    var inverse: Slopes {
      let inverse = 1 / value
      return Slopes(value: inverse, a: -inverse * inverse * a, b: -inverse * inverse * b)
    }

    static func + (x: Slopes, y: Slopes) -> Slopes {
      Slopes(value: x.value + y.value, a: x.a + y.a, b: x.b + y.b)
    }

    static func * (x: Slopes, y: Slopes) -> Slopes {
      Slopes(
        value: x.value * y.value, a: x.value * y.a + x.a * y.value, b: x.value * y.b + x.b * y.value)
    }
  }
}
