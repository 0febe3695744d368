import Memory

extension Tape {
  /// The pairs of inputs by which the first target can have a second derivative other than 0, as a symmetric pattern
  /// over `chosen`, positions in ``inputs``.
  ///
  /// The Hessian is the sum, over all operations, of the operation's adjoint times its own second derivatives between
  /// the gradients of its operands. So each operation that is curved in two operands makes every input below the one
  /// interact with every input below the other (A. Walther, "Computing sparse Hessians with automatic
  /// differentiation", 2008). Sets of inputs are kept only for what stands below something curved: long sums on top
  /// cost nothing. Nil if the sets or the pattern grow too large.
  func hessianPattern(
    by chosen: [Int], mostElements: Int = 1 << 23, _ cancellation: Cancellation
  ) throws(Interruption) -> SparsityPattern? {
    var search = InteractionSearch(self, chosen, mostElements)
    return try search.findPairs(cancellation) ? search.pattern(cancellation) : nil
  }
}

/// The search for pairs of inputs that interact.
private struct InteractionSearch {
  private let tape: Tape
  private let inputCount: Int

  /// For each slot whether the target feels it, and whether something curved stands between the two.
  private var reaches: [Bool]
  private var matters: [Bool]

  /// For each slot the chosen inputs that it depends on, where that matters.
  private var dependencies: [Int32]
  private var sets = IndexSets()

  /// Pairs of sets, every member of one interacting with every member of the other.
  private var pairs: Set<Pair> = []

  private struct Pair: Hashable {
    let first: Int32
    let second: Int32
  }

  /// The most elements of sets that are kept, and looked at.
  private let mostElements: Int
  private static let mostWork = 1 << 28

  init(_ tape: Tape, _ chosen: [Int], _ mostElements: Int) {
    self.tape = tape
    self.mostElements = mostElements
    inputCount = chosen.count
    reaches = [Bool](repeating: false, count: tape.slotCount)
    matters = reaches
    dependencies = [Int32](repeating: IndexSets.empty, count: tape.slotCount)
    for (index, position) in chosen.enumerated() {
      dependencies[tape.firstInput + position] = sets.singleton(index)
    }
  }

  /// Finds the pairs; false if there are too many.
  mutating func findPairs(_ cancellation: Cancellation) throws(Interruption) -> Bool {
    guard let target = tape.targets.first else { return true }
    reaches[target] = true
    for index in tape.opcodes.indices.reversed() {
      if index % Graph.blockSize == 0 { try cancellation.check() }
      let slot = tape.firstOperation + index
      let structure = tape.opcodes[index].secondOrderStructure
      if !reaches[slot] || structure == .severed { continue }
      let passes = structure.isCurved || matters[slot]
      tape.forEachOperandSlot(of: index) {
        reaches[$0] = true
        if passes { matters[$0] = true }
      }
    }
    var rhythm = Rhythm(of: 1 << 18)
    var known = 0
    for index in tape.opcodes.indices {
      try rhythm.check(after: 64 + sets.work - known, cancellation)
      known = sets.work
      let slot = tape.firstOperation + index
      let structure = tape.opcodes[index].secondOrderStructure
      if !reaches[slot] || structure == .severed { continue }
      if structure.isCurved { addPairs(of: index, structure) }
      if matters[slot] { dependencies[slot] = sets.union(ofOperandsOf: index, in: tape, dependencies) }
      if sets.elements.count > mostElements || sets.work > Self.mostWork { return false }
    }
    return true
  }

  private mutating func addPairs(of index: Int, _ structure: SecondOrderStructure) {
    var operands: [Int32] = []
    tape.forEachOperandSlot(of: index) { operands.append(dependencies[$0]) }
    // Of many operands it is enough to know that any two interact.
    if operands.count > 8 {
      let all = sets.union(of: operands)
      add(all, all)
      return
    }
    for first in operands.indices {
      for second in first..<operands.count where structure.couples(first, second) {
        add(operands[first], operands[second])
      }
    }
  }

  private mutating func add(_ first: Int32, _ second: Int32) {
    if first == IndexSets.empty || second == IndexSets.empty { return }
    pairs.insert(Pair(first: min(first, second), second: max(first, second)))
  }

  /// The pattern that the pairs make; nil if it grows too large.
  func pattern(_ cancellation: Cancellation) throws(Interruption) -> SparsityPattern? {
    func isFull(_ set: Int32) -> Bool { sets[set].count == inputCount }
    if pairs.contains(where: { isFull($0.first) && isFull($0.second) }) {
      return try .dense(rowCount: inputCount, columnCount: inputCount, cancellation)
    }
    // For each input the sets of those with which it interacts.
    var partners = [[Int32]](repeating: [], count: inputCount)
    var work = 0
    var pairRhythm = Rhythm(of: 1 << 14)
    for pair in pairs {
      try pairRhythm.check(after: 1 + sets[pair.first].count + sets[pair.second].count, cancellation)
      let (first, second) = (sets[pair.first], sets[pair.second])
      work += first.count * second.count
      if work > Self.mostWork { return nil }
      for input in first { partners[Int(input)].append(pair.second) }
      if pair.first != pair.second { for input in second { partners[Int(input)].append(pair.first) } }
    }
    var (starts, columns): ([Int], [Int32]) = ([0], [])
    var lastRow = [Int32](repeating: -1, count: inputCount)
    var rhythm = Rhythm(of: 1 << 18)
    for row in 0..<inputCount {
      var found: [Int32] = []
      for set in partners[row] {
        try rhythm.check(after: 64 + sets[set].count, cancellation)
        for column in sets[set] where lastRow[Int(column)] != row {
          lastRow[Int(column)] = Int32(truncatingIfNeeded: row)
          found.append(column)
        }
      }
      found.sort()
      columns.append(contentsOf: found)
      starts.append(columns.count)
      if columns.count > SparsityPattern.mostEntries { return nil }
    }
    return SparsityPattern(columnCount: inputCount, rowStarts: starts, columns: columns)
  }
}
