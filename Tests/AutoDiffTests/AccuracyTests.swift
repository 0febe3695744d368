@testable import AutoDiff
import Testing

/// Every primitive against numbers of 50 digits, at tame, tiny, huge and awkward arguments.
@Suite struct AccuracyTests {
  @Test(arguments: Opcode.operations)
  func valueAndPartialsAreRightToAFewUlps(opcode: Opcode) {
    let references = Reference.all["\(opcode)", default: []]
    #expect(!references.isEmpty, "\(opcode) has no row in References/generate.py")
    var value = Deviation(), partial = Deviation()
    for reference in references {
      let application = Application(opcode, at: reference.point)
      let gradient = application.graph.gradient(of: application.result)
      value.note("\(opcode)", at: reference.point, gradient.value, wanted: reference.value)
      for (position, wanted) in reference.partials.enumerated() {
        guard let wanted else { continue }
        let got = gradient[application.inputs[position]] ?? 0
        partial.note("partial \(position) of \(opcode)", at: reference.point, got, wanted: wanted)
      }
    }
    let bound = AccuracyBound(opcode)
    #expect(value.ulps <= bound.value, "\(value.description)")
    #expect(partial.ulps <= bound.partial, "\(partial.description)")
  }

  @Test func noReferenceIsLostOnTheWay() {
    let names = Set(Opcode.operations.map { "\($0)" })
    #expect(Set(Reference.all.keys) == names)
    let lines = references.split(separator: "\n").count
    #expect(Reference.all.values.reduce(0) { $0 + $1.count } + names.count == lines)
  }
}

/// The largest error that was seen, and where.
private struct Deviation {
  private(set) var ulps = 0.0
  private(set) var description = "exact"

  mutating func note(_ what: String, at point: [Double], _ got: Double, wanted: Reference.Number) {
    let distance = got.ulps(from: wanted.right, scale: wanted.scale)
    guard distance > ulps else { return }
    ulps = distance
    description = "\(what) at \(point) is \(got), not \(wanted.right): \(distance) ulp"
  }
}

/// How far, in ulps, the value and the first partials of a primitive may be from the right ones.
private struct AccuracyBound {
  var value = 2.0
  var partial = 4.0

  init(_ opcode: Opcode) {
    switch opcode {
    case .gamma, .lgamma, .digamma, .trigamma, .polygamma, .polygammaDifference, .lbeta,
      .beta, .besselj0, .besselj1, .besselj, .bessely0, .bessely1:
      (value, partial) = (16, 32)

    // The exceptions, with what was measured.

    // Of x = a − b, or of an operand minus the result, rounded, the partial is e^x at the far end: a relative error of
    // x·2⁻⁵³. Measured: 340 at (50.2, −650), where the partial is 1e−304; and 5 for an operand 10 below the result.
    case .logaddexp: partial = 350
    case .logsumexp: partial = 5
    // 1/erf′(y) with y rounded: a relative error δ of y is one of 2y²δ of the partial, and y grows to 5.9. Measured:
    // 27 at 1 − 2⁻⁵³, 8 at 0.99999.
    case .erfinv: partial = 27
    // Subnormal results: what the grid took from a factor is multiplied by the other. Measured: 5 for e^(−x²) at
    // 27.1, where the partial is −54·1e−319, and 5 for gelu at −38.4, where the value is −19·1e−322.
    case .gaussian: partial = 5
    case .gelu: value = 5

    default: break
    }
  }
}
