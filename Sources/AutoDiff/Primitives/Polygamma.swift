import RealModule

/// ψ⁽ⁿ⁾(x), the (n+1)-th derivative of log Γ(x), where the order is a number like any other; of a whole number it is
/// ``PolygammaMember``.
enum Polygamma: BinaryPrimitive {
  static let opcode = Opcode.polygamma
  static let name = "polygamma"
  static let summary = "the n-th derivative of digamma at x"
  static let field = FunctionField.gamma
  static let hands = "each polygamma multiplies by the next"
  static let algebra = Algebra.polygamma(order: nil, isDifference: false)
  static let accuracy = AccuracyBound.ofSums
  static func isPole(at operands: [Double]) -> Bool { true }
  static let example: [Double] = [1, 2]
  static let parameters = ["n", "x"]
  static let family: Opcode? = PolygammaMember.opcode
  static let domain = "n a whole number from 0 to 60; x not 0 or a negative whole number"
  static let samples: [ClosedRange<Double>] = [1...1, 0.2...6.0]

  /// The highest order of which there is a value: two more than is promised, for its second derivatives.
  static let highestOrder = 62

  /// Bernoulli numbers B₂, B₄, …, B₂₄.
  static let bernoulli: [Double] = [
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798,
    -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730,
  ]

  /// Below 0 they reflect (DLMF 5.5.4, 5.15.6), so that no recurrence climbs from there:
  ///
  ///     ψ⁽ⁿ⁾(x) = (−1)ⁿ·ψ⁽ⁿ⁾(1 − x) − π·dⁿ/dxⁿ cot(πx)
  ///
  /// There is no limit at −∞, between poles all the way.
  static func value(_ n: Int, _ x: Double) -> Double {
    guard (0...highestOrder).contains(n), !x.isNaN else { return .nan }
    if x <= 0 {
      if x == x.rounded(.down) { return .nan }
      switch n {
      case 0: return digamma(1 - x) - .pi * CosinePi.value(x) / SinePi.value(x)
      case 1:
        let sine = SinePi.value(x) / .pi
        return 1 / (sine * sine) - combination(1, 1 - x, log: 0, power: whole)
      default:
        let reflected = combination(n, 1 - x, log: 0, power: whole)
        return (n % 2 == 0 ? reflected : -reflected) - cotangentDerivative(n, x)
      }
    }
    return n == 0 ? digamma(x) : combination(n, x, log: 0, power: whole)
  }

  /// π·dⁿ/dxⁿ cot(πx) for n ≥ 2 and x < 0.
  ///
  /// The reflection itself gives it at the distances from the poles on the two sides, where ψ⁽ⁿ⁾ has all its digits:
  /// (−1)ⁿ·ψ⁽ⁿ⁾(1 − r) − ψ⁽ⁿ⁾(r), r being what x is above a whole number. For even n the two have different signs, and cancel
  /// about halfway; as powers r^(−n−1) they do so the nearer the higher n is. There it is a polynomial in the cotangent,
  /// which is small: with c = cot θ,
  ///
  ///     dⁿ/dθⁿ cot θ = (−1)ⁿ·P_n(c),  P_0 = c,  P_{n+1} = (1 + c²)·P_n′
  ///
  /// whose coefficients are all positive and whose powers are all odd or all even.
  private static func cotangentDerivative(_ n: Int, _ x: Double) -> Double {
    // Both are exact, but for r where x is a tiny bit below 0, and there ψ⁽ⁿ⁾(r) counts nothing.
    let above = x - x.rounded(.down)
    let below = x.rounded(.up) - x
    let isEven = n % 2 == 0
    guard isEven, Double(n + 1) * (below - above).magnitude < 0.5 else {
      let right = combination(n, above, log: 0, power: whole)
      let left = combination(n, below, log: 0, power: whole)
      return (isEven ? left : -left) - right
    }
    let cotangent = CosinePi.value(x) / SinePi.value(x)
    var polynomial = [0.0, 1]
    for _ in 0..<n {
      var next = [Double](repeating: 0, count: polynomial.count + 1)
      for (power, coefficient) in polynomial.enumerated().dropFirst() {
        next[power - 1] += Double(power) * coefficient
        next[power + 1] += Double(power) * coefficient
      }
      polynomial = next
    }
    let value = polynomial.reversed().reduce(0) { $0 * cotangent + $1 }
    // The double nearest to π lacks π·3.898e-17.
    let scale = CLibrary.pow(.pi, Double(n + 1))
    return value * (scale + scale * (Double(n + 1) * 3.898171832519376e-17))
  }

