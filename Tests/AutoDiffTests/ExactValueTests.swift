@testable import AutoDiff
import Testing

/// What functions are at points where mathematics says it exactly, and at the ends of what doubles can hold.
@Suite struct ExactValueTests {
  @Test(
    arguments: [
      (.lambertw, 0, 0), (.lambertw, LambertBranch.branchPoint, -1), (.lambertw, .infinity, .infinity),
      (.lambertw, -0.4, .nan), (.lambertwm1, LambertBranch.branchPoint, -1), (.lambertwm1, 0, -.infinity),
      (.lambertwm1, 0.1, .nan), (.lambertwDerivative, 0, 1), (.lambertwDerivative, .infinity, 0),
      (.expint, 0, .infinity), (.expint, .infinity, 0), (.expint, -1, .nan), (.ei, 0, -.infinity),
      (.ei, .infinity, .infinity), (.ei, -.infinity, 0), (.ei, 1e300, .infinity), (.li, 0, 0),
      (.li, 1, -.infinity), (.li, .infinity, .infinity), (.li, -1, .nan), (.si, 0, 0),
      (.si, .infinity, .pi / 2), (.si, -.infinity, -.pi / 2), (.ci, 0, -.infinity), (.ci, .infinity, 0),
      (.ci, -1, .nan), (.ellipk, 0, .pi / 2), (.ellipk, 1, .infinity), (.ellipk, -.infinity, 0),
      (.ellipk, 2, .nan), (.ellipe, 0, .pi / 2), (.ellipe, 1, 1), (.ellipe, -.infinity, .infinity),
      (.ellipe, 2, .nan), (.zeta, 0, -0.5), (.zeta, -2, 0), (.zeta, -1e300, 0), (.zeta, .infinity, 1),
      (.zeta, 1, .infinity), (.zeta, -.infinity, .nan), (.polylog2, 0, 0), (.polylog2, 1, .pi * .pi / 6),
      (.polylog2, -.infinity, -.infinity), (.polylog2, 2, .nan),
    ] as [(Opcode, Double, Double)])
  func aValueIsExact(opcode: Opcode, x: Double, value: Double) {
    let got = opcode.value(x)
    #expect(got == value || got.isNaN && value.isNaN, "\(opcode) at \(x) is \(got)")
    #expect(opcode.value(.nan).isNaN)
  }

  /// Members of families that are far too high, or none, have no value, and nothing traps.
  @Test(
    arguments: [
      .siDerivative, .ellipkDerivative, .ellipeDerivative, .zetaDerivative, .polylog2Derivative,
    ] as [Opcode])
  func membersBeyondTheHighestHaveNoValue(opcode: Opcode) {
    for x in [0, 0.5, 1, -2.5, 1e300, -1e300, .infinity, -.infinity, .nan] {
      for n in [0.0, 1, 2, 3, 17, 60] { _ = opcode.value(at: [n, x]) }
      for n in [-1.0, 61, 1000] { #expect(opcode.value(at: [n, x]).isNaN) }
    }
  }
}
