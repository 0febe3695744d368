package import Memory

import RealModule

/// The search for what the target of a tape feels of exceptional points below it.
package struct KinkSearch {
  private let tape: Tape
  private let values: [Double]
  private let cancellation: Cancellation

  /// How many operations may be computed until further inputs are not looked at any more, and how many were.
  private let workLimit: Int
  private var work = 0

  /// The derivative that was given as an answer, where it was not computed by a sweep over the target.
  private var shown: Double?

  /// For each slot whether an exceptional point depends on it.
  private let reaching: [Bool]

  /// The operations that are at an exceptional point, ascending, with its kind.
  private let exceptionalPoints: [(slot: Int, singularity: Singularity)]

  init(
    _ tape: Tape, _ values: [Double], workLimit: Int, _ cancellation: Cancellation
  ) throws(Interruption) {
    (self.tape, self.values, self.workLimit, self.cancellation) = (tape, values, workLimit, cancellation)
    exceptionalPoints = try tape.singularities(values, cancellation)
    reaching = exceptionalPoints.isEmpty ? [] : tape.slots(below: exceptionalPoints.map(\.slot))
  }

  /// The kinks that the derivatives by some inputs meet. `shown` is the derivative that was given as an answer, where it
  /// was not computed by a sweep over the target.
  package mutating func kinks(
    by inputs: [NodeID], shown: Double? = nil
  ) throws(Interruption) -> [Kink] {
    self.shown = shown
    guard !exceptionalPoints.isEmpty, let target = tape.targets.first else { return [] }
    try cancellation.check()
    var found: [Finding] = []
    var unsearchedCount = 0
    for input in inputs {
      guard let slot = tape.slot(of: input), reaching[slot] else { continue }
      try cancellation.check()
      if work > workLimit {
        unsearchedCount += 1
        continue
      }
      work += 3 * tape.opcodes.count
      if let finding = try finding(input, slot, target) { found.append(finding) }
    }
    var kinks = grouped(found)
    if unsearchedCount > 0 {
      kinks.append(
        Kink(
          singularity: exceptionalPoints[0].singularity, nodes: [], sides: [], isUndecided: true,
          unsearchedCount: unsearchedCount))
    }
    return kinks
  }

  /// Up to what part of the largest of them two slopes are the same: they are sums of products that were rounded in
  /// different orders, some thousand ulps for formulas of some thousand operations.
  private static let rounding = 1e-12

  /// How far from the point, relative to it, a limit is looked for. At the nearer distance a slope that changes linearly
  /// is known to seven digits, of which six are given; the farther one, a hundred times as far, tells whether it settles.
  private static let (nearDistance, farDistance) = (1e-7, 1e-5)

  /// What one input has to do with exceptional points.
  private struct Finding {
    let input: NodeID
    let slots: [Int]
    let singularity: Singularity
    var left = Kink.Limit(value: .nan, slope: .nan)
    var right = Kink.Limit(value: .nan, slope: .nan)
    var derivative = Double.nan
    var hasSides = true
    var isUndecided = false
  }

  private func finding(
    _ input: NodeID, _ slot: Int, _ target: Int
  ) throws(Interruption) -> Finding? {
    var pointValues = values
    var tangents = tape.seeded([(slot, 1)])
    try withPointers(&pointValues, &tangents) { (values, tangents) throws(Interruption) in
      try tape.sweepForward(values, tangents: tangents, cancellation)
    }
    let right = try numbers(slot, direction: 1)
    let left = try numbers(slot, direction: -1)
    let (value, derivative) = (values[target], shown ?? tangents[target])
    if value.isNaN { return nil }

    if derivative.isNaN || derivative.isInfinite {
      let kind: Singularity = derivative.isNaN ? .undefined : .verticalTangent
      let slots = exceptionalPoints.filter { $0.singularity == kind && isMoving($0.slot, right, tangents) }
        .map(\.slot)
      return slots.isEmpty ? nil : Finding(input: input, slots: slots, singularity: kind, hasSides: false)
    }

    if !right[target].isDecided || !left[target].isDecided {
      let open = exceptionalPoints.filter { !right[$0.slot].isDecided || !left[$0.slot].isDecided }
      guard let first = open.first else { return nil }
      return try findingByHigherOrders(input, slot, first, derivative)
    }

    var births = exceptionalPoints.filter { point in
      !isOrdinary(point.slot, left, right, tangents) && operandsAreOrdinary(point.slot, left, right, tangents)
    }
    // Comparisons beside other functions are those that the derivatives of the functions consist of.
    let functions = births.filter { point in
      ![.boundary, .equality].contains(point.singularity)
        && tape.opcodes[point.slot - tape.firstOperation].isTyped
    }
    if !functions.isEmpty { births = functions }
    let scale = births.reduce(abs(derivative)) { scale, point in
      max(scale, abs(right[point.slot].tangent), abs(left[point.slot].tangent))
    }
    func isSame(_ a: Double, _ b: Double) -> Bool {
      if a == b { return true }
      return abs(a - b) <= Self.rounding * max(abs(a), abs(b), scale.isFinite ? scale : 0)
        && (a - b).isFinite
    }
    let (rightSlope, leftSlope) = (right[target].tangent, -left[target].tangent)
    // A side outside the domain is no side: the function ends there.
    func isSmooth(_ side: SidedDual, _ slope: Double) -> Bool {
      side.primal.isNaN || (side.primal == value && isSame(slope, derivative))
    }
    if isSmooth(right[target], rightSlope), isSmooth(left[target], leftSlope) {
      return try findingBesideVerticalTangents(input, slot, tangents, derivative)
    }
    guard let first = births.first else { return nil }
    return Finding(
      input: input, slots: births.map(\.slot),
      singularity: first.singularity,
      left: Kink.Limit(value: left[target].primal, slope: leftSlope + 0),
      right: Kink.Limit(value: right[target].primal, slope: rightSlope + 0), derivative: derivative)
  }

  /// What is found where an infinite slope met a factor of 0, which wins: ∛x³ has the slope 1 beside 0, not 0.
  private func findingBesideVerticalTangents(
    _ input: NodeID, _ slot: Int, _ tangents: [Double], _ derivative: Double
  ) throws(Interruption) -> Finding? {
    let steep = exceptionalPoints.filter { tangents[$0.slot].isInfinite }.map(\.slot)
    if steep.isEmpty { return nil }
    let left = try limit(slot, direction: -1, derivative)
    let right = try limit(slot, direction: 1, derivative)
    guard [left, right].contains(where: { !$0.value.isNaN && $0.slope != derivative }) else { return nil }
    return Finding(
      input: input, slots: steep, singularity: .verticalTangent, left: left, right: right,
      derivative: derivative)
  }

  /// What the target and its slope tend to from one side, as far as two points tell that lie close to this one: about six
  /// digits.
  private func limit(
    _ slot: Int, direction: Double, _ derivative: Double
  ) throws(Interruption) -> Kink.Limit {
    let x = values[slot]
    func target(_ step: Double) throws(Interruption) -> Dual<Double> {
      try tape.values(
        at: tape.inputs.indices.map { position in
          let own = tape.firstInput + position
          let moved = values[own] + direction * step * (x == 0 ? 1 : abs(x))
          return own == slot ? Dual(primal: moved, tangent: 1) : Dual(values[own])
        }, cancellation)[tape.targets[0]]
    }
    let (far, near) = (try target(Self.farDistance), try target(Self.nearDistance))
    guard !near.primal.isNaN else { return Kink.Limit(value: .nan, slope: .nan) }
    let value = values[tape.targets[0]]
    // Towards what was shown, or without end; else it is there already. A hundredth of the distance changes even what goes
    // with the sixth root by a factor of two.
    if abs(near.tangent - derivative) <= 0.5 * abs(far.tangent - derivative) {
      return Kink.Limit(value: value, slope: derivative)
    }
    let isGrowing = abs(near.tangent) > 2 * abs(far.tangent)
    return Kink.Limit(
      value: value, slope: isGrowing ? near.tangent * .infinity : near.tangent.roundedToSixDigits)
  }

  /// What the target does where an operand rests at an exceptional point: higher powers of the input tell.
  private func findingByHigherOrders(
    _ input: NodeID, _ slot: Int, _ point: (slot: Int, singularity: Singularity), _ derivative: Double,
  ) throws(Interruption) -> Finding? {
    var finding = Finding(input: input, slots: [point.slot], singularity: point.singularity)
    let inputs = tape.inputs.indices.map { values[tape.firstInput + $0] }
    let search = TaylorSearch(tape, slot, order: 1, inputs: inputs)
    let polynomial = try search.polynomial(value: values[tape.targets[0]], cancellation)
    if polynomial.isUndecided {
      (finding.hasSides, finding.isUndecided) = (false, true)
      return finding
    }
    let (left, right) = polynomial.sides ?? (polynomial.coefficients, polynomial.coefficients)
    if polynomial.sides == nil, left[1] == derivative { return nil }
    finding.left = Kink.Limit(value: left[0], slope: left[1])
    finding.right = Kink.Limit(value: right[0], slope: right[1])
    finding.derivative = derivative
    return finding
  }

  /// Every slot's number just beside the point, an input going in a direction.
  private func numbers(_ slot: Int, direction: Double) throws(Interruption) -> [SidedDual] {
    try tape.values(
      at: tape.inputs.indices.map { position in
        let own = tape.firstInput + position
        return SidedDual(primal: values[own], tangent: own == slot ? direction : 0)
      }, cancellation)
  }

  private func isMoving(_ slot: Int, _ right: [SidedDual], _ tangents: [Double]) -> Bool {
    var isMoving = false
    tape.forEachOperandSlot(of: slot - tape.firstOperation) {
      isMoving = isMoving || right[$0].isMoving || tangents[$0] != 0
    }
    return isMoving
  }

  /// Whether a slot has one value and one slope, from both sides and at the point.
  private func isOrdinary(
    _ slot: Int, _ left: [SidedDual], _ right: [SidedDual], _ tangents: [Double]
  ) -> Bool {
    let (a, b, tangent) = (left[slot], right[slot], tangents[slot])
    return a.primal.isSame(values[slot]) && b.primal.isSame(values[slot]) && b.tangent.isSame(tangent)
      && (-a.tangent).isSame(tangent)
  }

  private func operandsAreOrdinary(
    _ slot: Int, _ left: [SidedDual], _ right: [SidedDual], _ tangents: [Double]
  ) -> Bool {
    var areOrdinary = true
    tape.forEachOperandSlot(of: slot - tape.firstOperation) {
      areOrdinary = areOrdinary && isOrdinary($0, left, right, tangents)
    }
    return areOrdinary
  }

  /// The findings, those together that come from the same nodes.
  private func grouped(_ findings: [Finding]) -> [Kink] {
    var groups: [[Finding]] = []
    for finding in findings {
      let position = groups.firstIndex { group in
        group[0].slots == finding.slots && group[0].singularity == finding.singularity
          && group[0].isUndecided == finding.isUndecided
      }
      if let position { groups[position].append(finding) } else { groups.append([finding]) }
    }
    return groups.map { group in
      Kink(
        singularity: group[0].singularity,
        nodes: group[0].slots.prefix(3).compactMap { tape.node(ofSlot: $0) },
        sides: group.filter(\.hasSides).map { ($0.input, $0.left, $0.right, $0.derivative) },
        isUndecided: group[0].isUndecided)
    }
  }
}

