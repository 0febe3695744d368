import AutoDiff

/// How JavaScript computes a primitive.
struct JavaScriptRule {
  /// How the value is written over the operands.
  enum Writing {
    /// A sign before the operand.
    case prefix(String)
    /// A sign between two operands, that binds as tightly as this.
    case infix(String, JavaScriptCode.Level)
    /// A comparison, which is true or false there and 1 or 0 here.
    case comparison(String)
    /// A function of the operands; one with a dot is JavaScript's own, others stand in `functions.js`.
    case call(String)
  }

  let writing: Writing

  /// The condition on the operands `a`, `b` and `c` and the value `r` under which it has no derivative of the ordinary kind.
  var exception: String?

  /// Where its partial derivatives come from.
  var slopes = Slopes.ofRule

  enum Slopes {
    /// From the rule of the primitive itself.
    case ofRule
    /// From a function with this name, since there may be any number of operands.
    case call(String)
    /// From the next member of the family.
    case nextMember
    /// They are not computed: it occurs in slopes of others only.
    case none
  }
}

extension Opcode {
  /// How JavaScript computes the primitive; nil for what takes more than a few lines there, such as Bessel functions.
  var javaScript: JavaScriptRule? {
    func call(_ name: String, at exception: String? = nil) -> JavaScriptRule {
      JavaScriptRule(writing: .call(name), exception: exception)
    }
    func infix(_ sign: String, _ level: JavaScriptCode.Level) -> JavaScriptRule {
      JavaScriptRule(writing: .infix(sign, level))
    }
    func comparison(_ sign: String) -> JavaScriptRule {
      JavaScriptRule(writing: .comparison(sign), exception: "a === b")
    }
    /// One of any number of operands, whose slopes have a function.
    func aggregate(_ name: String, _ function: String, at exception: String? = nil) -> JavaScriptRule {
      JavaScriptRule(writing: .call(function), exception: exception, slopes: .call(name + "Slopes"))
    }
    /// What only the slopes of others are made of.
    func slope(_ name: String) -> JavaScriptRule {
      JavaScriptRule(writing: .call(name), slopes: .none)
    }
    return switch self {
    case .input, .array: nil

    case .negate: JavaScriptRule(writing: .prefix("-"))
    case .add: infix("+", .sum)
    case .subtract: infix("-", .sum)
    case .gap: call("gap")
    case .multiply: infix("*", .product)
    case .strongMultiply: call("strongProduct")
    case .divide: infix("/", .product)
    case .strongDivide: call("strongQuotient")
    case .power: call("power", at: "a === 0 && b >= 0 && b < 1")
    case .sqrt: call("Math.sqrt", at: "a === 0")
    case .cbrt: call("Math.cbrt", at: "a === 0")
    case .detach: call("same")
    case .guarded: call("guarded")

    case .less: comparison("<")
    case .lessOrEqual: comparison("<=")
    case .greater: comparison(">")
    case .greaterOrEqual: comparison(">=")
    case .equal: comparison("===")
    case .notEqual: comparison("!==")
    case .above: call("above", at: "a === b")
    case .and: call("and")
    case .or: call("or")
    case .not: call("not")

    case .abs: call("Math.abs", at: "a === 0")
    case .sign: call("Math.sign", at: "a === 0")
    case .floor: call("Math.floor", at: "a === r")
    case .ceil: call("Math.ceil", at: "a === r")
    case .round: call("round", at: "Math.abs(a - r) === 0.5")
    case .trunc: call("Math.trunc", at: "a === r && a !== 0")
    case .mod: call("mod", at: "r === 0")
    case .rem: call("rem", at: "r === 0 && a !== 0")
    case .clamp: call("clamp", at: "b < c ? a === b || a === c : b === c && a <= b")
    case .if: call("choose")

    case .exp: call("Math.exp")
    case .exp2: call("exp2")
    case .expm1: call("Math.expm1")
    case .log: call("Math.log")
    case .logToBase: call("logToBase")
    case .log2: call("Math.log2")
    case .log10: call("Math.log10")
    case .log1p: call("Math.log1p")
    case .logaddexp: call("logaddexp")
    case .xlogy: call("xlogy", at: "a === 0 && b <= 0")

    case .sin: call("Math.sin")
    case .cos: call("Math.cos")
    case .tan: call("Math.tan")
    case .sec: call("sec")
    case .csc: call("csc")
    case .cot: call("cot")
    case .asin: call("Math.asin", at: "Math.abs(a) === 1")
    case .acos: call("Math.acos", at: "Math.abs(a) === 1")
    case .atan: call("Math.atan")
    case .atan2: call("Math.atan2", at: "a === 0 && b <= 0")
    case .sinpi: call("sinpi")
    case .cospi: call("cospi")
    case .oneMinusSquare: call("oneMinusSquare")

    case .deg: call("deg")
    case .rad: call("rad")

    case .sinc: call("sinc")
    case .sincDerivative: slope("sincDerivative")

    case .sinh: call("Math.sinh")
    case .cosh: call("Math.cosh")
    case .tanh: call("Math.tanh")
    case .asinh: call("Math.asinh")
    case .acosh: call("Math.acosh", at: "a === 1")
    case .atanh: call("Math.atanh")

    case .sech: call("sech")
    case .csch: call("csch")
    case .coth: call("coth")
    case .asec: call("asec", at: "Math.abs(a) === 1")
    case .cathetus: call("cathetus", at: "Math.abs(a) === 1")
    case .acsc: call("acsc", at: "Math.abs(a) === 1")
    case .acot: call("acot", at: "a === 0")
    case .asech: call("asech", at: "a === 1")
    case .acsch: call("acsch")
    case .acoth: call("acoth")
    case .acothDerivative: call("acothDerivative")

    case .normcdf: call("normcdf")
    case .normpdf: call("normpdf")

    case .logNdtr: call("logNdtr")
    case .logNdtrDerivative: slope("logNdtrDerivative")

    case .erf: call("erf")
    case .erfc: call("erfc")
    case .gaussian: call("gaussian")
    case .erfinv: call("erfinv")

    case .erfcx: call("erfcx")
    case .erfcxDerivative: slope("erfcxDerivative")
    case .erfi: call("erfi")
    case .inverseGaussian: call("inverseGaussian")
    case .dawson: call("dawson")
    case .dawsonDerivative: slope("dawsonDerivative")

    case .gamma: call("gamma")
    case .factorial: call("factorial")
    case .lgamma: call("lgamma", at: "a <= 0 && a === Math.floor(a)")
    case .digamma: call("digamma")
    case .trigamma: call("trigamma")
    case .polygammaMember: JavaScriptRule(writing: .call("polygamma"), slopes: .nextMember)

    case .sigmoid: call("sigmoid")
    case .sigmoidDerivative: call("sigmoidDerivative")
    case .logit: call("logit")
    case .softplus: call("softplus")
    case .relu: call("relu", at: "a === 0")
    case .leakyRelu: call("leakyRelu", at: "a === 0")
    case .elu: call("elu")
    case .softsign: call("softsign")
    case .silu: call("silu")
    case .gelu: call("gelu")

    case .sum: aggregate("sum", "sumOf")
    case .mean: aggregate("mean", "meanOf")
    case .prod: aggregate("product", "productOf")
    case .max: aggregate("extreme", "Math.max", at: "v.filter(x => x === r).length > 1")
    case .min: aggregate("extreme", "Math.min", at: "v.filter(x => x === r).length > 1")
    case .logsumexp: aggregate("logsumexp", "logsumexp")

    case .hypot: aggregate("hypot", "Math.hypot", at: "r === 0")
    case .normSlope: call("normSlope", at: "a === 0 && b === 0")

    case .zeta, .zetaDerivative, .polylog2, .polylog2Derivative: nil
    case .lambertw, .lambertwDerivative, .lambertwm1, .lambertwm1Derivative, .lambertwOfBranch: nil
    case .expint, .ei, .exponentialQuotient, .li, .si, .siDerivative, .ci: nil
    case .ellipk, .ellipkDerivative, .ellipe, .ellipeDerivative: nil
    case .polygamma, .polygammaDifference: nil
    case .lbeta, .beta: nil
    case .nCr, .nCrSlopeN, .nCrSlopeK: nil
    case .betainc, .betaincSlopeA, .betaincSlopeB, .betaDensity, .betaDensitySlope, .betaDensityRatioA,
      .betaDensityRatioB:
      nil
    case .gammainc, .gammaincc, .gammaincSlope, .gammaDensity, .gammaDensityRatio: nil
    case .besselj0, .besselj1, .bessely0, .bessely1: nil
    case .besselj, .besseljMember, .bessely, .besselyMember: nil
    case .besseli, .besseliMember, .besselk, .besselkMember: nil
    case .besselie, .besselieSlope, .besselieCurvature, .besselke, .besselkeSlope, .besselkeCurvature: nil
    case .airyAi, .airyAiDerivative, .airyBi, .airyBiDerivative: nil
    }
  }
}
