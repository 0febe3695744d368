/// What a node does: one case for each primitive, and ``input`` for a leaf.
///
/// Adding a function takes a case here and a line in `dispatch(_:_:)`; the compiler points at the second when
/// the first is there.
public enum Opcode: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// A leaf whose value is set from outside.
  case input

  // Arithmetic.swift
  case negate, add, subtract, gap, multiply, strongMultiply, divide, strongDivide, power, sqrt, cbrt, detach,
    guarded

  // Comparison.swift
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, above, and, or, not

  // Piecewise.swift
  case abs, sign, floor, ceil, round, trunc, mod, rem, clamp, `if`

  // Exponential.swift
  case exp, exp2, expm1, log, logToBase, log2, log10, log1p, logaddexp, xlogy

  // Trigonometric.swift
  case sin, cos, tan, sec, csc, cot, asin, acos, atan, atan2, sinpi, cospi, oneMinusSquare

  // Degrees.swift
  case deg, rad

  // Sinc.swift
  case sinc, sincDerivative

  // Hyperbolic.swift
  case sinh, cosh, tanh, asinh, acosh, atanh

  // Reciprocal.swift
  case sech, csch, coth, asec, cathetus, acsc, acot, asech, acsch, acoth, acothDerivative

  // Normal.swift
  case normcdf, normpdf

  // LogNormal.swift
  case logNdtr, logNdtrDerivative

  // ErrorFunction.swift
  case erf, erfc, gaussian, erfinv

  // ScaledErrorFunction.swift
  case erfcx, erfcxDerivative, erfi, inverseGaussian, dawson, dawsonDerivative

  // Gamma.swift
  case gamma, factorial, lgamma, digamma, trigamma

  // Zeta.swift, Dilogarithm.swift
  case zeta, zetaDerivative, polylog2, polylog2Derivative

  // Lambert.swift
  case lambertw, lambertwDerivative, lambertwm1, lambertwm1Derivative, lambertwOfBranch

  // ExponentialIntegral.swift
  case expint, ei, exponentialQuotient, li, si, siDerivative, ci

  // Elliptic.swift
  case ellipk, ellipkDerivative, ellipe, ellipeDerivative

  // Polygamma.swift
  case polygamma, polygammaMember, polygammaDifference

  // Beta.swift
  case lbeta, beta

  // BinomialCoefficient.swift
  case nCr, nCrSlopeN, nCrSlopeK

  // IncompleteBetaFunctions.swift
  case betainc, betaincSlopeA, betaincSlopeB, betaDensity, betaDensitySlope, betaDensityRatioA,
    betaDensityRatioB

  // IncompleteGammaFunctions.swift
  case gammainc, gammaincc, gammaincSlope, gammaDensity, gammaDensityRatio

  // Bessel.swift
  case besselj0, besselj1, bessely0, bessely1

  // BesselOrders.swift
  case besselj, besseljMember, bessely, besselyMember

  // ModifiedBessel.swift
  case besseli, besseliMember, besselk, besselkMember

  // ScaledBessel.swift
  case besselie, besselieSlope, besselieCurvature, besselke, besselkeSlope, besselkeCurvature

  // Airy.swift
  case airyAi, airyAiDerivative, airyBi, airyBiDerivative

  // Activation.swift
  case sigmoid, sigmoidDerivative, logit, softplus, relu, leakyRelu, elu, softsign, silu, gelu

  // Aggregate.swift
  case sum, mean, prod, max, min, logsumexp

  // Norm.swift
  case hypot, normSlope

  // Arrays
  /// An operation on whole arrays, which the node's ``ArrayOperation`` tells.
  case array

  /// The operations on numbers, and ``input``.
  public static let allCases: [Opcode] = (0..<array.rawValue).compactMap(Opcode.init(rawValue:))

  /// Everything that a node can do, in the order of the numbers.
  static let all: [Opcode] = allCases + [.array]
}
