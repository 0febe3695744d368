import Testing

@testable import AutoDiff

/// Power series through every primitive against numbers of more than 50 digits: each coefficient up to order 50.
///
/// The unit of an error is an ulp of what a coefficient there can be: of its own magnitude or, where the coefficients swing
/// and it is a small one, of what its neighbours make of it (`SeriesReference.scales`). The constant term is the value, and
/// that of `AccuracyTests`.
///
/// Errors grow with the order. Each coefficient comes from all before it, whose k roundings come together; and where the
/// function has a zero or a branch at the edge of the circle of convergence, as √x has, the coefficients fall faster than
/// the errors of the recurrence, by a power of k. 12 + k²/10 ulps cover all primitives, at order 50 a relative error of
/// 6e-14, but for the exceptions below.
@Suite struct SeriesAccuracyTests {
  /// What has no series to compare with: to the sweep it is a constant, whatever its operand is.
  private static let skipped: Set<Opcode> = [.detach]

  /// What has no references yet (see `WAITING` in series.py).
  private static let waiting: Set<Opcode> = [
    .rem, .deg, .rad, .erfcx, .erfcxDerivative, .dawson, .dawsonDerivative, .erfi, .inverseGaussian, .logNdtr,
    .logNdtrDerivative, .gammainc, .gammaincc, .gammaincSlope, .gammaDensity, .gammaDensityRatio, .betainc,
    .betaincSlopeA, .betaincSlopeB, .betaDensity, .betaDensitySlope, .betaDensityRatioA, .betaDensityRatioB,
    .nCr, .nCrSlopeN, .nCrSlopeK,
  ]

  /// The points at which more is allowed, with what was measured at order 50.
  private static let exceptions: [(opcode: Opcode, point: [Double], factor: Double)] = [
    // x^y with both varying is exp(y·log x), where errors fall as 1/k and the coefficients, beside the zero at x = 0, as
    // 1/k^(y+1): 870,000 ulps with y = 3.75 there, 15,000 with y = 2.5, and 1,100.
    (.power, [0.9999999999999999, 3], 5000), (.power, [2, 1], 90), (.power, [0.7, 0.3], 7),
    // The rules' own system has errors that grow as k²·R⁻ᵏ where the coefficients are R⁻ᵏ/k: 2,600 ulps and 270.
    (.logsumexp, [-1.5, 2.25, 3], 15), (.logsumexp, [0.3, 0.7], 2),
    // The coefficients of e^x/x fall as 1/k! at first and the errors as x⁻ᵏ: 40,000 ulps, 510, and 290 with log x in place
    // of x.
    (.ei, [10.3], 250), (.ei, [7.25], 4), (.li, [2], 2),
  ]

  /// The functions that are allowed more everywhere, with what was measured. Where a function falls while another solution of
  /// its equation grows, as Ai beside Bi and K beside I, the rounding of value and slope grows with the other one.
  private static let loose: [Opcode: Double] = [
    .airyAi: 1.1e6, .airyAiDerivative: 2.4e6, .besselke: 4e4, .besselkeSlope: 6e4, .besselkeCurvature: 9e6,
    .besseli: 700, .besselie: 5, .besselieSlope: 5, .besselieCurvature: 13, .bessely: 1.2, .besselk: 1.2,
    .expint: 12,
  ]

  // Whole orders make members of families.
  @Test(arguments: Opcode.operations.filter { $0.primitive.notation != .member })
  func coefficientsAreRightUpToOrder50(opcode: Opcode) {
    let references = SeriesReference.all["\(opcode)", default: []]
    #expect(
      references.isEmpty == (Self.skipped.contains(opcode) || Self.waiting.contains(opcode)),
      "see References/series.py for \(opcode)")
    for reference in references {
      let got = coefficients(opcode, reference)
      let point = reference.operands.map { $0[0] }
      let factor =
        Self.exceptions.first { $0.opcode == opcode && $0.point == point }?.factor ?? Self.loose[opcode] ?? 1
      for k in 1...50 {
        let ulps = got[k].ulps(from: reference.coefficients[k], scale: reference.scales[k])
        #expect(
          ulps <= factor * (12 + Double(k * k) / 10),
          "\(opcode) at \(reference.operands), order \(k): \(got[k]), not \(reference.coefficients[k])")
      }
    }
  }

  @Test func noReferenceIsLostOnTheWay() {
    let lines = seriesReferences.split(separator: "\n").count
    #expect(SeriesReference.all.values.reduce(0) { $0 + $1.count } == lines)
    #expect(SeriesReference.all.values.joined().allSatisfy { $0.coefficients.count == 59 })
  }

  /// The primitive's coefficients, its operands being made of one input at 0.
  private func coefficients(_ opcode: Opcode, _ reference: SeriesReference) -> [Double] {
    let graph = Graph()
    let t = graph.input(0)
    let operands = reference.operands.map { powers in
      zip(powers.dropFirst(), [t, t * t]).reduce(Expression(powers[0])) { sum, term in
        term.0 == 0 ? sum : sum + Expression(term.0) * term.1
      }
    }
    let result = Expression(
      graph: graph, id: graph.node(opcode, arguments: operands.map { graph.id(of: $0) }))
    return graph.taylorPolynomial(of: result, by: t, order: 50)?.coefficients ?? []
  }
}
