/// Magnitudes and signs.
extension Normalizer {
  /// Brings the powers of u, |u| and sign u in a term into one form: |u|² is u², u·sign u is |u|, |u|/u is sign u, u²·|u| is
  /// |u|³; and returns what is left of sums u as factors.
  mutating func mergeMagnitudes(in term: inout NormalForm.Term) throws(FormLimit) -> [NormalForm] {
    var factors: [NormalForm] = []
    let operands = Set(
      term.powers.compactMap { power -> NormalForm? in
        guard case .function(let opcode, _, let operands) = kernels[power.kernel],
          opcode == .abs || opcode == .sign
        else { return nil }
        return operands[0]
      })
    for operand in operands {
      let places = [
        operand.kernel, indices[.function(.abs, member: nil, [operand])],
        indices[.function(.sign, member: nil, [operand])],
      ]
      let exponents = places.map { $0.map { term.exponent(of: $0) } ?? .zero }
      guard exponents.allSatisfy(\.isWhole), exponents[2].numerator == 0 || exponents[2].numerator % 2 != 0
      else { continue }
      let old = exponents.map(\.numerator)
      // The whole is |u|ⁿ, times sign u where that is `isOdd`.
      let n = old[0] + old[1]
      let isOdd = (old[0] + old[2]) % 2 != 0
      let new: [Int]
      if isOdd == (n % 2 != 0) {
        new = [n, 0, 0]
      } else if !isOdd {
        new = [0, n, 0]
      } else {
        new = n == 0 ? [0, 0, 1] : n > 0 ? [n - 1, 1, 0] : [n + 1, -1, 0]
      }
      if new == old { continue }
      let own = operand.kernel
      let taken = places.compactMap { $0 }
      term.powers.removeAll { taken.contains($0.kernel) }
      if own == nil, new[0] != 0 { factors.append(try power(operand, Rational(new[0]))) }
      let kernels = [
        own, index(of: .function(.abs, member: nil, [operand])),
        index(of: .function(.sign, member: nil, [operand])),
      ]
      for (kernel, exponent) in zip(kernels, new) where exponent != 0 {
        if let kernel { term = try term.times(NormalForm.Term(kernel, Rational(exponent))) }
      }
    }
    return factors
  }
}