  /// ψ(x) for x > 0. Between 1 and 2, where the series below would cancel, its distance from the root x₀ = 1.4616…
  /// (in three parts) times a function that is nearly 1 (J. Maddock, Boost.Math; |error| < 2e-17).
  private static func digamma(_ x: Double) -> Double {
    if x < 1 { return digamma(x + 1) - 1 / x }
    if x > 3 { return combination(0, x, log: .log(raised(0, x)), power: whole) }
    if x > 2 { return digamma(x - 1) + 1 / (x - 1) }
    let distance = x - 0x1.762d8634p0 - 0x1.6be3f6ep-32 - 0x1.a9c8865e0a4fp-64
    let numerator: [Double] = [
      -0.0020713321167745952, -0.045251321448739056, -0.28919126444774784, -0.65031853770896507,
      -0.32555031186804491, 0.25479851061131551,
    ]
    let denominator: [Double] = [
      -0.55789841321675513e-6, 0.0021284987017821144, 0.054151797245674225, 0.43593529692665969,
      1.4606242909763515, 2.0767117023730469, 1,
    ]
    func polynomial(_ coefficients: [Double]) -> Double { coefficients.reduce(0) { $0 * (x - 1) + $1 } }
    return distance * 0.99558162689208984 + distance * (polynomial(numerator) / polynomial(denominator))
  }

  /// The argument after the recurrence has raised it so far that the asymptotic series has converged.
  static func raised(_ n: Int, _ argument: Double) -> Double {
    assert(argument > 0, "what is not above 0 may be far below it")
    var x = argument
    while x < Double(n) + 15 { x += 1 }
    return x
  }

  /// ψ⁽ⁿ⁾ as a linear combination of a logarithm, for n = 0, and of whole negative powers:
  ///
  ///     ψ(x) = log x − 1/2x − Σ B₂ₖ/(2k x²ᵏ)
  ///     ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ [(n−1)!/xⁿ + n!/2xⁿ⁺¹ + Σ B₂ₖ (2k+n−1)!/((2k)! x²ᵏ⁺ⁿ)]
  ///
  /// (DLMF 5.11.2, 5.15.8), for x from n + 15 on, to which ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x+1) − (−1)ⁿ n!/xⁿ⁺¹ (DLMF 5.15.5) raises
  /// it. `power(x, m)` is xᵐ, or the difference of two such powers, which gives that of two polygammas: no terms of
  /// different sign meet in either.
  static func combination(
    _ n: Int, _ argument: Double, log: Double, power: (Double, Int) -> Double
  ) -> Double {
    var sum = 0.0
    forEachTerm(n, argument, from: Double(n) + 15) { factor, x, exponent in sum += factor * power(x, exponent)
    }
    return n == 0 ? log - sum : n % 2 == 0 ? -sum : sum
  }

  /// The powers of that combination with their factors, without the sign, for an argument that is raised to a bound. The
  /// last one is of the argument in the logarithm. No more than twice the bound and a few: an argument further below 0
  /// has to be reflected.
  @inline(__always)
  static func forEachTerm(
    _ n: Int, _ argument: Double, from bound: Double,
    _ body: (_ factor: Double, _ x: Double, _ exponent: Int) -> Void
  ) {
    var factorial = 1.0  // n!
    for k in stride(from: 2, through: n, by: 1) { factorial *= Double(k) }

    assert(argument >= -bound || argument.isNaN, "what is far below 0 has too many powers")
    var x = argument
    while x < bound {
      body(factorial, x, -(n + 1))
      x += 1
    }
    var coefficient = factorial / 2 * Double(n + 1)  // (2k+n−1)!/(2k)! for k = 1
    for (index, number) in bernoulli.enumerated() {
      let k = Double(2 * (index + 1))
      body(number * coefficient, x, -(n + 2 * (index + 1)))
      coefficient *= (k + Double(n)) * (k + Double(n) + 1) / ((k + 1) * (k + 2))
    }
    body(factorial / 2, x, -(n + 1))
    if n > 0 { body(factorial / Double(n), x, -n) }
  }

