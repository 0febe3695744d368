extension Schedule {
  /// The schedule of a tape. O(number of operations and edges), in three passes over it.
  ///
  /// If in between the answer is that it shall not go on, it is one that does nothing.
  init(_ tape: Tape, while goOn: () -> Bool = { true }) {
    var compilation = ScheduleCompilation(tape)
    if compilation.orderWindows(while: goOn), compilation.decideContributions(while: goOn),
      let schedule = compilation.finish(while: goOn)
    {
      self = schedule
    } else {
      self.init()
      (firstOperation, constantCount) = (tape.firstOperation, tape.constants.count)
      (slotCount, targets) = (tape.slotCount, tape.targets)
    }
  }
}

/// A schedule in the making.
///
/// Operations are put in order window by window; then, from the last to the first, it is decided which contributions
/// are first ones, which divides groups further; at last slots are numbered anew.
private struct ScheduleCompilation: ~Copyable {
  private let tape: Tape
  private let count: Int
  private let first: Int

  /// The tape's operations in the new order.
  private let order: CheckedPointer<Int32>

  /// For each slot of the tape what the reverse sweep has done to its adjoint so far.
  private let touches: CheckedPointer<Touch>

  private var runs: [Schedule.Run] = []

  /// What has been contributed to an adjoint, as the reverse sweep goes on.
  private enum Touch: UInt8 {
    /// Nothing.
    case none

    /// Something by one operation of the present group, and nothing before.
    case once

    /// Something by several operations of the present group, and nothing before.
    case often

    /// Something by an earlier group.
    case before

    /// As ``before``, and the adjoint must be cleared at the start.
    case cleared
  }

  init(_ tape: Tape) {
    self.tape = tape
    count = tape.operations.count
    first = tape.firstOperation
    order = CheckedPointer(.allocate(capacity: max(1, count)), count: count)
    touches = CheckedPointer(.allocate(capacity: max(1, tape.slotCount)), count: tape.slotCount)
    touches.base.initialize(repeating: .none, count: tape.slotCount)
  }

  deinit {
    order.base.deallocate()
    touches.base.deallocate()
  }
}

// MARK: The order

extension ScheduleCompilation {
  /// Sorts the operations of every window by level and opcode, and notes the groups; false if it was broken off.
  fileprivate mutating func orderWindows(while goOn: () -> Bool) -> Bool {
    let capacity = Schedule.windowSize
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 2 * capacity) { memory in
      guard let memory = CheckedPointer(memory) else { return true }
      var window = WindowOrder(levels: memory, sorted: memory + capacity)
      for start in stride(from: 0, to: count, by: capacity) {
        window.sort(tape, start..<min(start + capacity, count))
        window.appendGroups(tape, from: start, to: order + start, &runs)
        Work.did(min(capacity, count - start))
        if !goOn() { return false }
      }
      return true
    }
  }
}

/// Puts one window in order.
private struct WindowOrder {
  /// For each operation of the window how many operations in the window must come before it, one after another.
  let levels: CheckedPointer<UInt16>

  /// The operations, as positions in the window, by opcode; later by level and opcode.
  let sorted: CheckedPointer<UInt16>

  private var starts: [Int32] = []
  private var count = 0
  private var levelCount = 0

  init(levels: CheckedPointer<UInt16>, sorted: CheckedPointer<UInt16>) {
    self.levels = levels
    self.sorted = sorted
  }

  /// Finds the levels of the operations in `range` and sorts by opcode.
  mutating func sort(_ tape: Tape, _ range: Range<Int>) {
    count = range.count
    let base = Int32(truncatingIfNeeded: tape.firstOperation + range.lowerBound)
    var highest: UInt16 = 0
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { starts in
      starts.initialize(repeating: 0)
      for position in 0..<count {
        let index = range.lowerBound + position
        var level: UInt16 = 0
        tape.forEachOperandSlot(of: index) { slot in
          let operand = Int32(truncatingIfNeeded: slot) - base
          if operand >= 0 { level = max(level, levels[Int(operand)] + 1) }
        }
        levels[position] = level
        highest = max(highest, level)
        starts[Int(tape.opcodes[index].rawValue)] += 1
      }
      Self.accumulate(starts)
      for position in 0..<count {
        let opcode = Int(tape.opcodes[range.lowerBound + position].rawValue)
        sorted[Int(starts[opcode])] = UInt16(truncatingIfNeeded: position)
        starts[opcode] += 1
      }
    }
    levelCount = Int(highest) + 1
  }

