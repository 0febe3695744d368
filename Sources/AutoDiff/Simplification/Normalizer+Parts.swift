import RealModule

extension Normalizer {
  /// A power of what a term is made of.
  enum Base {
    case kernel(Int)
    /// A function that stands for a quotient of sines and cosines.
    case function(Opcode, NormalForm)
  }

  struct Parts {
    var powers: [(Base, Rational)] = []
    var symbolic: [(base: Int, exponent: NormalForm)] = []
    /// What e is raised to.
    var exponent = NormalForm.zero
    /// Roots of whole numbers, π and the like, multiplied.
    var root = 1.0
  }

  func parts(of term: NormalForm.Term) throws(FormLimit) -> Parts {
    var parts = Parts()
    var plain: [(kernel: Int, exponent: Rational)] = []
    for power in term.powers {
      switch kernels[power.kernel] {
      case .exponential(let own):
        parts.exponent = try sum([
          parts.exponent, NormalForm(NormalForm.Term(power.exponent * own.coefficient, own.powers)),
        ])
      case .power(let base, let own):
        let exponent = NormalForm(NormalForm.Term(power.exponent, own.powers))
        if let place = parts.symbolic.firstIndex(where: { $0.base == base }) {
          parts.symbolic[place].exponent = try sum([parts.symbolic[place].exponent, exponent])
        } else {
          parts.symbolic.append((base, exponent))
        }
      case .root(let n): parts.root *= Double(n).squareRoot()
      case .number(let value) where value > 0: parts.root *= .pow(value, power.exponent.double)
      default: plain.append((power.kernel, power.exponent))
      }
    }
    for place in parts.symbolic.indices {
      guard let own = plain.firstIndex(where: { $0.kernel == parts.symbolic[place].base }) else { continue }
      parts.symbolic[place].exponent = try sum([
        parts.symbolic[place].exponent, NormalForm(plain[own].exponent),
      ])
      plain.remove(at: own)
    }
    try collectSines(&plain, &parts)
    // Powers of plain names before those of functions and sums.
    func rank(_ kernel: Int) -> Int {
      switch kernels[kernel] {
      case .leaf, .number: 0
      case .function: 1
      default: 2
      }
    }
    parts.powers += plain.sorted { (rank($0.kernel), $0.kernel) < (rank($1.kernel), $1.kernel) }
      .map { (.kernel($0.kernel), $0.exponent) }
    return parts
  }

  /// Sines over cosines of the same as tangents, and what is left of a denominator as secants where nothing stands above.
  private func collectSines(_ plain: inout [(kernel: Int, exponent: Rational)], _ parts: inout Parts)
    throws(FormLimit)
  {
    guard style.dividesSines else { return }
    for (sine, cosine, tangent, cotangent, secant, cosecant) in Opcode.sineFamilies {
      for place in plain.indices.reversed() where place < plain.count {
        guard case .function(let opcode, _, let operands) = kernels[plain[place].kernel],
          opcode == sine || opcode == cosine
        else { continue }
        let (own, u) = (plain[place], operands[0])
        let other = opcode == sine ? cosine : sine
        let partner = plain.firstIndex { candidate in
          if case .function(other, _, operands) = kernels[candidate.kernel] { true } else { false }
        }
        let ofPartner = partner.map { plain[$0].exponent } ?? .zero
        var (ofSine, ofCosine) = opcode == sine ? (own.exponent, ofPartner) : (ofPartner, own.exponent)
        guard ofSine.isWhole, ofCosine.isWhole, ofSine.isNegative || ofCosine.isNegative else { continue }
        let isHyperbolic = sine == .sinh
        let isOpposite = try ofSine + ofCosine == .zero
        let isAlone = plain.allSatisfy { candidate in
          candidate.exponent.isNegative || candidate.kernel == own.kernel
            || partner.map { plain[$0].kernel == candidate.kernel } ?? false
        }
        guard isOpposite || isHyperbolic && !ofSine.isNegative || isAlone else { continue }
        for index in [place, partner].compactMap({ $0 }).sorted(by: >) { plain.remove(at: index) }
        var factors: [(Opcode, Rational)] = []
        if !ofSine.isNegative, ofSine != .zero {
          let count = ofSine < -ofCosine ? ofSine : -ofCosine
          factors.append((tangent, count))
          (ofSine, ofCosine) = (try ofSine - count, try ofCosine + count)
        } else if !ofCosine.isNegative, ofCosine != .zero {
          let count = ofCosine < -ofSine ? ofCosine : -ofSine
          factors.append((cotangent, count))
          (ofSine, ofCosine) = (try ofSine + count, try ofCosine - count)
        }
        for (function, inverse, exponent) in [(sine, cosecant, ofSine), (cosine, secant, ofCosine)]
        where exponent != .zero {
          factors.append(exponent.isNegative ? (inverse, -exponent) : (function, exponent))
        }
        for (function, exponent) in factors { parts.powers.append((.function(function, u), exponent)) }
        try collectSines(&plain, &parts)
        return
      }
    }
  }
}

extension Opcode {
  /// Sine, cosine and the quotients of them.
  fileprivate static let sineFamilies: [(Opcode, Opcode, Opcode, Opcode, Opcode, Opcode)] = [
    (.sin, .cos, .tan, .cot, .sec, .csc), (.sinh, .cosh, .tanh, .coth, .sech, .csch),
  ]
}
