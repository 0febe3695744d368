import Memory

/// A one-sided series and its derivative by a further direction: value + slope·ε, where ε is above 0 and below every power
/// of t.
///
/// It gives partial derivatives beside a point: with one input moving by t and another by ε, the slope is the partial by the
/// other one, as the first leaves the point. What is tied for all t, as `abs(y)` on the x axis, is decided by ε.
struct OneSidedDual {
  var value: OneSided
  var slope: OneSided

  init(_ value: OneSided, slope: OneSided = OneSided(0, error: 0)) {
    (self.value, self.slope) = (value, slope)
  }

  static func + (a: Self, b: Self) -> Self { Self(a.value + b.value, slope: a.slope + b.slope) }
  static func - (a: Self, b: Self) -> Self { Self(a.value - b.value, slope: a.slope - b.slope) }
  static func * (a: Self, b: Self) -> Self {
    Self(a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
  }
  static func / (a: Self, b: Self) -> Self {
    let quotient = a.value / b.value
    return Self(quotient, slope: (a.slope - quotient * b.slope) / b.value)
  }

  /// Decides by the sign of the value, or where that is 0 for all t, of the slope.
  func decided(_ body: (_ sign: Int) -> OneSidedDual) -> OneSidedDual {
    let leading = value.isZero ? slope.leading : value.leading
    switch leading {
    case .term(let term): return body(term.coefficient < 0 ? -1 : 1)
    case .zero: return value.isZero ? body(0) : Self(slope).decided(body)
    case .failed(let failure): return Self(OneSided(failure), slope: OneSided(failure))
    }
  }

  /// A number that does not depend on ε.
  static func constant(_ value: Double) -> Self { Self(OneSided(value, error: 0)) }

  /// The larger or the smaller of two.
  static func extreme(_ a: Self, _ b: Self, isLargest: Bool) -> Self {
    (a - b).decided { ($0 < 0) == isLargest ? b : a }
  }
}

/// Applies a primitive to duals: by its partials, and where operands rest at an exceptional point, by what it does beside it
/// in the direction of their slopes.
struct DualExpansionVisitor: PrimitiveVisitor {
  let member: Int?
  let operands: [OneSidedDual]
  let context: ExpansionContext

  func input() -> OneSidedDual { OneSidedDual(OneSided(.undecided)) }

  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> OneSidedDual {
    let x = operands[0]
    if x.slope.isZero { return OneSidedDual(P.expansion(x.value)) }
    if let point = x.value.constantValue?.coefficient, isExceptional(P.value(point), P.singularity(at: point))
    {
      return leaving(x.slope) { P.expansion(OneSided(point, direction: $0, in: context)) }
    }
    let value = P.expansion(x.value)
    return OneSidedDual(value, slope: x.slope ⊙ P.partial(x.value, result: value))
  }

  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> OneSidedDual {
    let (a, b) = (operands[0], operands[1])
    if a.slope.isZero, b.slope.isZero { return OneSidedDual(P.expansion(a.value, b.value)) }
    if P.comparesOperands { return (a - b).decided { .constant(P.value(Double($0), 0)) } }
    // Truth values.
    if P.algebra.isStepped {
      return a.decided { a in b.decided { b in .constant(P.value(Double(a), Double(b))) } }
    }
    if P.opcode == .mod {
      var floor = DualExpansionVisitor(member: nil, operands: [a / b], context: context)
      return a - b * dispatch(.floor, &floor)
    }
    if let left = a.value.constantValue?.coefficient, let right = b.value.constantValue?.coefficient,
      isExceptional(P.value(left, right), P.singularity(at: left, right))
    {
      let slopes = [a.slope, b.slope]
      guard slopes.contains(where: \.isZero) else { return undecided }
      return leaving(slopes[0].isZero ? slopes[1] : slopes[0]) {
        P.expansion(
          OneSided(left, direction: slopes[0].isZero ? 0 : $0, in: context),
          OneSided(right, direction: slopes[1].isZero ? 0 : $0, in: context))
      }
    }
    let value = P.expansion(a.value, b.value)
    return OneSidedDual(
      value,
      slope: a.slope ⊙ P.partialLeft(a.value, b.value, result: value) + b.slope
        ⊙ P.partialRight(a.value, b.value, result: value))
  }

  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> OneSidedDual {
    if P.algebra == .choice(.condition) { return operands[0].decided { operands[$0 == 0 ? 2 : 1] } }
    return .extreme(
      .extreme(operands[0], operands[1], isLargest: true), operands[2], isLargest: false)
  }

  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> OneSidedDual {
    switch P.algebra {
    case .choice(let choice):
      return operands.dropFirst().reduce(operands[0]) {
        .extreme($0, $1, isLargest: choice == .largest)
      }
    // A cone: from its tip it rises by the length of the direction.
    case .norm where operands.allSatisfy(\.value.isZero):
      return OneSidedDual(OneSided(0, error: 0), slope: P.expansion(operands.map(\.slope)))
    default: break
    }
    let values = operands.map(\.value)
    let value = P.expansion(values)
    return OneSidedDual(value, slope: slope { P.partials(values, result: value, $0) })
  }

  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> OneSidedDual {
    guard let member else { return undecided }
    let values = operands.map(\.value)
    let value = P.expansion(member, values)
    return OneSidedDual(value, slope: slope { P.partials(member, values, result: value, $0) })
  }

