/// Something to be done with a primitive, whichever it is.
///
/// ``dispatch(_:_:)`` hands the visitor the primitive's type. Evaluation, the sweeps, help, tests and exporters
/// are visitors; none of them lists the primitives again.
protocol PrimitiveVisitor {
  /// What a visit gives.
  associatedtype Output

  /// Visits a leaf.
  mutating func input() -> Output

  /// Visits a primitive of one operand.
  mutating func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Output

  /// Visits a primitive of two operands.
  mutating func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Output

  /// Visits a primitive of three operands.
  mutating func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Output

  /// Visits a primitive of any number of operands.
  mutating func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Output

  /// Visits a family, of which the visitor knows the member.
  mutating func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Output
}

/// A visitor that visits each primitive by a function of its own.
///
/// ``dispatch(_:_:)`` makes code for every primitive, and where all of it is inlined into one function the compiler takes
/// minutes over that. A call costs two nanoseconds or so: too much only where single operations are visited in the
/// tightest loops.
struct OutOfLine<Base: PrimitiveVisitor>: PrimitiveVisitor {
  var base: Base

  init(_ base: Base) { self.base = base }

  @inline(__always) mutating func input() -> Base.Output { base.input() }
  @inline(never) mutating func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Base.Output {
    base.unary(P.self)
  }
  @inline(never) mutating func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Base.Output {
    base.binary(P.self)
  }
  @inline(never) mutating func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Base.Output {
    base.ternary(P.self)
  }
  @inline(never) mutating func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Base.Output {
    base.nary(P.self)
  }
  @inline(never) mutating func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Base.Output {
    base.family(P.self)
  }
}

