import RealModule

/// ζ(s) for real s and its derivatives.
///
/// - Around the pole it is 1/(s − 1) and a power series that converges everywhere, of Stieltjes' constants (DLMF 25.2.4).
/// - Further right, the first terms of Σ k⁻ˢ and the formula of Euler and Maclaurin for the others (DLMF 25.2.10).
/// - Further left, by the functional equation (DLMF 25.4.1), ζ(1 − z) = cos(πz/2)·F(z) with F(z) = 2·(2π)⁻ᶻ·Γ(z)·ζ(z).
///
/// Derivatives of every order are those of the three.
enum ZetaValues {
  /// The highest order of which there is a value.
  static let highestOrder = 60

  /// ζ⁽ⁿ⁾(s).
  static func value(_ n: Int, _ s: Double) -> Double {
    guard (0...highestOrder).contains(n), !s.isNaN, s != -.infinity else { return .nan }
    if s == 1 { return n % 2 == 0 ? .infinity : -.infinity }
    if s > farRight { return beyond(n, s) }
    // The higher the order, the less is there beside the pole.
    let left = n == 0 ? -0.25 : -2 - 0.5 * Double(min(n, 13) - 1)
    if s >= left { return aroundPole(n, s - 1) }
    return n == 0 ? reflected(s) : reflected(n, s)
  }

  /// From where on the sum is used.
  private static let farRight = 4.0

  /// (−1)ⁿ·n!/uⁿ⁺¹ + dⁿ/duⁿ Σ eⱼ·uʲ
  private static func aroundPole(_ n: Int, _ u: Double) -> Double {
    let series = coefficients.withUnsafeBufferPointer { coefficients in
      var sum = 0.0
      for j in stride(from: coefficients.count - 1, through: n, by: -1) {
        var factor = coefficients[j]
        for i in stride(from: 0, to: n, by: 1) { factor *= Double(j - i) }
        sum = sum * u + factor
      }
      return sum
    }
    if n == 0 { return 1 / u + series }
    let pole = factorial(n) / CLibrary.pow(u, Double(n + 1))
    return series + (n % 2 == 0 ? pole : -pole)
  }

  private static func factorial(_ n: Int) -> Double {
    stride(from: 2, through: n, by: 1).reduce(1.0) { $0 * Double($1) }
  }

  /// Σ (−log k)ⁿ·k⁻ˢ for s > 4.
  ///
  /// With N = 12, what is left of Σ k⁻ˢ from N on is N⁻ˢ·q(s), q(s) = N/(s−1) + ½ + Σ B₂ⱼ/(2j)!·(s)₂ⱼ₋₁·N¹⁻²ʲ. Its n-th
  /// derivative, over n!, is the coefficient of hⁿ in the product of N⁻ˢ⁻ʰ and q(s + h). Where s is so large that
  /// its terms grow, N⁻ˢ is nothing beside 2⁻ˢ.
  private static func beyond(_ n: Int, _ s: Double) -> Double {
    if s == .infinity { return n == 0 ? 1 : 0 }
    var sum = s < 40 ? tail(n, s) : 0
    for k in stride(from: last - 1, through: 2, by: -1) {
      let power = CLibrary.pow(Double(k), -s)
      sum += n == 0 ? power : power * CLibrary.pow(-Double.log(Double(k)), Double(n))
    }
    return n == 0 ? 1 + sum : sum
  }

  /// N
  private static let last = 12

