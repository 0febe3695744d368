import Memory
import Platform

/// The derivatives of a target where the rules lose them by overflow or underflow on the way: by the same rules with numbers
/// whose exponent has no limits.
///
/// They are asked for where a derivative comes out as infinite, as no number, or as 0. A 0 is believed as long as the
/// processor reports no overflow and no underflow of the sweeps that lead to it.
struct WideDerivatives {
  private let tape: Tape
  private let values: [Double]
  private let cancellation: Cancellation

  /// The adjoint of each slot, once it was asked for.
  private var adjoints: [WideDouble]?

  /// For derivatives of the first and of the second order, whether anything on the way overflows or underflows; nil where it
  /// was not asked for.
  private var losesRange: [Bool?] = [nil, nil]

  init(_ tape: Tape, _ values: [Double], _ cancellation: Cancellation) {
    (self.tape, self.values, self.cancellation) = (tape, values, cancellation)
  }

  /// Whether a derivative of some order may be another one than the rules say. Costs a gradient, or a Hessian-vector product,
  /// once, where it is 0.
  mutating func mayDiffer(from ruled: Double, order: Int) throws(Interruption) -> Bool {
    if !ruled.isFinite { return true }
    if ruled != 0 { return false }
    let position = order < 2 ? 0 : 1
    if let known = losesRange[position] { return known }
    let isLost =
      order < 2
      ? try losesRange { $0 } : try losesRange { Dual<Double>(primal: $0, tangent: 1) }
    losesRange[position] = isLost
    return isLost
  }

  /// Whether the processor reports an overflow or an underflow of backprop.
  private func losesRange<S: Scalar>(_ seed: (Double) -> S) throws(Interruption) -> Bool {
    _ = adrepl_take_range_flags()
    _ = try adjoints(at: inputs.map(seed))
    return adrepl_take_range_flags() != 0
  }

  private func adjoints<S: Scalar>(at inputs: [S]) throws(Interruption) -> [S] {
    try cancellation.take(2 * tape.slotCount, of: S.self)
    var values = try tape.values(at: inputs, cancellation)
    var adjoints = [S](repeating: 0, count: tape.slotCount)
    adjoints[tape.targets[0]] = 1
    try withPointers(&values, &adjoints) { (values, adjoints) throws(Interruption) in
      try tape.sweepReverse(values, adjoints: adjoints, cancellation)
    }
    return adjoints
  }

  private var inputs: [Double] { (0..<tape.inputs.count).map { values[tape.firstInput + $0] } }

  /// The derivative by a slot, by backprop; where that meets ∞ − ∞, by a tangent, which adds up what cancels before it meets
  /// the infinity: log(y)·((x + 1) − x) at y = 0 does not move with x.
  mutating func derivative(by slot: Int) throws(Interruption) -> Double {
    let known: [WideDouble]
    if let adjoints { known = adjoints } else { known = try adjoints(at: inputs.map { WideDouble($0) }) }
    adjoints = known
    let derivative = known[slot].double
    return derivative.isNaN ? try self.derivative(along: [(slot, 1)]) : derivative
  }

  /// The derivative along a direction.
  mutating func derivative(
    along direction: [(slot: Int, component: Double)]
  ) throws(Interruption) -> Double {
    try value(Dual<WideDouble>.self) { slot, x in
      let component = direction.first { $0.slot == slot }?.component ?? 0
      return Dual(primal: WideDouble(x), tangent: WideDouble(component))
    }.tangent.double
  }

  /// The second derivative by two slots, which may be one.
  func secondDerivative(by first: Int, _ second: Int) throws(Interruption) -> Double {
    try value(Dual<Dual<WideDouble>>.self) { slot, x in
      Dual(
        primal: Dual(primal: WideDouble(x), tangent: slot == first ? 1 : 0),
        tangent: slot == second ? 1 : 0)
    }.tangent.tangent.double
  }

  /// The value of the target itself.
  func value() throws(Interruption) -> Double {
    try value(WideDouble.self) { _, x in WideDouble(x) }.double
  }

  private func value<S: Scalar>(
    _ type: S.Type, _ seed: (_ slot: Int, _ value: Double) -> S
  ) throws(Interruption) -> S {
    try cancellation.take(tape.slotCount, of: S.self)
    let seeds = inputs.enumerated().map { seed(tape.firstInput + $0, $1) }
    return try tape.values(at: seeds, cancellation)[tape.targets[0]]
  }
}
