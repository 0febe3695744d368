/// Finds the node that is equal to one about to be built, without storing what nodes are: that stands in the graph's
/// columns, and the table holds numbers and one byte of hash each.
///
/// A plain hash table would cost a cache miss a lookup, several times what building a node costs otherwise. But a new
/// node mostly reads something recent. So nodes are kept by their newest operand: every eight neighbouring nodes share
/// a *line* of 64 bytes, as long as a cache line, with room for twelve users. What does not fit, because a node is
/// the newest operand of many, goes to an ordinary hash table.
///
/// Nodes enter in ascending order and leave in descending order, so that whatever leaves is the last in its place:
/// nothing has to be moved, and no gap marked.
struct InternTable: ~Copyable {
  private var lines: UnsafeMutablePointer<Line>
  private var lineCount: Int
  private var overflow = OverflowTable()

  /// Twelve node numbers with a byte of their hash each, in 64 bytes.
  private struct Line: BitwiseCopyable {
    static let capacity = 12

    var numbers: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
    var lowTags: UInt64 = 0

    /// The tags of the last four, and the count in the top byte.
    var highTags: UInt64 = 0

    @inline(__always)
    var count: Int { Int(highTags >> 56) }
  }

  init() {
    lineCount = 8
    lines = Self.emptyLines(lineCount)
  }

  deinit { lines.deallocate() }

  /// The node with this hash and newest operand for which `matches` holds, or nil. Expected O(1).
  @inline(__always)
  func find(_ hash: UInt64, newestOperand: Int, where matches: (Int) -> Bool) -> Int? {
    let index = newestOperand >> 3
    if index >= lineCount { return nil }
    let line = lines + index
    let count = line.pointee.count
    if count == 0 { return nil }
    let pattern = UInt64(Self.tag(of: hash)) &* 0x0101_0101_0101_0101
    let numbers = UnsafeRawPointer(line).assumingMemoryBound(to: Int32.self)
    if let node = Self.find(pattern ^ line.pointee.lowTags, numbers, min(count, 8), matches) { return node }
    if count <= 8 { return nil }
    if let node = Self.find(pattern ^ line.pointee.highTags, numbers + 8, count - 8, matches) { return node }
    return count == Line.capacity ? overflow.find(hash, where: matches) : nil
  }

  /// The first of `count` nodes whose byte in `difference` is zero and that matches.
  @inline(__always)
  private static func find(
    _ difference: UInt64, _ numbers: UnsafePointer<Int32>, _ count: Int, _ matches: (Int) -> Bool
  ) -> Int? {
    // The top bit of each byte that is zero, and now and then of one above it, which does not match in the end.
    var zeros = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    while zeros != 0 {
      let position = zeros.trailingZeroBitCount >> 3
      if position >= count { return nil }
      let node = Int(numbers[position])
      if matches(node) { return node }
      zeros &= zeros &- 1
    }
    return nil
  }

  /// Enters a node that is not there and is newer than all that are.
  ///
  /// `hashOf` gives the hash of a node that is in the table, for when it grows.
  @inline(__always)
  mutating func insert(_ node: Int, _ hash: UInt64, newestOperand: Int, hashOf: (Int) -> UInt64) {
    let index = newestOperand >> 3
    if index >= lineCount { growLines(beyond: index) }
    let line = lines + index
    let count = line.pointee.count
    if count == Line.capacity {
      overflow.insert(node, hash, hashOf: hashOf)
      return
    }
    UnsafeMutableRawPointer(line).assumingMemoryBound(to: Int32.self)[count] = Int32(truncatingIfNeeded: node)
    UnsafeMutableRawPointer(line).assumingMemoryBound(to: UInt8.self)[48 + count] = Self.tag(of: hash)
    line.pointee.highTags &+= 1 << 56
  }

  /// Takes the newest node out.
  mutating func removeNewest(_ node: Int, _ hash: UInt64, newestOperand: Int) {
    if overflow.removeNewest(node, hash) { return }
    lines[newestOperand >> 3].highTags &-= 1 << 56
  }

  @inline(__always)
  private static func tag(of hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash) }

  @inline(never)
  private mutating func growLines(beyond index: Int) {
    let newCount = max(index + 1, lineCount + lineCount / 2)
    let newLines = Self.emptyLines(newCount)
    newLines.update(from: lines, count: lineCount)
    lines.deallocate()
    (lines, lineCount) = (newLines, newCount)
  }

  /// Lines that begin where cache lines begin.
  private static func emptyLines(_ count: Int) -> UnsafeMutablePointer<Line> {
    UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Line>.stride, alignment: 64)
      .initializeMemory(as: Line.self, repeating: Line(), count: count)
  }
}

/// A hash table of node numbers with open addressing and linear probing, at most three quarters full.
private struct OverflowTable: ~Copyable {
  /// Node number plus one; 0 is an empty slot.
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask = 15

  /// The nodes in the table, ascending.
  private var nodes = Column<Int32>()

  init() {
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit { slots.deallocate() }

  @inline(__always)
  func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    var position = home(of: hash)
    while slots[position] != 0 {
      let node = Int(slots[position]) - 1
      if matches(node) { return node }
      position = (position + 1) & mask
    }
    return nil
  }

  @inline(never)
  mutating func insert(_ node: Int, _ hash: UInt64, hashOf: (Int) -> UInt64) {
    if (nodes.count + 1) * 4 > (mask + 1) * 3 { grow(hashOf) }
    place(node, hash)
    nodes.append(Int32(truncatingIfNeeded: node))
  }

  /// Takes the node out if it is there. Nothing newer is in the table, so its slot can simply be empty again.
  mutating func removeNewest(_ node: Int, _ hash: UInt64) -> Bool {
    guard nodes.count > 0, Int(nodes.elements[nodes.count - 1]) == node else { return false }
    nodes.truncate(to: nodes.count - 1)
    var position = home(of: hash)
    while Int(slots[position]) != node + 1 { position = (position + 1) & mask }
    slots[position] = 0
    return true
  }

  @inline(__always)
  private func home(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & mask }

  private mutating func place(_ node: Int, _ hash: UInt64) {
    var position = home(of: hash)
    while slots[position] != 0 { position = (position + 1) & mask }
    slots[position] = UInt32(truncatingIfNeeded: node + 1)
  }

  private mutating func grow(_ hashOf: (Int) -> UInt64) {
    slots.deallocate()
    mask = 2 * mask + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for position in 0..<nodes.count {
      let node = Int(nodes.elements[position])
      place(node, hashOf(node))
    }
  }
}
