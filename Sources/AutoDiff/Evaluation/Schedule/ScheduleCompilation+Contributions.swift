import Memory

extension ScheduleCompilation {
  /// Goes through the groups as the reverse sweep does, decides for each edge whether it brings the first contribution,
  /// and divides the groups so that in each run the answer is the same for all.
  mutating func decideContributions(_ cancellation: Cancellation) throws(Interruption) {
    for target in tape.targets { touches[target] = .cleared }
    var groups = runs
    runs.removeAll(keepingCapacity: true)
    var parts = GroupParts()
    var rhythm = Rhythm(of: Schedule.windowSize)
    while let group = groups.popLast() {
      try rhythm.check(after: Int(group.count), cancellation)
      let chained = chainLength(endingWith: group, groups)
      if chained >= Schedule.smallestGroup {
        groups.removeLast(chained - 1)
        appendChain(ofLast: chained, endingWith: group)
      } else if group.opcode.hasOwnLoops {
        appendParts(of: group, &parts)
      } else {
        appendAdding(group)
      }
    }
    runs.reverse()
  }

  /// How many single operations, the given one the last of them, are a chain, not counting its head: each is an
  /// operand of the next.
  private func chainLength(endingWith group: Schedule.Run, _ groups: [Schedule.Run]) -> Int {
    var length = 0
    var last = group
    for group in groups.reversed() {
      guard last.count == 1, group.count == 1, group.opcode == last.opcode, group.start + 1 == last.start,
        isChained(Int(last.start))
      else { break }
      length += 1
      last = group
    }
    return length
  }

  /// Whether the operation at a position reads the one before it as its left operand, or can be made to.
  private func isChained(_ position: Int) -> Bool {
    let index = Int(order[position])
    if !tape.opcodes[index].hasOwnLoops || tape.rights[index] < 0 { return false }
    let previous = Int32(truncatingIfNeeded: first) + order[position - 1]
    return tape.lefts[index] == previous
      || (tape.rights[index] == previous && tape.opcodes[index].isCommutative)
  }

  /// The operands of the operation at a position of a chain, the one before it first.
  func chainedOperands(_ position: Int) -> (previous: Int, other: Int) {
    let index = Int(order[position])
    let previous = first + Int(order[position - 1])
    let left = Int(tape.lefts[index])
    return (previous, left == previous ? Int(tape.rights[index]) : left)
  }

  /// Appends a chain, where the contributions to all left operands are of one kind, and so on the right.
  private mutating func appendChain(ofLast length: Int, endingWith group: Schedule.Run) {
    let positions = (Int(group.start) - length + 1)...Int(group.start)
    let lefts = positions.map { chainedOperands($0).previous }
    let rights = positions.map { chainedOperands($0).other }
    for slot in rights { claim(slot) }
    for slot in lefts { claim(slot) }
    runs.append(
      Schedule.Run(
        kind: .chain, opcode: group.opcode, left: uniformContribution(to: lefts),
        right: uniformContribution(to: rights), start: Int32(truncatingIfNeeded: positions.lowerBound),
        count: Int32(truncatingIfNeeded: length)))
    for slot in rights { settle(slot) }
    for slot in lefts { settle(slot) }
  }

  /// Appends a group of operations that always add.
  private mutating func appendAdding(_ group: Schedule.Run) {
    for position in Int(group.start)..<Int(group.start + group.count) {
      tape.forEachOperandSlot(of: Int(order[position])) { slot in
        claim(slot)
        renounce(slot)
        settle(slot)
      }
    }
    appendRun(group)
  }

  /// Divides a group by the kinds of its contributions and appends the parts.
  private mutating func appendParts(of group: Schedule.Run, _ parts: inout GroupParts) {
    let positions = Int(group.start)..<Int(group.start + group.count)
    for position in positions {
      let (left, right) = operands(position)
      claim(left)
      if right >= 0, right != left { claim(right) }
    }
    parts.sort(positions.count, order + positions.lowerBound) { operation in
      let (left, right) = self.operands(of: operation)
      let toLeft = self.contribution(to: left)
      var toRight = right < 0 ? .none : self.contribution(to: right)
      if left == right, toLeft == .store { toRight = .add }
      return (toLeft, toRight)
    }
    var part = group
    part.start += group.count
    for kind in GroupParts.kinds.reversed() {
      part.count = parts.count(of: kind)
      if part.count == 0 { continue }
      part.start -= part.count
      (part.left, part.right) = kind
      if part.count < Schedule.smallestGroup { renounceAll(part) }
      appendRun(part)
    }
    for position in positions {
      let (left, right) = operands(position)
      settle(left)
      if right >= 0 { settle(right) }
    }
  }

  /// Gives up storing first contributions in operations that will stand in a sequence.
  private func renounceAll(_ part: Schedule.Run) {
    for position in Int(part.start)..<Int(part.start + part.count) {
      let (left, right) = operands(position)
      renounce(left)
      if right >= 0 { renounce(right) }
    }
  }

  /// Appends a run that comes before the ones there are; one that is too short for a loop joins a sequence.
  private mutating func appendRun(_ run: Schedule.Run) {
    if run.count >= Schedule.smallestGroup {
      runs.append(run)
      return
    }
    if let next = runs.last, next.kind == .sequence, next.start == run.start + run.count,
      next.count + run.count <= Schedule.windowSize
    {
      runs[runs.count - 1].start = run.start
      runs[runs.count - 1].count += run.count
    } else {
      var run = run
      run.kind = .sequence
      runs.append(run)
    }
  }

  private func operands(_ position: Int) -> (left: Int, right: Int) { operands(of: order[position]) }

  private func operands(of operation: Int32) -> (left: Int, right: Int) {
    (Int(tape.lefts[Int(operation)]), Int(tape.rights[Int(operation)]))
  }
}

extension ScheduleCompilation {
  /// Notes a contribution of the present group.
  func claim(_ slot: Int) {
    switch touches[slot] {
    case .none: touches[slot] = .once
    case .once: touches[slot] = .often
    default: break
    }
  }

  /// What a claimed contribution can be.
  func contribution(to slot: Int) -> Schedule.Contribution {
    if slot < tape.constants.count { return .none }
    return touches[slot] == .once ? .store : .add
  }

  /// The one kind that the claimed contributions to all `slots` are of, or made to be.
  func uniformContribution(to slots: [Int]) -> Schedule.Contribution {
    let kind = slots.first.map { contribution(to: $0) } ?? .add
    if slots.allSatisfy({ contribution(to: $0) == kind }) { return kind }
    for slot in slots { renounce(slot) }
    return .add
  }

  /// Gives up storing the first contribution: the adjoint is cleared and added to instead.
  func renounce(_ slot: Int) {
    if touches[slot] == .once { touches[slot] = .often }
  }

  /// The present group is done with a slot.
  func settle(_ slot: Int) {
    switch touches[slot] {
    case .once: touches[slot] = .before
    case .often: touches[slot] = .cleared
    default: break
    }
  }
}
