import RealModule

/// Random numbers that depend on a seed and a place alone: the same on every machine, whatever else is computed when.
///
/// Element i of seed s is a hash of the two, by the steps of SplitMix64 (Steele, Lea, Flood 2014), as a number between 0 and 1
/// that is neither.
struct RandomNumbers {
  private let start: UInt64

  init(seed: UInt64) { start = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }

  /// Evenly between 0 and 1: an odd multiple of 2⁻⁵⁴.
  func uniform(_ place: Int) -> Double {
    let bits = Self.mixed(start &+ UInt64(truncatingIfNeeded: place + 1) &* 0x9E37_79B9_7F4A_7C15)
    return (Double(bits >> 11) + 0.5) * 0x1p-53
  }

  /// Normally distributed with mean 0 and standard deviation 1: the quantile of the even one.
  func normal(_ place: Int) -> Double { Self.normalQuantile(uniform(place)) }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// The quantile of the normal distribution to about 16 digits (Wichura 1988, algorithm AS 241).
  static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * quotient(centre, r)
    }
    let r = Double.sqrt(-.log(q < 0 ? p : 1 - p))
    let magnitude = r <= 5 ? quotient(middle, r - 1.6) : quotient(tail, r - 5)
    return q < 0 ? -magnitude : magnitude
  }

  private typealias Polynomials = (numerator: [Double], denominator: [Double])

  /// The quotient of two polynomials, whose coefficients stand from the highest to the lowest.
  private static func quotient(_ polynomials: Polynomials, _ x: Double) -> Double {
    polynomials.numerator.reduce(0) { $0 * x + $1 } / polynomials.denominator.reduce(0) { $0 * x + $1 }
  }

  private static let centre: Polynomials = (
    [
      2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
      1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ],
    [
      5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
      5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
    ]
  )

  private static let middle: Polynomials = (
    [
      7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
      1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
      4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ],
    [
      1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
      1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
      2.05319162663775882187e+0, 1,
    ]
  )

  private static let tail: Polynomials = (
    [
      2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
      2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
      5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ],
    [
      2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
      7.86869131745613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
      5.99832206555887937690e-1, 1,
    ]
  )
}
