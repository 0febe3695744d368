/// The nodes of a graph, column by column: flat memory, no object a node, 30 bytes each.
///
/// Besides what a node is, the columns hold its cached value and, threaded through them as linked lists, the edges
/// from each node to its users, newest first. An *edge* is a number: `2 * user` for a left operand,
/// `2 * user + 1` for a right one, and the position in ``OperandLists`` with the top bit set for the others.
struct NodeColumns: ~Copyable {
  private(set) var count = 0
  private(set) var capacity = 0

  private(set) var opcodes: UnsafeMutablePointer<Opcode>
  private(set) var states: UnsafeMutablePointer<UInt8>
  private(set) var lefts: UnsafeMutablePointer<NodeID>
  private(set) var rights: UnsafeMutablePointer<NodeID>
  private(set) var values: UnsafeMutablePointer<Double>
  private(set) var firstUsers: UnsafeMutablePointer<UInt32>
  private(set) var nextLeftUsers: UnsafeMutablePointer<UInt32>
  private(set) var nextRightUsers: UnsafeMutablePointer<UInt32>

  /// Marks the end of a list of edges.
  static let noEdge = UInt32.max

  /// Set in the edges that come from operand lists.
  static let listEdge: UInt32 = 1 << 31

  /// The most nodes that edges can number.
  static let maximumCount = 1 << 30

  init() {
    opcodes = .resizable(capacity: 1)
    states = .resizable(capacity: 1)
    lefts = .resizable(capacity: 1)
    rights = .resizable(capacity: 1)
    values = .resizable(capacity: 1)
    firstUsers = .resizable(capacity: 1)
    nextLeftUsers = .resizable(capacity: 1)
    nextRightUsers = .resizable(capacity: 1)
  }

  deinit {
    CLibrary.release(opcodes)
    CLibrary.release(states)
    CLibrary.release(lefts)
    CLibrary.release(rights)
    CLibrary.release(values)
    CLibrary.release(firstUsers)
    CLibrary.release(nextLeftUsers)
    CLibrary.release(nextRightUsers)
  }

  /// Appends a node that nothing uses yet. Amortised O(1).
  @inline(__always)
  mutating func append(_ opcode: Opcode, _ left: NodeID, _ right: NodeID, value: Double, state: Freshness) {
    if count == capacity { grow() }
    opcodes[count] = opcode
    states[count] = state.rawValue
    lefts[count] = left
    rights[count] = right
    values[count] = value
    firstUsers[count] = Self.noEdge
    nextLeftUsers[count] = Self.noEdge
    nextRightUsers[count] = Self.noEdge
    count += 1
  }

  /// Forgets the newest node.
  mutating func removeLast() {
    precondition(count > 0, "no node to remove")
    count -= 1
  }

  @inline(never)
  private mutating func grow() {
    precondition(count < Self.maximumCount, "a graph holds at most \(Self.maximumCount) nodes")
    let newCapacity = Swift.max(64, capacity + capacity / 2)
    opcodes = opcodes.resized(to: newCapacity)
    states = states.resized(to: newCapacity)
    lefts = lefts.resized(to: newCapacity)
    rights = rights.resized(to: newCapacity)
    values = values.resized(to: newCapacity)
    firstUsers = firstUsers.resized(to: newCapacity)
    nextLeftUsers = nextLeftUsers.resized(to: newCapacity)
    nextRightUsers = nextRightUsers.resized(to: newCapacity)
    capacity = newCapacity
  }
}

/// The operands of the nodes that have more than two, one list after another.
///
/// Such a node keeps the list's start and length where others keep their operands.
struct OperandLists: ~Copyable {
  private(set) var operands = Column<NodeID>()
  private(set) var owners = Column<Int32>()
  private(set) var nextUsers = Column<UInt32>()

  /// Appends the operands of node number `owner` and returns where they begin.
  mutating func append(_ list: [NodeID], owner: Int) -> Int {
    let start = operands.count
    for operand in list {
      operands.append(operand)
      owners.append(Int32(truncatingIfNeeded: owner))
      nextUsers.append(NodeColumns.noEdge)
    }
    return start
  }

  /// Forgets the lists from `start` on.
  mutating func remove(from start: Int) {
    operands.truncate(to: start)
    owners.truncate(to: start)
    nextUsers.truncate(to: start)
  }
}