  /// Sorts by level, keeping the order by opcode, writes the order and notes the groups.
  mutating func appendGroups(
    _ tape: Tape, from start: Int, to order: CheckedPointer<Int32>, _ runs: inout [Schedule.Run]
  ) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: levelCount))
    starts.withUnsafeMutableBufferPointer { starts in
      for position in 0..<count { starts[Int(levels[position])] += 1 }
      Self.accumulate(starts)
      for place in 0..<count {
        let position = Int(sorted[place])
        let level = Int(levels[position])
        order[Int(starts[level])] = Int32(truncatingIfNeeded: start + position)
        starts[level] += 1
      }
    }
    var last: (level: UInt16, opcode: Opcode)?
    for place in 0..<count {
      let index = Int(order[place])
      let key = (levels[index - start], tape.opcodes[index])
      if let last, last == key {
        runs[runs.count - 1].count += 1
      } else {
        last = key
        runs.append(
          Schedule.Run(
            kind: .group, opcode: key.1, left: .add, right: .add,
            start: Int32(truncatingIfNeeded: start + place), count: 1))
      }
    }
  }

  /// Turns counts into the places where the counted begin.
  private static func accumulate(_ counts: UnsafeMutableBufferPointer<Int32>) {
    var sum: Int32 = 0
    for index in counts.indices { (counts[index], sum) = (sum, sum + counts[index]) }
  }
}

// MARK: The contributions

