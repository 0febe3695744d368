import Memory
import AutoDiff

/// A dictionary whose keys are names and which keeps them in the order in which they came.
///
/// Each name has a *place* in that order, a number that rises. A name that is removed can be put back in its place, so
/// that what takes a removal back need not know the others. With each value goes a time, which means nothing to the
/// table.
///
/// Names that are canonically equivalent are one, as strings are. What sets it apart from a dictionary of strings is
/// the speed: nearly all names are short and ASCII, and for those a hash is a multiplication or two. Its memory is
/// its own, so that to look a name up counts no references.
struct NameTable<Value>: ~Copyable {
  /// The entries in order. One that was removed has no value, and stays until the table grows.
  private var entries: UnsafeMutablePointer<Entry>
  private(set) var count = 0

  /// The place of the next name that is new.
  private var nextPlace = 0

  /// Whether the entries stand in the order of their places: one that was put back may stand behind later ones.
  private var isSorted = true

  /// Where names stand, by hash, with linear probing. At most half are taken.
  private var slots: UnsafeMutablePointer<Slot>
  private var slotCount = 16

  /// What the hashes begin with, another number in each table.
  private let seed: UInt64

  /// A place in `entries`, with the hash of the name there: most other names are told apart without a look at them.
  private struct Slot {
    let hash: UInt32

    /// The position plus one; 0 in an empty slot.
    let number: UInt32

    static var empty: Slot { Slot(hash: 0, number: 0) }

    var isEmpty: Bool { number == 0 }

    var position: Int { Int(number) - 1 }
  }

  private struct Entry {
    let name: String
    var value: Value?
    var since: Int
    let hash: UInt32
    let place: Int
  }

  /// A table with no names.
  init() {
    seed = .random(in: 1...UInt64.max) | 1
    entries = .allocate(capacity: slotCount / 2)
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: .empty, count: slotCount)
  }

  /// A table of what another holds now. O(*n*).
  init(copying other: borrowing NameTable) {
    Work.didPass(other.count)
    (count, nextPlace) = (other.count, other.nextPlace)
    (isSorted, slotCount, seed) = (other.isSorted, other.slotCount, other.seed)
    entries = .allocate(capacity: slotCount / 2)
    entries.initialize(from: other.entries, count: count)
    slots = .allocate(capacity: slotCount)
    slots.initialize(from: other.slots, count: slotCount)
  }

  deinit {
    entries.deinitialize(count: count)
    entries.deallocate()
    slots.deallocate()
  }

  /// The value under a name; setting one that is there keeps its place in the order. Expected O(1).
  subscript(name: String) -> Value? {
    get {
      let slot = slot(of: name, hash: hash(of: name))
      return slots[slot].isEmpty ? nil : entries[slots[slot].position].value
    }
    set { set(name, to: newValue, since: 0) }
  }

  /// Sets the value under a name from a time on; one that is there keeps its place in the order. Expected O(1).
  mutating func set(_ name: String, to newValue: Value?, since time: Int) {
    let hash = hash(of: name)
    let slot = slot(of: name, hash: hash)
    if !slots[slot].isEmpty {
      let position = slots[slot].position
      let isKept = newValue != nil && entries[position].value != nil
      entries[position].value = isKept ? newValue : nil
      if isKept { return entries[position].since = time }
    }
    if let newValue {
      append(Entry(name: name, value: newValue, since: time, hash: hash, place: nextPlace), slot)
      nextPlace += 1
    }
  }

  /// The value under a name with its place. Expected O(1).
  func placed(_ name: String) -> Placed<Value>? {
    let slot = slot(of: name, hash: hash(of: name))
    if slots[slot].isEmpty { return nil }
    let entry = entries + slots[slot].position
    return entry.pointee.value.map {
      Placed(value: $0, place: entry.pointee.place, since: entry.pointee.since)
    }
  }

  /// Puts a name back with the place that it had, or, with nil, removes it. Expected O(1), and afterwards once O(*n*)
  /// where others have come since, unless what the name left behind is still there.
  mutating func restore(_ name: String, _ placed: Placed<Value>?) {
    guard let placed else { return self[name] = nil }
    let hash = hash(of: name)
    let slot = slot(of: name, hash: hash)
    if !slots[slot].isEmpty {
      let position = slots[slot].position
      let isSame = entries[position].place == placed.place
      entries[position].value = isSame ? placed.value : nil
      if isSame { return entries[position].since = placed.since }
    }
    append(
      Entry(name: name, value: placed.value, since: placed.since, hash: hash, place: placed.place), slot)
  }

  /// The names with their values, in order. O(*n*), or O(*n* log *n*) after some were put back.
  var elements: [(name: String, value: Value, since: Int)] {
    Work.did(count)
    let present = UnsafeBufferPointer(start: entries, count: count).lazy.filter { $0.value != nil }
    let ordered = isSorted ? Array(present) : present.sorted { $0.place < $1.place }
    return ordered.compactMap { entry in entry.value.map { (entry.name, $0, entry.since) } }
  }

  /// The slot of a name: the one that it stands in or, where there is none, the empty one that it would.
  @inline(__always)
  private func slot(of name: String, hash: UInt32) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    while !slots[slot].isEmpty {
      if slots[slot].hash == hash, entries[slots[slot].position].name == name { break }
      slot = (slot + 1) & (slotCount - 1)
    }
    return slot
  }

  /// Adds an entry at the end of the order; a slot in which a removed one of its name stands is its own from now on.
  private mutating func append(_ entry: Entry, _ slot: Int) {
    var slot = slot
    if count == slotCount / 2 {
      grow()
      slot = self.slot(of: entry.name, hash: entry.hash)
    }
    if count > 0, entries[count - 1].place > entry.place { isSorted = false }
    (entries + count).initialize(to: entry)
    count += 1
    slots[slot] = Slot(hash: entry.hash, number: UInt32(truncatingIfNeeded: count))
  }

  /// Makes room for twice as many as there are values.
  private mutating func grow() {
    let kept = (0..<count).count { entries[$0].value != nil }
    while slotCount < 4 * kept { slotCount *= 2 }
    let (old, oldCount) = (entries, count)
    if !isSorted {
      var unsorted = UnsafeMutableBufferPointer(start: old, count: count)
      unsorted.sort { $0.place < $1.place }
      isSorted = true
    }
    slots.deallocate()
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: .empty, count: slotCount)
    entries = .allocate(capacity: slotCount / 2)
    count = 0
    for position in 0..<oldCount {
      let entry = (old + position).move()
      if entry.value != nil { append(entry, slot(of: entry.name, hash: entry.hash)) }
    }
    old.deallocate()
  }
}

