@testable import AutoDiff

/// How far the value of a node may be from what mathematics gives at the same inputs, to first order.
///
/// Every operation rounds its own value, by `units` in the last place. What that does to the node is the operation's adjoint
/// times this error (W. Miller and C. Wrathall, "Software for Roundoff Analysis of Matrix Algorithms", 1980), so that
/// backpropagation from the node gives the whole bound. Asked for the node of a derivative, it bounds the derivative's error:
/// its graph holds that of the function.
struct RoundingError {
  /// The bound; infinite or NaN where there is none.
  let bound: Double

  /// Whether the first order does not tell the truth: somewhere an operand's own error decides a branch, crosses a jump
  /// or the end of a domain, or is too large for a slope.
  let isDecidedByRounding: Bool

  init(_ graph: Graph, of target: NodeID) {
    guard !target.isConstant else {
      (bound, isDecidedByRounding) = (0, false)
      return
    }
    let steps = graph.reverseSteps(of: target)
    let firstOrder = steps.reduce(0) { sum, step in
      sum + abs(step.turn.adjoint)
        ⊙ Self.unit(graph.opcode(of: step.turn.node), graph.cachedValue(of: step.turn.node))
    }
    var errors: [NodeID: Double] = [:]
    var isDecided = false
    for node in graph.cone(of: [target]) where graph.opcode(of: node) != .input {
      let (error, isSmooth) = Self.propagate(graph, node, errors)
      errors[node] = error
      if !isSmooth { isDecided = true }
    }
    isDecidedByRounding = isDecided
    // An adjoint too small for a double lacks what comes of it further down. The errors passed up hold then, though they
    // know nothing of what cancels.
    let hasUnderflow = steps.edges.contains { $0.contribution.magnitude < .leastNormalMagnitude }
    bound = hasUnderflow ? max(firstOrder, errors[target] ?? 0) : firstOrder
  }

  /// The error of a node's value from those of its operands, and whether small changes of these change it little.
  private static func propagate(
    _ graph: Graph, _ node: NodeID, _ errors: [NodeID: Double]
  ) -> (error: Double, isSmooth: Bool) {
    let opcode = graph.opcode(of: node)
    let operands = graph.node(at: node)?.arguments ?? []
    let numbers = operands.map { graph.cachedValue(of: $0) }
    let value = graph.cachedValue(of: node)
    let own = unit(opcode, value)
    var (error, isSmooth) = (own, true)
    for (position, operand) in operands.enumerated() {
      let part = errors[operand] ?? 0
      if part == 0 { continue }
      var changes: [Double] = []
      for moved in [numbers[position] - part, numbers[position] + part] {
        var changed = numbers
        changed[position] = moved
        changes.append(opcode.value(at: changed) - value)
      }
      if value.isFinite != changes.allSatisfy(\.isFinite) { isSmooth = false }
      // As much up as down, or both are rounding: else there is a kink or a jump, or the error is large.
      let largest = changes.reduce(0) { max($0, abs($1)) }
      if abs(changes[0] + changes[1]) > 0.1 * largest + 4 * own { isSmooth = false }
      if isStep(opcode), largest > 0 { isSmooth = false }
      // That two numbers are equal is hardly ever hit by moving one of them.
      let isEquality = opcode == .equal || opcode == .notEqual
      if isEquality, abs(numbers[0] - numbers[1]) <= part { isSmooth = false }
      error += largest
    }
    return (error, isSmooth)
  }

  /// How much an operation's value may be off by itself.
  private static func unit(_ opcode: Opcode, _ value: Double) -> Double {
    guard value.isFinite else { return 0 }
    switch opcode {
    case .input: return 0
    case .negate, .abs, .detach, .guarded, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual,
      .above, .and, .or, .not, .sign, .floor, .ceil, .round, .trunc, .clamp, .if, .relu, .max, .min:
      return 0
    // Sixteen ulps of the value or, next to its zeros, of the largest nearby.
    case .gamma, .factorial, .lgamma, .digamma, .trigamma, .polygamma, .polygammaMember, .polygammaDifference,
      .lbeta, .beta, .besselj0, .besselj1, .bessely0, .bessely1, .besselj, .besseljMember, .bessely,
      .besselyMember, .besseli, .besseliMember, .besselk, .besselkMember, .besselie, .besselieSlope,
      .besselieCurvature, .besselke, .besselkeSlope, .besselkeCurvature, .airyAi, .airyAiDerivative, .airyBi,
      .erfcxDerivative, .dawson, .dawsonDerivative, .logNdtrDerivative, .gammainc, .gammaincc, .gammaincSlope,
      .gammaDensity, .gammaDensityRatio, .betainc, .betaincSlopeA, .betaincSlopeB, .betaDensity,
      .betaDensitySlope,
      .betaDensityRatioA, .betaDensityRatioB, .nCr, .nCrSlopeN, .nCrSlopeK,
      .airyBiDerivative, .sinc, .sincDerivative, .silu, .gelu, .normcdf, .normpdf, .sigmoidDerivative, .zeta,
      .zetaDerivative, .ei, .li, .si, .siDerivative, .ci, .ellipkDerivative, .ellipeDerivative,
      .polylog2Derivative, .lambertwm1Derivative:
      return 32 * max(abs(value), 1).ulp
    // Near its zeros it is the largest operand and the logarithm of about its inverse that are rounded.
    case .logsumexp, .logaddexp: return 4 * max(abs(value), 1).ulp
    default: return 4 * value.ulp
    }
  }

  private static func isStep(_ opcode: Opcode) -> Bool {
    switch opcode {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .above, .and, .or, .not, .sign,
      .floor, .ceil, .round, .trunc, .if:
      true
    default: false
    }
  }
}