  private static func whole(_ x: Double, _ exponent: Int) -> Double {
    exponent == -1 ? 1 / x : CLibrary.pow(x, Double(exponent))
  }

  static func value(_ order: Double, _ x: Double) -> Double {
    Int(exactly: order).map { value($0, x) } ?? .nan
  }

  // There are only whole orders, and so no slope by the order.
  static func partialLeft<S: Number>(_ order: S, _ x: S, result: S) -> S { .noDerivative(by: order) }
  static func partialRight<S: Number>(_ order: S, _ x: S, result: S) -> S {
    S.apply(Polygamma.self, order + 1, x)
  }

  static func expansion(_ order: OneSided, _ x: OneSided) -> OneSided {
    guard let value = order.constantValue?.coefficient, let member = Int(exactly: value) else {
      return OneSided(.undefined)
    }
    return PolygammaMember.expansion(member, [x])
  }

  /// Bernoulli numbers B₂, B₄, …, as many as are wanted.
  static func asymptoticBernoulli(_ count: Int) -> [OneSided.Coefficient] {
    // B₂ₖ = (−1)ᵏ⁺¹·2·(2k)!/(2π)²ᵏ·ζ(2k), and ζ is 1 to the last digit from 54 on.
    var numbers = bernoulli.map { OneSided.Coefficient($0, $0.isShort ? 0 : $0.ulp) }
    while numbers.count < count {
      let order = Double(2 * numbers.count + 2)
      let zeta = (2...40).reduce(1.0) { $0 + CLibrary.pow(Double($1), -order) }
      let size = 2 * zeta * Double.gamma(order + 1) / CLibrary.pow(2 * .pi, order)
      let value = numbers.count % 2 == 0 ? size : -size
      numbers.append((value, 0x1p-44 * size))
    }
    return Array(numbers.prefix(max(1, count)))
  }
}

/// ψ⁽ⁿ⁾(x) of a whole order; derivatives of the gamma family are made of it.
enum PolygammaMember: FamilyPrimitive {
  static let opcode = Opcode.polygammaMember
  static let name = Polygamma.name
  static let notation = Notation.member
  static let summary = Polygamma.summary
  static let hands = Polygamma.hands
  static let algebra = Polygamma.algebra
  static let accuracy = Polygamma.accuracy
  static func isPole(at operands: [Double]) -> Bool { Polygamma.isPole(at: operands) }
  static let example = Polygamma.example
  static let domain = Polygamma.domain
  static let samples = Polygamma.samples

  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    Polygamma.value(n, operands[operands.startIndex])
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    body(0, S.apply(PolygammaMember.self, n + 1, operands[operands.startIndex]))
  }

  // At the pole −k from ψ⁽ⁿ⁾(x + k + 1) − ψ⁽ⁿ⁾(x) = (−1)ⁿ·n!·Σ 1/(x + j)ⁿ⁺¹ over j = 0…k (DLMF 5.15.5), far out by
  // the asymptotic series (DLMF 5.11.2, 5.15.8).
  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    let x = operands[0]
    guard (0...Polygamma.highestOrder).contains(member) else { return OneSided(.undefined) }
    let factorial = (1...max(1, member)).reduce(1.0) { $0 * Double($1) }
    let sign: Double = member % 2 == 0 ? -1 : 1
    if let (order, d) = LogGamma.pole(x) {
      if order > mostTerms { return OneSided(.overflow) }
      let poles = (0...order).reduce(OneSided(0)) { sum, k in
        sum + (d - OneSided(Double(k))).raised(to: Exponent(whole: -member - 1))
      }
      return (1 + d).composed(Self.self, member: member) + poles.scaled(by: sign * factorial)
    }
    return x.composed(Self.self, member: member) { direction in
      direction > 0 ? beyond(member, x, factorial).scaled(by: sign) : OneSided(.undecided)
    }
  }

  private static let mostTerms = 1000

  /// (n − 1)!/xⁿ + n!/(2xⁿ⁺¹) + Σ B₂ₖ·(2k + n − 1)!/((2k)!·x^(2k+n)), and −log x in place of the first term for n = 0.
  private static func beyond(_ n: Int, _ x: OneSided, _ factorial: Double) -> OneSided {
    let inverse = 1 / x
    let leading =
      n == 0
      ? -x.logarithm : inverse.raised(to: Exponent(whole: n)).scaled(by: factorial / Double(n))
    let coefficients = Polygamma.asymptoticBernoulli(x.context?.termCount ?? 1).enumerated().map {
      k, number in
      let order = 2 * (k + 1)
      // (2k + n − 1)!/(2k)!
      let factor = n == 0 ? 1 / Double(order) : (1..<max(1, n)).reduce(1.0) { $0 * Double(order + $1) }
      return OneSided.Coefficient(number.value * factor, (number.error + number.value.ulp) * abs(factor))
    }
    let power = inverse.raised(to: Exponent(whole: n + 1))
    return leading + power.scaled(by: 0.5 * factorial)
      + power * inverse * .composed(coefficients, with: inverse * inverse)
  }
}

