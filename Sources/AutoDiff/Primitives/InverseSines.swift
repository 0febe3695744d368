/// What sines and cosines are of the angles that inverse functions give: sin(acos x) is √(1 − x²).
enum InverseSines {
  /// The sine and the cosine of what an inverse trigonometric function is of `x`; nil for other functions.
  static func circular<S: Number>(_ inverse: Opcode, _ x: S) -> (sine: S, cosine: S)? {
    switch inverse {
    case .asin: (x, S.sqrt(1 - S.power(x, 2)))
    case .acos: (S.sqrt(1 - S.power(x, 2)), x)
    case .atan: (x / S.sqrt(1 + S.power(x, 2)), 1 / S.sqrt(1 + S.power(x, 2)))
    case .asec: (S.sqrt(1 - 1 / S.power(x, 2)), 1 / x)
    case .acsc: (1 / x, S.sqrt(1 - 1 / S.power(x, 2)))
    default: nil
    }
  }

  /// The hyperbolic sine and cosine of what an inverse hyperbolic function is of `x`; nil for other functions.
  static func hyperbolic<S: Number>(_ inverse: Opcode, _ x: S) -> (sine: S, cosine: S)? {
    switch inverse {
    case .asinh: (x, S.sqrt(1 + S.power(x, 2)))
    case .acosh: (S.sqrt(x - 1) * S.sqrt(x + 1), x)
    case .atanh: (x / S.sqrt(1 - S.power(x, 2)), 1 / S.sqrt(1 - S.power(x, 2)))
    case .asech: (S.sqrt(1 - S.power(x, 2)) / x, 1 / x)
    case .acsch: (1 / x, S.sqrt(1 + 1 / S.power(x, 2)))
    default: nil
    }
  }
}
