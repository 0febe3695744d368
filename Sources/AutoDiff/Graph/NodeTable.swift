import Memory

/// A hash table of numbers that stand for something kept elsewhere: open addressing, linear probing, at most three
/// quarters full, four bytes a slot.
///
/// It knows nothing of what the numbers stand for. Whoever looks something up brings its hash and compares.
struct NodeTable: ~Copyable {
  /// Number plus one; 0 is an empty slot.
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask = 15
  private(set) var count = 0

  init() {
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit { slots.deallocate() }

  /// The number with this hash for which `matches` holds, or nil. Expected O(1).
  @inline(__always)
  func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    var position = home(of: hash)
    while slots[position] != 0 {
      let number = Int(slots[position]) - 1
      if matches(number) { return number }
      position = (position + 1) & mask
    }
    return nil
  }

  /// Enters a number that is not there. `hashOf` gives the hash of any number in the table. Amortised O(1).
  ///
  /// If room must be made and that is stopped, the table stays as it was.
  mutating func insert(
    _ number: Int, _ hash: UInt64, hashOf: (Int) -> UInt64, _ cancellation: Cancellation
  ) throws(Interruption) {
    try reserve(1, hashOf: hashOf, cancellation)
    place(number, hash)
    count += 1
  }

  /// Makes room for so many more numbers; if that is stopped, the table stays as it was. O(size of the table) if there is
  /// none.
  @inline(__always)
  mutating func reserve(
    _ more: Int, hashOf: (Int) -> UInt64, _ cancellation: Cancellation
  ) throws(Interruption) {
    if (count + more) * 4 > (mask + 1) * 3 { try grow(more, hashOf, cancellation) }
  }

  /// Takes a number out, if it is there, and moves up those that had to give way to it. Expected O(1).
  mutating func remove(_ number: Int, _ hash: UInt64, hashOf: (Int) -> UInt64) {
    var gap = home(of: hash)
    while Int(slots[gap]) != number + 1 {
      if slots[gap] == 0 { return }
      gap = (gap + 1) & mask
    }
    var position = gap
    while true {
      position = (position + 1) & mask
      if slots[position] == 0 { break }
      // What would still be found at its home or behind it may stay; anything else moves into the gap.
      let distance = (position - home(of: hashOf(Int(slots[position]) - 1))) & mask
      if distance < (position - gap) & mask { continue }
      slots[gap] = slots[position]
      gap = position
    }
    slots[gap] = 0
    count -= 1
  }

  /// Every number in the table, in no order. O(size of the table).
  var numbers: [Int] { (0...mask).filter { slots[$0] != 0 }.map { Int(slots[$0]) - 1 } }

  /// Takes out all numbers but those for which `isKept` holds. O(size of the table).
  mutating func keep(_ isKept: (Int) -> Bool, hashOf: (Int) -> UInt64) {
    let (old, oldCount) = (slots, mask + 1)
    count = 0
    for position in 0..<oldCount where old[position] != 0 {
      if isKept(Int(old[position]) - 1) { count += 1 }
    }
    while mask > 15, (count + 1) * 8 <= (mask + 1) * 3 { mask /= 2 }
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for position in 0..<oldCount where old[position] != 0 {
      let number = Int(old[position]) - 1
      if isKept(number) { place(number, hashOf(number)) }
    }
    old.deallocate()
  }

  @inline(__always)
  private func home(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & mask }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    var position = home(of: hash)
    while slots[position] != 0 { position = (position + 1) & mask }
    slots[position] = UInt32(truncatingIfNeeded: number + 1)
  }

  @inline(never)
  private mutating func grow(
    _ more: Int, _ hashOf: (Int) -> UInt64, _ cancellation: Cancellation
  ) throws(Interruption) {
    // Who adds more and more, and was told to stop, is not to clear a new table each time.
    try cancellation.check()
    var newMask = mask
    while (count + more) * 4 > (newMask + 1) * 3 { newMask = 2 * newMask + 1 }
    try cancellation.take(newMask + 1, of: UInt32.self)
    let (old, oldMask) = (slots, mask)
    mask = newMask
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    do throws(Interruption) {
      for position in 0...oldMask {
        if position % Graph.blockSize == Graph.blockSize - 1 { try cancellation.check() }
        if old[position] == 0 { continue }
        let number = Int(old[position]) - 1
        place(number, hashOf(number))
      }
    } catch {
      slots.deallocate()
      (slots, mask) = (old, oldMask)
      throw error
    }
    old.deallocate()
  }
}
