/// Sets of small numbers, each of which is kept once, however often it comes up.
///
/// A set is named by its number; the empty one is 0. In a formula most operations depend on the same inputs as one of
/// their operands, so that there are far fewer sets than operations.
struct IndexSets {
  /// The elements of all sets, ascending in each, and where each set begins.
  private(set) var elements: [Int32] = []
  private var starts: [Int] = [0, 0]

  /// For each hash the set that had it last, and for each set the one before it with the same hash.
  private var byHash: [UInt64: Int32] = [:]
  private var previous: [Int32] = [-1]

  /// What the union of two sets is, where that is known.
  private var unions: [UInt64: Int32] = [:]

  private var scratch: [Int32] = []

  /// How many elements were looked at.
  private(set) var work = 0

  static let empty: Int32 = 0

  /// The elements of a set.
  subscript(set: Int32) -> ArraySlice<Int32> { elements[starts[Int(set)]..<starts[Int(set) + 1]] }

  /// The number of sets.
  var count: Int { starts.count - 1 }

  /// The set of one number.
  mutating func singleton(_ element: Int) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(Int32(truncatingIfNeeded: element))
    return internScratch()
  }

  /// The union of two sets. O(number of their elements), or O(1) where it was asked for before.
  mutating func union(_ a: Int32, _ b: Int32) -> Int32 {
    if a == b || b == Self.empty { return a }
    if a == Self.empty { return b }
    let key = UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
    if let known = unions[key] { return known }
    merge(self[a], self[b])
    let result: Int32 =
      scratch.count == self[a].count ? a : scratch.count == self[b].count ? b : internScratch()
    unions[key] = result
    return result
  }

  /// The union of many sets. O(n log n) in the number of their elements.
  mutating func union(of sets: some Sequence<Int32>) -> Int32 {
    let distinct = Set(sets).subtracting([Self.empty])
    if distinct.count <= 2 { return distinct.reduce(Self.empty) { union($0, $1) } }
    var all: [Int32] = []
    for set in distinct { all.append(contentsOf: self[set]) }
    all.sort()
    work += all.count
    scratch.removeAll(keepingCapacity: true)
    for element in all where element != scratch.last { scratch.append(element) }
    return internScratch()
  }

  /// The union of the sets that an operation's operands have, where `owned` gives the set of each slot.
  mutating func union(ofOperandsOf index: Int, in tape: Tape, _ owned: [Int32]) -> Int32 {
    if tape.opcodes[index].usesOperandList {
      let (start, count) = (Int(tape.lefts[index]), Int(tape.rights[index]))
      return union(of: tape.lists[start..<start + count].lazy.map { owned[Int($0)] })
    }
    let (left, right) = (owned[Int(tape.lefts[index])], tape.rights[index])
    return right < 0 ? left : union(left, owned[Int(right)])
  }

  private mutating func merge(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>) {
    scratch.removeAll(keepingCapacity: true)
    work += a.count + b.count
    var (i, j) = (a.startIndex, b.startIndex)
    while i < a.endIndex, j < b.endIndex {
      let (x, y) = (a[i], b[j])
      scratch.append(min(x, y))
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    scratch.append(contentsOf: a[i...])
    scratch.append(contentsOf: b[j...])
  }

  /// The set with the elements in `scratch`, known or new.
  private mutating func internScratch() -> Int32 {
    // FNV-1a over whole elements.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for element in scratch { hash = (hash ^ UInt64(UInt32(bitPattern: element))) &* 0x100_0000_01b3 }
    var candidate = byHash[hash] ?? -1
    while candidate >= 0 {
      if self[candidate].elementsEqual(scratch) { return candidate }
      candidate = previous[Int(candidate)]
    }
    let set = Int32(truncatingIfNeeded: count)
    previous.append(byHash[hash] ?? -1)
    byHash[hash] = set
    elements.append(contentsOf: scratch)
    starts.append(elements.count)
    return set
  }
}