  private static func tail(_ n: Int, _ s: Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (n + 1)) { memory in
      // The powers of h in q(s + h), and behind them those of a rising factorial.
      let rising = n + 1
      let size = Double(last)
      var term = size / (s - 1)
      for i in 0...n {
        memory[i] = term
        term = -term / (s - 1)
        memory[rising + i] = i == 0 ? s : (i == 1 ? 1 : 0)
      }
      memory[0] += 0.5
      func multiply(by start: Double) {
        for i in stride(from: n, through: 0, by: -1) {
          memory[rising + i] = memory[rising + i] * start + (i > 0 ? memory[rising + i - 1] : 0)
        }
      }
      var scale = 1 / size
      for (j, number) in bernoulliQuotients.enumerated() {
        for i in 0...n { memory[i] += number * scale * memory[rising + i] }
        multiply(by: s + Double(2 * j + 1))
        multiply(by: s + Double(2 * j + 2))
        scale /= size * size
      }
      var (sum, power) = (0.0, 1.0)
      for i in stride(from: n, through: 0, by: -1) {
        sum += memory[i] * power
        power *= -Double.log(size) / Double(n - i + 1)
      }
      return sum * factorial(n) * CLibrary.pow(size, -s)
    }
  }

  /// B₂ⱼ/(2j)!
  private static let bernoulliQuotients: [Double] = Polygamma.bernoulli.enumerated().map {
    $1 / factorial(2 * $0 + 2)
  }

  /// ζ(s) for s < 0.
  ///
  /// What rounding lost of z = 1 − s goes back in by the slope of log F.
  private static func reflected(_ s: Double) -> Double {
    let sine = SinePi.value(s / 2)
    if sine == 0 { return 0 }
    let (z, lost) = opposite(s)
    let scale = scale(z)
    let value = sine * self.value(0, z) * scale.first * scale.second
    return lost == 0 || !value.isFinite ? value : value + value * lost * logarithmicSlope(z)
  }

  /// 1 − s, and what rounding lost of it.
  private static func opposite(_ s: Double) -> (z: Double, lost: Double) {
    let sum = DoubleDouble.sum(1, -s)
    return (sum.high, sum.low)
  }

  /// F′/F
  private static func logarithmicSlope(_ z: Double) -> Double {
    Polygamma.value(0, z) - logTwoPi + value(1, z) / value(0, z)
  }

  /// log 2π
  private static let logTwoPi = 1.8378770664093454836

  /// 2·(2π)⁻ᶻ·Γ(z), from 20 on by Stirling's formula (DLMF 5.11.3), as 2·√(2π/z)·(z/2πe)ᶻ·(1 + 1/12z + …): in two factors,
  /// since all that it is multiplied by may bring it back into the range of doubles.
  private static func scale(_ z: Double) -> (first: Double, second: Double) {
    if z < 20 {
      // The double nearest to π lacks π·3.898e-17.
      let power = CLibrary.pow(2 * .pi, -z)
      return (2 * (power - power * (z * 3.898171832519376e-17)) * Double.gamma(z), 1)
    }
    // An error of the base counts z times as much in the power.
    let base = inverseTwoPiE * z
    let inverse = 1 / (z * z)
    let remainders = 1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680 - inverse / 1188))
    let correction = Double.exp((1.0 / 12 - inverse * remainders) / z + z * (base.low / base.high))
    let first = 2 * (2 * .pi / z).squareRoot() * correction
    if z < 200 { return (first * CLibrary.pow(base.high, z), 1) }
    let root = CLibrary.pow(base.high, 0.5 * z)
    return (first * root, root)
  }

  /// 1/(2πe)
  private static let inverseTwoPiE =
    DoubleDouble(1) / (DoubleDouble.pi.scaled(by: 2) * DoubleDouble(1).exponential)

  /// ζ⁽ⁿ⁾(s) for s < −2: n!·(−1)ⁿ times the coefficient of hⁿ in cos(π(z + h)/2)·F(z + h).
  private static func reflected(_ n: Int, _ s: Double) -> Double {
    let (z, lost) = opposite(s)
    let scale = scale(z)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * (n + 2)) { memory in
      let count = n + 2
      // The powers of h in log Γ(z + h) − h·log 2π, in its exponential, in ζ(z + h), and in F(z + h).
      let (gamma, exponential, zeta, product) = (0, count, 2 * count, 3 * count)
      var factorial = 1.0
      for k in 0..<count {
        if k > 0 { factorial *= Double(k) }
        memory[gamma + k] = k == 0 ? 0 : Polygamma.value(k - 1, z) / factorial
        memory[zeta + k] = value(k, z) / factorial
      }
      memory[gamma + 1] -= logTwoPi
      memory[exponential] = 1
      for k in 1..<count {
        let sum = (1...k).reduce(0) { $0 + Double($1) * memory[gamma + $1] * memory[exponential + k - $1] }
        memory[exponential + k] = sum / Double(k)
      }
      for k in 0..<count {
        memory[product + k] = (0...k).reduce(0) { $0 + memory[exponential + $1] * memory[zeta + k - $1] }
      }
      for k in 0...n { memory[product + k] += Double(k + 1) * memory[product + k + 1] * lost }
      let (sine, cosine) = (SinePi.value(s / 2), CosinePi.value(s / 2))
      var (sum, power) = (0.0, 1.0)
      for k in 0...n {
        let wave = k % 2 == 0 ? sine : -cosine
        sum += (k % 4 < 2 ? wave : -wave) * power * memory[product + n - k]
        power *= 0.5 * .pi / Double(k + 1)
      }
      let result = sum * self.factorial(n) * scale.first * scale.second
      return n % 2 == 0 ? result : -result
    }
  }

  /// The powers of s − 1 in ζ(s) − 1/(s − 1) (`References/coefficients.py`).
  static let coefficients: [Double] = [
    0.5772156649015329, 0.07281584548367673, -0.00484518159643616, -0.00034230573671722433,
    9.689041939447084e-05, -6.6110318108421895e-06, -3.316240908752772e-07, 1.0462094584479188e-07,
    -8.733218100273798e-09, 9.47827778276236e-11, 5.658421927608708e-11, -6.768689863513697e-12,
    3.4921159366720317e-13, 4.4104247417577536e-15, -2.3997862217709992e-15, 2.1677312200726828e-16,
    -9.544466076366965e-18, -7.387676660538637e-20, 4.800850782488065e-20, -4.139956737713306e-21,
    1.9168201593991233e-22, -2.0441543122262165e-24, -4.818498501107353e-25, 4.8118570515125666e-26,
    -2.560263310318815e-27, 6.927840895304667e-29, 1.628607550485587e-30, -3.1939375611532554e-31,
    2.0991515893634255e-32, -8.33674529544144e-34, 1.3412593772192187e-35, 9.137143891298173e-37,
    -9.768421446893165e-38, 5.1946428874557335e-39, -1.7317495951610044e-40, 1.9716202332662872e-42,
    1.9484800827555884e-43, -1.7148402816434978e-44, 8.201623257950248e-46, -2.5390961700398236e-47,
    3.048374806812473e-49, 2.1510328807813953e-50, -1.8781376778317063e-51, 8.714569870915345e-53,
    -2.704293254941653e-54, 4.240302974829752e-56, 1.2012301439433541e-57, -1.3161916455481749e-58,
    6.338248329201691e-60, -2.068849904505603e-61, 4.1698959035273195e-63, 1.237617160668237e-65,
    -5.742615947423206e-66, 3.136130404719764e-67, -1.1143707929023632e-68, 2.7229295670173136e-70,
    -2.890689027354374e-72, -1.3256083311628616e-73, 1.021857590267504e-74, -4.1406856075309084e-76,
    1.184273611471566e-77, -2.2000652263792226e-79, 1.694842625498632e-82, 1.972011739664475e-82,
    -1.0270409175181361e-83, 3.4495599938967e-85, -8.341267243952002e-87, 1.1905053149439832e-88,
    1.15787330336037e-90, -1.554729269548007e-91, 6.6219633946973275e-93, -1.954371765275342e-94,
    4.16682477597533e-96, -4.7572738002586515e-98, -9.031966031264242e-100, 7.737016941961725e-101,
    -2.9252663787681712e-102, 7.909633847506807e-104, -1.5515468047182732e-105, 1.5605563640353298e-107,
  ]
}