  /// What the slopes of the operands come to with the partials by them.
  private func slope(_ partials: (_ add: (_ operand: Int, OneSided) -> Void) -> Void) -> OneSided {
    var slope = OneSided(0, error: 0)
    partials { slope = slope + operands[$0].slope ⊙ $1 }
    return slope
  }

  private var undecided: OneSidedDual { OneSidedDual(OneSided(.undecided), slope: OneSided(.undecided)) }

  private func isExceptional(_ value: Double, _ singularity: Singularity?) -> Bool {
    singularity != nil || !value.isFinite
  }

  /// What a function comes to that leaves a point in the direction of a slope: its limit there, and its one-sided slope times
  /// the size of this one.
  private func leaving(_ slope: OneSided, _ expand: (_ direction: Double) -> OneSided) -> OneSidedDual {
    OneSidedDual(slope).decided { sign in
      let series = expand(Double(sign))
      guard case .success(let value) = series.limit, case .success(let rate) = series.slope,
        value.value.isFinite, rate.value.isFinite
      else { return OneSidedDual(OneSided(.undefined), slope: OneSided(.undefined)) }
      return OneSidedDual(
        OneSided(value.value, error: value.error),
        slope: slope * OneSided(Double(sign) * rate.value, error: rate.error))
    }
  }
}

extension OneSidedSweep {
  /// The partial derivative of the target by one input, as another leaves the point: for t above 0 the slope by ε.
  ///
  /// Both may go either way; an input that goes with itself has its second derivative by other means.
  static func partial(
    of tape: Tape, _ values: [Double], by input: (slot: Int, sign: Double),
    along moving: (slot: Int, sign: Double),
    in context: ExpansionContext, _ cancellation: Cancellation
  ) throws(Interruption) -> OneSided {
    try cancellation.take(tape.slotCount, of: OneSidedDual?.self)
    var moved = [OneSidedDual?](repeating: nil, count: tape.slotCount)
    func number(_ slot: Int) -> OneSidedDual {
      moved[slot] ?? OneSidedDual(constant(values[slot], isExact: slot < tape.firstOperation))
    }
    moved[moving.slot] = OneSidedDual(OneSided(values[moving.slot], direction: moving.sign, in: context))
    moved[input.slot] = number(input.slot)
    moved[input.slot]?.slope = OneSided(input.sign, error: 0)
    for index in tape.opcodes.indices {
      if index % blockSize == 0 { try cancellation.check() }
      let slot = tape.firstOperation + index
      if tape.opcodes[index].cuts || !tape.hasOperand(of: index, where: { moved[$0] != nil }) { continue }
      var operands: [OneSidedDual] = []
      tape.forEachOperandSlot(of: index) { operands.append(number($0)) }
      var visitor = DualExpansionVisitor(
        member: tape.member(of: index), operands: operands, context: context)
      moved[slot] = dispatch(tape.opcodes[index], &visitor)
    }
    return tape.targets.first.map { number($0).slope.scaled(by: input.sign) } ?? OneSided(.undecided)
  }
}
