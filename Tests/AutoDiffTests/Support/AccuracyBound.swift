@testable import AutoDiff

/// How far, in ulps, the value and the partials of a primitive may be from the right ones.
struct AccuracyBound {
  private var value = 2.0
  private var partial = 4.0
  private var second = 64.0

  /// The points at which the second partials have few right digits or none.
  private(set) var isBeyondSecond: ([Double]) -> Bool = { _ in false }

  /// How many steps on the grid of subnormal numbers anything may be off, where such a number was multiplied on the way.
  private(set) var gridSteps = 0.0

  /// Why the primitive is an exception, and what was measured.
  private(set) var reason: String?

  /// The primitives whose value is what the C library gives.
  static let ofTheCLibrary: [Opcode] = [
    .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .atan2, .sinh,
    .cosh,
    .tanh, .asinh, .acosh, .atanh, .cbrt, .power, .erf, .erfc, .gamma, .lgamma, .besselj0, .besselj1,
    .besselj,
    .bessely0, .bessely1,
  ]

  private static let reduction = """
    the C library's sine and cosine beside the multiple of π/2 that is nearest to a double, at 5.32e255, are 8 ulp off
    """

  subscript(kind: Accuracy.Kind) -> Double {
    switch kind {
    case .value: value
    case .reverse, .forward, .symbolic: partial
    case .secondByLanes, .secondSymbolic: second
    }
  }

  init(_ opcode: Opcode) {
    switch opcode {
    case .gamma, .factorial, .lgamma, .digamma, .trigamma, .polygamma, .polygammaDifference, .lbeta,
      .beta, .besselj0, .besselj1, .besselj, .bessely0, .bessely1:
      (value, partial) = (16, 32)
    default: break
    }
    allowException(opcode)
  }

  /// The exceptions, with what was measured.
  private mutating func allowException(_ opcode: Opcode) {
    switch opcode {
    case .sin: (partial, reason) = (8, Self.reduction)
    case .cos, .cot: (value, reason) = (8, Self.reduction)
    case .csc: (partial, reason) = (8, Self.reduction)
    case .tan: (value, partial, reason) = (14, 26, Self.reduction)
    case .sec: (value, partial, reason) = (13, 25, Self.reduction)

    case .logaddexp:
      (partial, second) = (350, 350)
      reason = "of a - b, rounded, the partial is e^x at the far end: a relative error of x·2⁻⁵³"
    case .logsumexp:
      partial = 5
      reason =
        "of an operand minus the result, rounded, the partial is e^x: 5 for an operand 10 below the result"
    case .erfinv:
      partial = 27
      reason = "1/erf′(y) with y rounded has 2y² times its relative error: 27 at 1 - 2⁻⁵³, 8 at 0.99999"
    case .gaussian, .normpdf:
      gridSteps = 1000
      reason =
        "what the grid of subnormal numbers took from a density is multiplied by x or, in the second derivative, x²"
    case .gelu, .silu:
      (partial, gridSteps) = (8, 1000)
      reason =
        "the terms of the derivative nearly cancel around -1; and those that are subnormal far out, as for gaussian"

    case .sigmoid:
      isBeyondSecond = { abs($0[0]) < 0.1 }
      reason = "where the second derivative is 0, at x = 0, it is a difference of two that are not"
    case .tanh:
      isBeyondSecond = { abs($0[0]) > 340 }
      reason = "symbolic only: a quotient of cosh underflows where the second derivative is 1e-299"
    case .atan2, .hypot:
      isBeyondSecond = { $0.contains { $0 != 0 && abs($0) < 1e-150 } }
      reason = "a product underflows or overflows on the way where operands are below 1e-150"
    case .logToBase:
      isBeyondSecond = { $0.contains { $0 < 1e-150 || $0 > 1e150 } }
      reason = "a product underflows or overflows on the way where operands are below 1e-150 or above 1e150"
    case .bessely1, .logit:
      isBeyondSecond = { $0[0] < 1e-150 }
      reason = "NaN, where terms of both signs overflow on the way, instead of an infinity below 1e-150"
    case .beta:
      isBeyondSecond = { $0[0] < 1e-6 && $0[1] < 1e-6 }
      reason = "the mixed partial is a difference of large terms when both operands are tiny"
    default: break
    }
  }
}
