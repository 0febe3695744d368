package import Memory

/// The search for what a target does just beside a point at which a node below it is exceptional.
///
/// Each direction that is asked for takes two sweeps with one-sided series (``OneSided``), one to each side.
package struct ExceptionalPointSearch {
  let tape: Tape
  let values: [Double]
  let cancellation: Cancellation

  /// For each slot whether an exceptional operation depends on it.
  private let reaching: [Bool]

  /// What kind of point the operations are at that are declared exceptional.
  private let singularities: [Int: Singularity]

  /// The series that functions have at the points that were met, for as many terms as were needed.
  let contexts = Self.termCounts.map { ExpansionContext(termCount: $0) }

  /// What the rules lose by overflow on the way.
  var wide: WideDerivatives

  /// How many operations may be expanded until further inputs are not looked at any more, and how many were.
  private let workLimit: Int
  private var work = 0

  /// How many terms of a series are kept: if what was asked for has cancelled, more are tried.
  static let termCounts = [6, 12, 24]

  /// How many nodes are told at most.
  private static let mostNodes = 3

  init(
    _ tape: Tape, _ values: [Double], exceptional: [Tape.ExceptionalSlot], workLimit: Int,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    (self.tape, self.values, self.workLimit, self.cancellation) = (tape, values, workLimit, cancellation)
    wide = WideDerivatives(tape, values, cancellation)
    reaching = tape.slots(below: exceptional.map(\.slot), throughCuts: true)
    singularities = Dictionary(
      exceptional.compactMap { slot, singularity in singularity.map { (slot, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether further sweeps may be made.
  var hasTime: Bool { work <= workLimit }

  /// Counts so many sweeps.
  mutating func count(_ sweeps: Int) { work += sweeps * tape.opcodes.count }

  /// Whether the target has no value, and so no derivative.
  package var isUndefined: Bool { tape.targets.first.map { values[$0].isNaN } ?? false }

  /// Whether a derivative by this input meets an exceptional node.
  package func concerns(_ input: NodeID) -> Bool { tape.slot(of: input).map { reaching[$0] } ?? false }

  /// What the target does beside the point along a direction, and its derivative of some order there.
  package struct Answer: Sendable {
    package let left: SidedLimit
    package let right: SidedLimit

    /// What is exceptional; nil where nothing is.
    package let kind: ExceptionalPoint.Kind?

    /// The derivative: NaN where there is none, ``Swift/Double/undecidedNumber`` where it is not known.
    package let derivative: Double

    /// The nodes that it comes from.
    package let nodes: [NodeID]

    /// Whether several operands of one of them are the largest there, or the smallest.
    package let isTie: Bool
  }

  /// The answer along a direction; nil where no exceptional node is met or doubles are too small for what comes up, so that
  /// the rules are as good.
  package mutating func answer(
    along seeds: [(input: NodeID, component: Double)], order: Int = 1
  ) throws(Interruption) -> Answer? {
    guard let target = tape.targets.first, order == 0 || !isUndefined else { return nil }
    let direction = seeds.compactMap { seed in tape.slot(of: seed.input).map { ($0, seed.component) } }
    guard direction.contains(where: { reaching[$0.0] && $0.1 != 0 && values[$0.0].isFinite }) else {
      return nil
    }
    let right = try side(direction, sign: 1, order)
    let left = try side(direction, sign: -1, order)
    let (a, b) = (right.limit(target, order), left.limit(target, order))
    if (a.limits + b.limits).contains(.overflow) { return nil }
    let (kind, derivative) = ExceptionalPoint.Kind.judged(b, a, value: values[target])
    let births = kind == nil ? [] : births(of: target, left, right, order)
    let kinds = births.map { singularities[$0] }
    let isChoice = kinds.allSatisfy { $0 == .boundary || $0 == .equality }
    // The angle of the origin, and 0⁰ by its exponent, are conventions beside which they have no slope.
    let isConvention =
      births == [target] && kinds == [.undefined] && (kind == .jump || kind == .isolatedValue)
    return Answer(
      left: b, right: a, kind: isChoice && (kind == .jump || kind == .kink) ? .boundary : kind,
      derivative: isConvention ? .nan : derivative, nodes: births.compactMap { tape.node(ofSlot: $0) },
      isTie: kinds.contains(.tie))
  }

  /// A sweep to one side.
  struct Side {
    let sign: Double
    let sweep: OneSidedSweep

    func limit(_ slot: Int, _ order: Int) -> SidedLimit {
      SidedLimit(sweep[slot], sign: sign, order: order)
    }
  }

  /// The sweep to one side, with as many terms as the target needs.
  mutating func side(
    _ direction: [(slot: Int, component: Double)], sign: Double, _ order: Int
  ) throws(Interruption) -> Side {
    let target = tape.targets[0]
    let moved = direction.map { ($0.slot, sign * $0.component) }
    var found: Side?
    for context in contexts where context.termCount > order {
      count(1)
      let sweep = try OneSidedSweep(tape, values, along: moved, in: context, cancellation)
      found = Side(sign: sign, sweep: sweep)
      if !sweep[target].needsMoreTerms(order: order) { break }
    }
    if let found { return found }
    let context = ExpansionContext(termCount: order + Self.termCounts[0])
    return Side(sign: sign, sweep: try OneSidedSweep(tape, values, along: moved, in: context, cancellation))
  }
}

// MARK: Where it comes from

extension ExceptionalPointSearch {
  /// The nodes at which it begins: exceptional ones on the way down from the target whose operands are ordinary.
  private func births(of target: Int, _ left: Side, _ right: Side, _ order: Int) -> [Int] {
    var births: Set<Int> = []
    var seen: Set<Int> = [target]
    var open = [target]
    while let slot = open.popLast() {
      if slot < tape.firstOperation { continue }
      var operands: [Int] = []
      tape.forEachOperandSlot(of: slot - tape.firstOperation) {
        if !isOrdinary($0, left, right, order) { operands.append($0) }
      }
      if operands.isEmpty { births.insert(slot) }
      for operand in operands where seen.insert(operand).inserted { open.append(operand) }
    }
    // Comparisons beside other functions are those that the derivatives of the functions consist of.
    let functions = births.filter {
      let opcode = tape.opcodes[$0 - tape.firstOperation]
      return !opcode.algebra.isStepped && opcode.isTyped
    }
    return Array((functions.isEmpty ? births : functions).sorted().prefix(Self.mostNodes))
  }

  /// Whether a slot has its value and its derivatives on both sides.
  private func isOrdinary(_ slot: Int, _ left: Side, _ right: Side, _ order: Int) -> Bool {
    if slot < tape.firstOperation || !right.sweep.moves(slot) { return true }
    let value = values[slot]
    guard value.isFinite else { return false }
    return (1...max(1, order)).allSatisfy {
      ExceptionalPoint.Kind.judged(left.limit(slot, $0), right.limit(slot, $0), value: value).kind == nil
    }
  }
}

// MARK: How it comes about

extension ExceptionalPointSearch {
  /// How nodes go on from the point along an input, on the right, or where the target is not defined there, on the left.
  package struct Course: Sendable {
    package let isLeft: Bool

    /// The nodes on the way that are not ordinary at the point, ascending, and the target.
    package let nodes: [(node: NodeID, expansion: AsymptoticExpansion)]
  }

  /// How the target comes to what it does beside the point; nil where that is not known on either side.
  package mutating func course(along input: NodeID) throws(Interruption) -> Course? {
    guard let slot = tape.slot(of: input), let target = tape.targets.first, concerns(input),
      values[slot].isFinite
    else { return nil }
    let (right, left) = (try side([(slot, 1)], sign: 1, 1), try side([(slot, 1)], sign: -1, 1))
    for side in [right, left] where side.sweep[target].failure == nil {
      let slots = (tape.firstOperation..<target).filter { !isOrdinary($0, left, right, 1) }
      let nodes = (slots + [target]).compactMap { slot in
        AsymptoticExpansion(side.sweep[slot]).flatMap { expansion in
          tape.node(ofSlot: slot).map { (node: $0, expansion: expansion) }
        }
      }
      return Course(isLeft: side.sign < 0, nodes: nodes)
    }
    return nil
  }
}

// MARK: Several inputs

extension ExceptionalPointSearch {
  /// The derivatives by some inputs where they are not those of the rules, and what is exceptional along them.
  ///
  /// `ruled` gives the derivative of the rules, which stands where it agrees.
  package mutating func answers(
    by inputs: [NodeID], order: Int = 1, ruled: (NodeID) -> Double?
  ) throws(Interruption) -> (derivatives: [NodeID: Double], points: [ExceptionalPoint]) {
    var derivatives: [NodeID: Double] = [:]
    var points: [ExceptionalPoint] = []
    var unsearchedCount = 0
    if order > 0, isUndefined {
      for input in inputs { derivatives[input] = .nan }
      return (derivatives, [])
    }
    for input in inputs {
      try cancellation.check()
      let isConcerned = concerns(input)
      if isConcerned, !hasTime {
        unsearchedCount += 1
        continue
      }
      guard isConcerned, let answer = try answer(along: [(input, 1)], order: order) else {
        if let ruled = ruled(input) { derivatives[input] = try wideDerivative(by: input, order, ruled) }
        continue
      }
      if let kind = answer.kind {
        let sides = ExceptionalPoint.Sides(
          input: input, left: answer.left, right: answer.right, derivative: answer.derivative)
        let position = points.firstIndex { $0.kind == kind && $0.nodes == answer.nodes }
        let known = position.map { points[$0].sides } ?? []
        let point = ExceptionalPoint(
          kind: kind, nodes: answer.nodes, sides: known + [sides], order: order, isTie: answer.isTie)
        if let position { points[position] = point } else { points.append(point) }
      }
      let derivative = answer.derivative
      // To the last digit the rules are better where there is nothing exceptional.
      if let ruled = ruled(input), ruled.agrees(with: derivative) { continue }
      derivatives[input] = derivative
    }
    if unsearchedCount > 0 {
      points.append(
        ExceptionalPoint(
          kind: .undecided, nodes: [], sides: [], order: order, unsearchedCount: unsearchedCount))
    }
    return (derivatives, points)
  }
}

// MARK: What the rules lose on the way

extension ExceptionalPointSearch {
  /// The derivative by an input where the rules have lost it by overflow or underflow; nil where they have not.
  private mutating func wideDerivative(
    by input: NodeID, _ order: Int, _ ruled: Double
  ) throws(Interruption) -> Double? {
    guard let slot = tape.slot(of: input), values[slot].isFinite,
      try wide.mayDiffer(from: ruled, order: order)
    else {
      return nil
    }
    let derivative: Double
    switch order {
    case 0: derivative = try wide.value()
    case 1: derivative = try wide.derivative(by: slot)
    case 2: derivative = try wide.secondDerivative(by: slot, slot)
    default: return nil
    }
    return derivative.isNaN || derivative.agrees(with: ruled) ? nil : derivative
  }

  /// The same along a direction.
  func wideDerivative(
    along seeds: [(input: NodeID, component: Double)], _ ruled: Double
  ) throws(Interruption) -> Double? {
    let direction = seeds.compactMap { seed in tape.slot(of: seed.input).map { ($0, seed.component) } }
    var wide = wide
    guard direction.allSatisfy({ values[$0.0].isFinite }), try wide.mayDiffer(from: ruled, order: 1) else {
      return nil
    }
    let derivative = try wide.derivative(along: direction)
    return derivative.isNaN || derivative.agrees(with: ruled) ? nil : derivative
  }

  /// The second derivative by two inputs where the rules have lost it.
  mutating func wideDerivative(
    by first: NodeID, _ second: NodeID, _ ruled: Double
  ) throws(Interruption) -> Double? {
    guard let slots = tape.slot(of: first).flatMap({ one in tape.slot(of: second).map { (one, $0) } }),
      values[slots.0].isFinite, values[slots.1].isFinite, try wide.mayDiffer(from: ruled, order: 2)
    else { return nil }
    let derivative = try wide.secondDerivative(by: slots.0, slots.1)
    return derivative.isNaN || derivative.agrees(with: ruled) ? nil : derivative
  }
}

extension OneSided {
  /// Whether more terms may tell what fewer do not.
  func needsMoreTerms(order: Int) -> Bool {
    (0...order).contains { order in
      if case .failure(.needsMoreTerms) = derivativeLimit(order: order) { true } else { false }
    }
  }
}
