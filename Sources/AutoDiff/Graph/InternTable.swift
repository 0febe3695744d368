/// A hash table of nodes that stores only their numbers: what a node is stands in the graph's columns, so an entry
/// costs four bytes. Open addressing with linear probing, at most three quarters full.
struct InternTable: ~Copyable {
  /// Node number plus one; 0 is an empty slot.
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 63
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: 0, count: 64)
  }

  deinit { slots.deallocate() }

  /// The node with this hash for which `matches` holds, or nil. Expected O(1).
  @inline(__always)
  func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    var position = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[position] != 0 {
      let node = Int(slots[position]) - 1
      if matches(node) { return node }
      position = (position + 1) & mask
    }
    return nil
  }

  /// Enters a node that is not there. `hashOf` gives the hash of any node in the table, for when it grows.
  @inline(__always)
  mutating func insert(_ node: Int, _ hash: UInt64, hashOf: (Int) -> UInt64) {
    if (count + 1) * 4 > (mask + 1) * 3 { grow(hashOf) }
    place(node, hash)
    count += 1
  }

  /// Takes a node out and closes the gap behind it (Knuth, TAOCP 6.4, algorithm R).
  mutating func remove(_ node: Int, _ hash: UInt64, hashOf: (Int) -> UInt64) {
    var gap = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[gap] != UInt32(node + 1) {
      if slots[gap] == 0 { return }
      gap = (gap + 1) & mask
    }
    count -= 1
    var position = gap
    while true {
      slots[gap] = 0
      repeat {
        position = (position + 1) & mask
        if slots[position] == 0 { return }
        let home = Int(truncatingIfNeeded: hashOf(Int(slots[position]) - 1) >> 20) & mask
        // An entry whose home lies cyclically in (gap, position] stays where it is.
        if (position - home) & mask < (position - gap) & mask { continue }
        break
      } while true
      slots[gap] = slots[position]
      gap = position
    }
  }

  @inline(__always)
  private mutating func place(_ node: Int, _ hash: UInt64) {
    var position = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[position] != 0 { position = (position + 1) & mask }
    slots[position] = UInt32(node + 1)
  }

  @inline(never)
  private mutating func grow(_ hashOf: (Int) -> UInt64) {
    let old = slots
    let oldCapacity = mask + 1
    mask = 2 * oldCapacity - 1
    slots = .allocate(capacity: 2 * oldCapacity)
    slots.initialize(repeating: 0, count: 2 * oldCapacity)
    for position in 0..<oldCapacity where old[position] != 0 {
      let node = Int(old[position]) - 1
      place(node, hashOf(node))
    }
    old.deallocate()
  }
}