/// Something with its place in an order.
package struct Placed<Value> {
  package let value: Value
  package let place: Int

  /// The time from which on its name stands for it.
  let since: Int
}

extension Placed: Sendable where Value: Sendable {}

extension NameTable {
  /// The same for names that are canonically equivalent.
  func hash(of name: String) -> UInt32 {
    let (hash, isASCII) =
      name.utf8.withContiguousStorageIfAvailable { asciiHash(of: UnsafeRawBufferPointer($0)) }
      ?? Array(name.utf8).withUnsafeBytes { asciiHash(of: $0) }
    if isASCII { return hash }
    // The Kelvin sign is the one letter outside ASCII that is canonically equivalent to one inside.
    let plain = name.unicodeScalars.map { $0 == "\u{212A}" ? "K" : $0 }
    guard plain.allSatisfy(\.isASCII) else { return UInt32(truncatingIfNeeded: name.hashValue) }
    return plain.map { UInt8(truncatingIfNeeded: $0.value) }.withUnsafeBytes { asciiHash(of: $0).hash }
  }

  /// A hash of bytes, and whether they are ASCII, for which it is good.
  ///
  /// Eight bytes at a time are mixed in by a multiplication whose halves are folded. Without the seed, which is another in
  /// each table, nobody can choose names that fall on one place.
  private func asciiHash(of bytes: UnsafeRawBufferPointer) -> (hash: UInt32, isASCII: Bool) {
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var bits: UInt64 = 0
    func mix(_ word: UInt64) {
      bits |= word
      let (high, low) = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15 ^ seed >> 1)
      hash = high ^ low
    }
    var position = 0
    while position + 8 <= bytes.count {
      mix(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var rest: UInt64 = 0
    while position < bytes.count {
      rest = rest << 8 | UInt64(bytes[position])
      position += 1
    }
    mix(rest)
    return (UInt32(truncatingIfNeeded: hash ^ hash >> 32), bits & 0x8080_8080_8080_8080 == 0)
  }
}
