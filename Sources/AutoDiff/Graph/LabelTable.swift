/// The names under which nodes are shown: a dictionary by node number, of which most sessions have few and some millions.
struct LabelTable: ~Copyable {
  private var entries: [(node: Int32, label: String)] = []
  private var positions = NodeTable()

  /// Whether no node has a name.
  var isEmpty: Bool { entries.isEmpty }

  /// All names, in no particular order.
  var all: [(node: NodeID, label: String)] { entries.map { (NodeID(rawValue: $0.node), $0.label) } }

  /// The name of a node, or nil. Expected O(1).
  subscript(_ id: NodeID) -> String? {
    get { position(of: id).map { entries[$0].label } }
    set {
      switch (position(of: id), newValue) {
      case (let position?, let label?): entries[position].label = label
      case (nil, let label?):
        entries.append((id.rawValue, label))
        insert(entries.count - 1)
      case (let position?, nil): remove(position)
      case (nil, nil): break
      }
    }
  }

  private func position(of id: NodeID) -> Int? {
    entries.isEmpty ? nil : positions.find(Self.hash(id.rawValue)) { entries[$0].node == id.rawValue }
  }

  private mutating func insert(_ position: Int) {
    entries.withUnsafeBufferPointer { entries in
      positions.insert(position, Self.hash(entries[position].node)) { Self.hash(entries[$0].node) }
    }
  }

  private mutating func forget(_ position: Int) {
    entries.withUnsafeBufferPointer { entries in
      positions.remove(position, Self.hash(entries[position].node)) { Self.hash(entries[$0].node) }
    }
  }

  /// Takes an entry out; the last one moves to its place.
  private mutating func remove(_ position: Int) {
    let last = entries.count - 1
    forget(position)
    if position != last {
      forget(last)
      entries[position] = entries[last]
      insert(position)
    }
    entries.removeLast()
  }

  @inline(__always)
  private static func hash(_ node: Int32) -> UInt64 {
    UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15
  }
}