extension ScheduleCompilation {
  /// Goes through the groups as the reverse sweep does, decides for each edge whether it brings the first contribution,
  /// and divides the groups so that in each run the answer is the same for all; false if it was broken off.
  fileprivate mutating func decideContributions(while goOn: () -> Bool) -> Bool {
    for target in tape.targets { touches[target] = .cleared }
    var groups = runs
    runs.removeAll(keepingCapacity: true)
    var parts = GroupParts()
    var rhythm = Rhythm(of: Schedule.windowSize)
    while let group = groups.popLast() {
      if rhythm.isDue(after: Int(group.count)), !goOn() { return false }
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
    return true
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

  /// Whether the operation at a place reads the one before it as its left operand, or can be made to.
  private func isChained(_ place: Int) -> Bool {
    let index = Int(order[place])
    if !tape.opcodes[index].hasOwnLoops || tape.rights[index] < 0 { return false }
    let previous = Int32(truncatingIfNeeded: first) + order[place - 1]
    return tape.lefts[index] == previous
      || (tape.rights[index] == previous && tape.opcodes[index].isCommutative)
  }

  /// The operands of the operation at a place of a chain, the one before it first.
  private func chainedOperands(_ place: Int) -> (previous: Int, other: Int) {
    let index = Int(order[place])
    let previous = first + Int(order[place - 1])
    let left = Int(tape.lefts[index])
    return (previous, left == previous ? Int(tape.rights[index]) : left)
  }

  /// Appends a chain, where the contributions to all left operands are of one kind, and so on the right.
  private mutating func appendChain(ofLast length: Int, endingWith group: Schedule.Run) {
    let places = (Int(group.start) - length + 1)...Int(group.start)
    let lefts = places.map { chainedOperands($0).previous }
    let rights = places.map { chainedOperands($0).other }
    for slot in rights { claim(slot) }
    for slot in lefts { claim(slot) }
    runs.append(
      Schedule.Run(
        kind: .chain, opcode: group.opcode, left: uniformContribution(to: lefts),
        right: uniformContribution(to: rights), start: Int32(truncatingIfNeeded: places.lowerBound),
        count: Int32(truncatingIfNeeded: length)))
    for slot in rights { settle(slot) }
    for slot in lefts { settle(slot) }
  }

  /// Appends a group of operations that always add.
  private mutating func appendAdding(_ group: Schedule.Run) {
    for place in Int(group.start)..<Int(group.start + group.count) {
      tape.forEachOperandSlot(of: Int(order[place])) { slot in
        claim(slot)
        renounce(slot)
        settle(slot)
      }
    }
    appendRun(group)
  }

  /// Divides a group by the kinds of its contributions and appends the parts.
  private mutating func appendParts(of group: Schedule.Run, _ parts: inout GroupParts) {
    let places = Int(group.start)..<Int(group.start + group.count)
    for place in places {
      let (left, right) = operands(place)
      claim(left)
      if right >= 0, right != left { claim(right) }
    }
    parts.sort(places.count, order + places.lowerBound) { operation in
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
    for place in places {
      let (left, right) = operands(place)
      settle(left)
      if right >= 0 { settle(right) }
    }
  }

  /// Gives up storing first contributions in operations that will stand in a sequence.
  private func renounceAll(_ part: Schedule.Run) {
    for place in Int(part.start)..<Int(part.start + part.count) {
      let (left, right) = operands(place)
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

  private func operands(_ place: Int) -> (left: Int, right: Int) { operands(of: order[place]) }

  private func operands(of operation: Int32) -> (left: Int, right: Int) {
    (Int(tape.lefts[Int(operation)]), Int(tape.rights[Int(operation)]))
  }
}

/// Sorts the operations of a group by the kinds of their contributions.
private struct GroupParts {
  typealias Kind = (left: Schedule.Contribution, right: Schedule.Contribution)

  /// All kinds, in the order in which the parts stand.
  static let kinds: [Kind] = {
    let all: [Schedule.Contribution] = [.none, .store, .add]
    return all.flatMap { left in all.map { (left, $0) } }
  }()

  private var counts = [Int32](repeating: 0, count: 9)
  private var keys: [UInt8] = []
  private var sorted: [Int32] = []

  private static func key(_ kind: Kind) -> Int { 3 * Int(kind.left.rawValue) + Int(kind.right.rawValue) }

  /// How many operations are of a kind.
  func count(of kind: Kind) -> Int32 { counts[Self.key(kind)] }

  /// Sorts `count` operations, keeping the order of those of one kind.
  @inline(__always)
  mutating func sort(_ count: Int, _ operations: CheckedPointer<Int32>, by kind: (Int32) -> Kind) {
    for key in counts.indices { counts[key] = 0 }
    keys.removeAll(keepingCapacity: true)
    for position in 0..<count {
      let key = Self.key(kind(operations[position]))
      keys.append(UInt8(truncatingIfNeeded: key))
      counts[key] += 1
    }
    if counts.contains(Int32(truncatingIfNeeded: count)) { return }
    var next = (0, 0, 0, 0, 0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &next) { bytes in
      let next = bytes.bindMemory(to: Int.self)
      var sum = 0
      for key in next.indices { (next[key], sum) = (sum, sum + Int(counts[key])) }
      sorted.removeAll(keepingCapacity: true)
      sorted.append(contentsOf: UnsafeBufferPointer(start: operations.base, count: count))
      for position in 0..<count {
        let key = Int(keys[position])
        operations[next[key]] = sorted[position]
        next[key] += 1
      }
    }
  }
}

// MARK: First contributions

extension ScheduleCompilation {
  /// Notes a contribution of the present group.
  private func claim(_ slot: Int) {
    switch touches[slot] {
    case .none: touches[slot] = .once
    case .once: touches[slot] = .often
    default: break
    }
  }

  /// What a claimed contribution can be.
  private func contribution(to slot: Int) -> Schedule.Contribution {
    if slot < tape.constants.count { return .none }
    return touches[slot] == .once ? .store : .add
  }

  /// The one kind that the claimed contributions to all `slots` are of, or made to be.
  private func uniformContribution(to slots: [Int]) -> Schedule.Contribution {
    let kind = slots.first.map { contribution(to: $0) } ?? .add
    if slots.allSatisfy({ contribution(to: $0) == kind }) { return kind }
    for slot in slots { renounce(slot) }
    return .add
  }

  /// Gives up storing the first contribution: the adjoint is cleared and added to instead.
  private func renounce(_ slot: Int) {
    if touches[slot] == .once { touches[slot] = .often }
  }

  /// The present group is done with a slot.
  private func settle(_ slot: Int) {
    switch touches[slot] {
    case .once: touches[slot] = .before
    case .often: touches[slot] = .cleared
    default: break
    }
  }
}

// MARK: The slots

extension ScheduleCompilation {
  /// Numbers the slots anew and writes the operations in their order; nil if that was broken off.
  fileprivate consuming func finish(while goOn: () -> Bool) -> Schedule? {
    var schedule = Schedule()
    schedule.firstOperation = first
    schedule.constantCount = tape.constants.count
    schedule.slotCount = tape.slotCount
    schedule.runs = runs
    schedule.cleared = clearedRanges()
    let slots = newSlots()
    schedule.targets = tape.targets.map { Int(slots[$0]) }
    schedule.opcodes.reserveCapacity(count)
    schedule.lefts.reserveCapacity(count)
    schedule.rights.reserveCapacity(count)
    schedule.lists.reserveCapacity(tape.lists.count)
    for run in runs {
      for place in Int(run.start)..<Int(run.start + run.count) {
        if place % Schedule.windowSize == 0 {
          Work.did(min(Schedule.windowSize, count - place))
          if !goOn() { return nil }
        }
        let index = Int(order[place])
        let opcode = tape.opcodes[index]
        schedule.opcodes.append(opcode)
        if opcode.savesPartial { schedule.savesPartials = true }
        if opcode.usesOperandList {
          let (start, length) = (Int(tape.lefts[index]), Int(tape.rights[index]))
          schedule.lefts.append(Int32(truncatingIfNeeded: schedule.lists.count))
          schedule.rights.append(Int32(truncatingIfNeeded: length))
          for slot in tape.lists[start..<start + length] { schedule.lists.append(slots[Int(slot)]) }
        } else if run.kind == .chain {
          let (previous, other) = chainedOperands(place)
          schedule.lefts.append(slots[previous])
          schedule.rights.append(slots[other])
        } else {
          let right = Int(tape.rights[index])
          schedule.lefts.append(slots[Int(tape.lefts[index])])
          schedule.rights.append(right < 0 ? -1 : slots[right])
        }
      }
    }
    schedule.findStrides()
    return schedule
  }

  /// For each slot of the tape its slot in the schedule.
  private func newSlots() -> [Int32] {
    var slots = [Int32](unsafeUninitializedCapacity: tape.slotCount) { slots, initialized in
      for slot in 0..<tape.slotCount { slots[slot] = Int32(truncatingIfNeeded: slot) }
      initialized = tape.slotCount
    }
    for place in 0..<count { slots[first + Int(order[place])] = Int32(truncatingIfNeeded: first + place) }
    return slots
  }

  /// The slots of the schedule whose adjoints have to be cleared.
  private func clearedRanges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for slot in tape.constants.count..<tape.slotCount {
      let touch = touches[slot < first ? slot : first + Int(order[slot - first])]
      if touch == .before { continue }
      if let last = ranges.last, last.upperBound == slot {
        ranges[ranges.count - 1] = last.lowerBound..<slot + 1
      } else {
        ranges.append(slot..<slot + 1)
      }
    }
    return ranges
  }
}

// MARK: Strides

extension Schedule {
  /// Divides groups of two operands with loops of their own where their operands begin or cease to lie in one stride.
  fileprivate mutating func findStrides() {
    var divided: [Run] = []
    divided.reserveCapacity(runs.count)
    for run in runs {
      guard run.kind == .group, run.opcode.hasOwnLoops, rights[Int(run.start)] >= 0 else {
        divided.append(run)
        continue
      }
      let end = Int(run.start + run.count)
      var rest = run
      var place = Int(run.start)
      while place < end {
        let part = stridedPart(run, from: place, to: end)
        if Int(part.count) >= Self.smallestStrided {
          rest.count = Int32(truncatingIfNeeded: place) - rest.start
          if rest.count > 0 { divided.append(rest) }
          divided.append(part)
          rest.start = part.start + part.count
        }
        place += Int(part.count)
      }
      rest.count = Int32(truncatingIfNeeded: end) - rest.start
      if rest.count > 0 { divided.append(rest) }
    }
    runs = divided
  }

  /// The longest part of a run, from a place on, whose operands lie in one stride. Where one operand is the same all
  /// along, the other never is that one too, so that its adjoint can be kept aside.
  private func stridedPart(_ run: Run, from place: Int, to end: Int) -> Run {
    var part = run
    part.start = Int32(truncatingIfNeeded: place)
    part.count = 1
    guard place + 1 < end else { return part }
    let left = lefts[place + 1] - lefts[place]
    let right = rights[place + 1] - rights[place]
    guard 0...1 ~= left, 0...1 ~= right, left + right > 0 else { return part }
    func areApart(_ place: Int) -> Bool { left == right || lefts[place] != rights[place] }
    guard areApart(place), areApart(place + 1) else { return part }
    var next = place + 2
    while next < end, lefts[next] - lefts[next - 1] == left, rights[next] - rights[next - 1] == right,
      areApart(next)
    {
      next += 1
    }
    part.leftStride = left == 0 ? .zero : .one
    part.rightStride = right == 0 ? .zero : .one
    part.count = Int32(truncatingIfNeeded: next - place)
    return part
  }
}
