import Memory

/// Sorts the operations of a group by the kinds of their contributions.
struct GroupParts {
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