/// ψ⁽ⁿ⁾(a + b) − ψ⁽ⁿ⁾(a); derivatives of the beta functions are made of it.
enum PolygammaDifference: FamilyPrimitive {
  static let opcode = Opcode.polygammaDifference
  static let name = "polygamma_difference"
  static let notation = Notation.written("polygamma(n, a + b) - polygamma(n, a)")
  static let summary = "polygamma(n, a + b) - polygamma(n, a), b small"
  static let hands = "each difference of polygammas multiplies by the next"
  static let algebra = Algebra.polygamma(order: nil, isDifference: true)
  static let accuracy = AccuracyBound.ofSums
  static let example: [Double] = [1, 2, 0.5]
  static let operandCount = 2
  static let parameters = ["n", "a", "b"]
  static let domain = "n a whole number from 0 to 60; a > 0, b > 0"
  static let samples: [ClosedRange<Double>] = [1...1, 0.2...6.0]

  static func expanded<S: Number>(_ n: Int, _ operands: [S]) -> S? {
    func polygamma(_ x: S) -> S {
      switch n {
      case 0: S.apply(Digamma.self, x)
      case 1: S.apply(Trigamma.self, x)
      default: S.apply(Polygamma.self, S(Double(n)), x)
      }
    }
    return polygamma(operands[0] + operands[1]) - polygamma(operands[0])
  }

  /// The difference of two sums is the sum of their terms' differences, and those do not cancel in the form
  /// (x + b)ᵐ − xᵐ = xᵐ·((1 + b/x)ᵐ − 1).
  static func value<Operands: RandomAccessCollection<Double>>(_ n: Int, _ operands: Operands) -> Double {
    let (a, b) = pair(operands)
    guard (0...Polygamma.highestOrder).contains(n), a > 0, b > 0, b.isFinite else {
      return Polygamma.value(n, a + b) - Polygamma.value(n, a)
    }
    return Polygamma.combination(n, a, log: .log(onePlus: b / Polygamma.raised(n, a))) { x, exponent in
      let m = Double(exponent)
      return CLibrary.pow(x, m) * .expMinusOne(m * .log(onePlus: b / x))
    }
  }

  static func partials<S: Number, Operands: RandomAccessCollection<S>>(
    _ n: Int, _ operands: Operands, result: S, _ body: (_ position: Int, _ partial: S) -> Void
  ) {
    let (a, b) = pair(operands)
    body(0, S.apply(PolygammaDifference.self, n + 1, Pair(first: a, second: b)))
    body(1, S.apply(PolygammaMember.self, n + 1, a + b))
  }

  private static func pair<Operands: RandomAccessCollection>(_ operands: Operands) -> (
    Operands.Element, Operands.Element
  ) {
    (operands[operands.startIndex], operands[operands.index(after: operands.startIndex)])
  }

  static func expansion(_ member: Int, _ operands: [OneSided]) -> OneSided {
    PolygammaMember.expansion(member, [operands[0] + operands[1]])
      - PolygammaMember.expansion(member, [operands[0]])
  }
}