/// Calls the visitor's method with the primitive that `opcode` stands for: the one `switch` over all of them.
///
/// It is inlined into each sweep, where the optimiser makes specialised code of every line; see ``OutOfLine``.
@inline(__always)
func dispatch<Visitor: PrimitiveVisitor>(_ opcode: Opcode, _ visitor: inout Visitor) -> Visitor.Output {
  switch opcode {
  // What an array operation does, its node says: numbers take it for a leaf.
  case .input, .array: visitor.input()
  case .negate: visitor.unary(Negate.self)
  case .add: visitor.binary(Add.self)
  case .subtract: visitor.binary(Subtract.self)
  case .gap: visitor.binary(Gap.self)
  case .multiply: visitor.binary(Multiply.self)
  case .strongMultiply: visitor.binary(StrongMultiply.self)
  case .divide: visitor.binary(Divide.self)
  case .strongDivide: visitor.binary(StrongDivide.self)
  case .power: visitor.binary(Power.self)
  case .sqrt: visitor.unary(SquareRoot.self)
  case .cbrt: visitor.unary(CubeRoot.self)
  case .detach: visitor.unary(Detach.self)
  case .guarded: visitor.binary(Guard.self)
  case .less: visitor.binary(Less.self)
  case .lessOrEqual: visitor.binary(LessOrEqual.self)
  case .greater: visitor.binary(Greater.self)
  case .greaterOrEqual: visitor.binary(GreaterOrEqual.self)
  case .equal: visitor.binary(Equal.self)
  case .notEqual: visitor.binary(NotEqual.self)
  case .above: visitor.binary(Above.self)
  case .and: visitor.binary(And.self)
  case .or: visitor.binary(Or.self)
  case .not: visitor.unary(Not.self)
  case .abs: visitor.unary(AbsoluteValue.self)
  case .sign: visitor.unary(Sign.self)
  case .floor: visitor.unary(Floor.self)
  case .ceil: visitor.unary(Ceiling.self)
  case .round: visitor.unary(Round.self)
  case .trunc: visitor.unary(Truncate.self)
  case .mod: visitor.binary(Modulo.self)
  case .rem: visitor.binary(Remainder.self)
  case .clamp: visitor.ternary(Clamp.self)
  case .if: visitor.ternary(If.self)
  case .exp: visitor.unary(Exponential.self)
  case .exp2: visitor.unary(BinaryExponential.self)
  case .expm1: visitor.unary(ExponentialMinusOne.self)
  case .log: visitor.unary(Logarithm.self)
  case .logToBase: visitor.binary(LogarithmToBase.self)
  case .log2: visitor.unary(BinaryLogarithm.self)
  case .log10: visitor.unary(DecimalLogarithm.self)
  case .log1p: visitor.unary(LogarithmOnePlus.self)
  case .logaddexp: visitor.binary(LogAddExp.self)
  case .xlogy: visitor.binary(XLogY.self)
  case .sin: visitor.unary(Sine.self)
  case .cos: visitor.unary(Cosine.self)
  case .tan: visitor.unary(Tangent.self)
  case .sec: visitor.unary(Secant.self)
  case .csc: visitor.unary(Cosecant.self)
  case .cot: visitor.unary(Cotangent.self)
  case .asin: visitor.unary(ArcSine.self)
  case .acos: visitor.unary(ArcCosine.self)
  case .atan: visitor.unary(ArcTangent.self)
  case .atan2: visitor.binary(ArcTangent2.self)
  case .sinpi: visitor.unary(SinePi.self)
  case .cospi: visitor.unary(CosinePi.self)
  case .deg: visitor.unary(Degrees.self)
  case .rad: visitor.unary(Radians.self)
  case .sinc: visitor.unary(NormalizedSinc.self)
  case .sincDerivative: visitor.family(SincDerivative.self)
  case .oneMinusSquare: visitor.unary(OneMinusSquare.self)
  case .sinh: visitor.unary(HyperbolicSine.self)
  case .cosh: visitor.unary(HyperbolicCosine.self)
  case .tanh: visitor.unary(HyperbolicTangent.self)
  case .asinh: visitor.unary(HyperbolicArcSine.self)
  case .acosh: visitor.unary(HyperbolicArcCosine.self)
  case .atanh: visitor.unary(HyperbolicArcTangent.self)
  case .sech: visitor.unary(HyperbolicSecant.self)
  case .csch: visitor.unary(HyperbolicCosecant.self)
  case .coth: visitor.unary(HyperbolicCotangent.self)
  case .asec: visitor.unary(ArcSecant.self)
  case .cathetus: visitor.unary(Cathetus.self)
  case .acsc: visitor.unary(ArcCosecant.self)
  case .acot: visitor.unary(ArcCotangent.self)
  case .asech: visitor.unary(HyperbolicArcSecant.self)
  case .acsch: visitor.unary(HyperbolicArcCosecant.self)
  case .acothDerivative: visitor.unary(HyperbolicArcCotangentDerivative.self)
  case .acoth: visitor.unary(HyperbolicArcCotangent.self)
  case .normcdf: visitor.unary(NormalDistribution.self)
  case .normpdf: visitor.unary(NormalDensity.self)
  case .logNdtr: visitor.unary(LogNormalDistribution.self)
  case .logNdtrDerivative: visitor.family(LogNormalDerivative.self)
  case .erf: visitor.unary(ErrorFunction.self)
  case .erfc: visitor.unary(ComplementaryErrorFunction.self)
  case .gaussian: visitor.unary(Gaussian.self)
  case .erfinv: visitor.unary(InverseErrorFunction.self)
  case .erfcx: visitor.unary(ScaledErrorFunction.self)
  case .erfcxDerivative: visitor.family(ScaledErrorDerivative.self)
  case .erfi: visitor.unary(ImaginaryErrorFunction.self)
  case .inverseGaussian: visitor.unary(InverseGaussian.self)
  case .dawson: visitor.unary(DawsonIntegral.self)
  case .dawsonDerivative: visitor.family(DawsonDerivative.self)
  case .gamma: visitor.unary(Gamma.self)
  case .factorial: visitor.unary(Factorial.self)
  case .lgamma: visitor.unary(LogGamma.self)
  case .digamma: visitor.unary(Digamma.self)
  case .trigamma: visitor.unary(Trigamma.self)
  case .lambertw: visitor.unary(LambertW.self)
  case .lambertwDerivative: visitor.unary(LambertWDerivative.self)
  case .lambertwm1: visitor.unary(LambertWLower.self)
  case .lambertwm1Derivative: visitor.unary(LambertWLowerDerivative.self)
  case .lambertwOfBranch: visitor.binary(LambertWOfBranch.self)
  case .expint: visitor.unary(ExponentialIntegralE1.self)
  case .ei: visitor.unary(ExponentialIntegral.self)
  case .exponentialQuotient: visitor.unary(ExponentialQuotient.self)
  case .li: visitor.unary(LogarithmicIntegral.self)
  case .si: visitor.unary(SineIntegral.self)
  case .siDerivative: visitor.family(SineIntegralDerivative.self)
  case .ci: visitor.unary(CosineIntegral.self)
  case .ellipk: visitor.unary(EllipticK.self)
  case .ellipkDerivative: visitor.family(EllipticKDerivative.self)
  case .ellipe: visitor.unary(EllipticE.self)
  case .ellipeDerivative: visitor.family(EllipticEDerivative.self)
  case .zeta: visitor.unary(Zeta.self)
  case .zetaDerivative: visitor.family(ZetaDerivative.self)
  case .polylog2: visitor.unary(Dilogarithm.self)
  case .polylog2Derivative: visitor.family(DilogarithmDerivative.self)
  case .polygamma: visitor.binary(Polygamma.self)
  case .polygammaMember: visitor.family(PolygammaMember.self)
  case .polygammaDifference: visitor.family(PolygammaDifference.self)
  case .lbeta: visitor.binary(LogBeta.self)
  case .beta: visitor.binary(Beta.self)
  case .nCr: visitor.binary(Binomial.self)
  case .nCrSlopeN: visitor.binary(BinomialSlopeByUpper.self)
  case .nCrSlopeK: visitor.binary(BinomialSlopeByLower.self)
  case .betainc: visitor.ternary(IncompleteBetaFunction.self)
  case .betaincSlopeA: visitor.ternary(IncompleteBetaSlopeByFirst.self)
  case .betaincSlopeB: visitor.ternary(IncompleteBetaSlopeBySecond.self)
  case .betaDensity: visitor.ternary(BetaDensity.self)
  case .betaDensitySlope: visitor.ternary(BetaDensitySlope.self)
  case .betaDensityRatioA: visitor.ternary(BetaDensityRatioByFirst.self)
  case .betaDensityRatioB: visitor.ternary(BetaDensityRatioBySecond.self)
  case .gammainc: visitor.binary(LowerIncompleteGamma.self)
  case .gammaincc: visitor.binary(UpperIncompleteGamma.self)
  case .gammaincSlope: visitor.binary(IncompleteGammaSlope.self)
  case .gammaDensity: visitor.binary(GammaDensity.self)
  case .gammaDensityRatio: visitor.binary(GammaDensityRatio.self)
  case .besselj0: visitor.unary(BesselJ0.self)
  case .besselj1: visitor.unary(BesselJ1.self)
  case .bessely0: visitor.unary(BesselY0.self)
  case .bessely1: visitor.unary(BesselY1.self)
  case .besselj: visitor.binary(BesselJ.self)
  case .besseljMember: visitor.family(BesselJMember.self)
  case .bessely: visitor.binary(BesselY.self)
  case .besselyMember: visitor.family(BesselYMember.self)
  case .besseli: visitor.binary(BesselI.self)
  case .besseliMember: visitor.family(BesselIMember.self)
  case .besselk: visitor.binary(BesselK.self)
  case .besselkMember: visitor.family(BesselKMember.self)
  case .besselie: visitor.binary(BesselIE.self)
  case .besselieSlope: visitor.binary(BesselIESlope.self)
  case .besselieCurvature: visitor.binary(BesselIECurvature.self)
  case .besselke: visitor.binary(BesselKE.self)
  case .besselkeSlope: visitor.binary(BesselKESlope.self)
  case .besselkeCurvature: visitor.binary(BesselKECurvature.self)
  case .airyAi: visitor.unary(AiryAi.self)
  case .airyAiDerivative: visitor.unary(AiryAiDerivative.self)
  case .airyBi: visitor.unary(AiryBi.self)
  case .airyBiDerivative: visitor.unary(AiryBiDerivative.self)
  case .sigmoid: visitor.unary(Sigmoid.self)
  case .sigmoidDerivative: visitor.unary(SigmoidDerivative.self)
  case .logit: visitor.unary(Logit.self)
  case .softplus: visitor.unary(Softplus.self)
  case .relu: visitor.unary(Relu.self)
  case .leakyRelu: visitor.unary(LeakyRelu.self)
  case .elu: visitor.unary(Elu.self)
  case .softsign: visitor.unary(Softsign.self)
  case .silu: visitor.unary(Silu.self)
  case .gelu: visitor.unary(Gelu.self)
  case .sum: visitor.nary(Sum.self)
  case .mean: visitor.nary(Mean.self)
  case .prod: visitor.nary(Product.self)
  case .max: visitor.nary(Maximum.self)
  case .min: visitor.nary(Minimum.self)
  case .hypot: visitor.nary(Hypotenuse.self)
  case .normSlope: visitor.binary(NormSlope.self)
  case .logsumexp: visitor.nary(LogSumExp.self)
  }
}