extension Double {
  /// Whether two results are equal, or both undefined.
  fileprivate func isSame(_ other: Double) -> Bool { self == other || (isNaN && other.isNaN) }

  fileprivate var roundedToSixDigits: Double {
    guard isNormal else { return self }
    let unit = Double.pow(10, Double.log10(magnitude).rounded(.down) - 5)
    return unit.isNormal ? (self / unit).rounded() * unit : self
  }
}

extension Tape {
  /// For each slot whether some others depend on it; they depend on themselves.
  fileprivate func slots(below others: [Int]) -> [Bool] {
    Work.didPass(slotCount)
    var isBelow = [Bool](repeating: false, count: slotCount)
    for slot in others { isBelow[slot] = true }
    for index in opcodes.indices.reversed() where isBelow[firstOperation + index] {
      forEachOperandSlot(of: index) { isBelow[$0] = true }
    }
    return isBelow
  }

  /// The operations that are at an exceptional point, ascending, with its kind.
  fileprivate func singularities(
    _ values: [Double], _ cancellation: Cancellation
  ) throws(Interruption) -> [(slot: Int, singularity: Singularity)] {
    let isSingular = Opcode.singularOpcodes
    return try values.withUnsafeBufferPointer { (values) throws(Interruption) in
      try lists.withUnsafeBufferPointer { (lists) throws(Interruption) in
        guard let values = CheckedPointer(reading: values) else { return [] }
        var visitor = OutOfLine(SingularityVisitor(SlotNumbers(values), lists))
        var found: [(slot: Int, singularity: Singularity)] = []
        for index in opcodes.indices {
          try cancellation.check(at: index, of: opcodes.count)
          guard isSingular[Int(opcodes[index].rawValue)] else { continue }
          visitor.base.slot = firstOperation + index
          (visitor.base.left, visitor.base.right) = (Int(lefts[index]), Int(rights[index]))
          if let singularity = dispatch(opcodes[index], &visitor) {
            found.append((firstOperation + index, singularity))
          }
        }
        return found
      }
    }
  }
}
