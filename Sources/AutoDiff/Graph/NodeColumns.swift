import Memory

/// The nodes of a graph, column by column: flat memory, no object a node, 30 bytes each.
///
/// Besides what a node is, the columns hold its cached value and, threaded through the links as linked lists, the edges
/// from each node to its users, newest first. An *edge* is a number: `2 * user` for a left operand,
/// `2 * user + 1` for a right one, and the position in ``OperandLists`` with the top bit set for the others.
struct NodeColumns: ~Copyable {
  private var opcodeColumn = Column<Opcode>()
  private var stateColumn = Column<UInt8>()
  private var linkColumn = Column<Links>()
  private var valueColumn = Column<Double>()

  @inline(__always) var count: Int { opcodeColumn.count }
  @inline(__always) var opcodes: CheckedPointer<Opcode> { opcodeColumn.elements }

  /// What is known of each node's value, and a mark while a traversal holds the node.
  @inline(__always) var states: CheckedPointer<UInt8> { stateColumn.elements }
  @inline(__always) var links: CheckedPointer<Links> { linkColumn.elements }
  @inline(__always) var values: CheckedPointer<Double> { valueColumn.elements }

  /// Where a node stands among the others: its operands, the first edge to a user of it, and the edges that follow its
  /// own in the lists of its operands' users.
  struct Links: BitwiseCopyable {
    var left: NodeID
    var right: NodeID

    /// The first edge, and whether the users are in the graph's table besides.
    private var first = NodeColumns.noEdge
    var nextLeftUser = NodeColumns.noEdge
    var nextRightUser = NodeColumns.noEdge

    init(left: NodeID, right: NodeID) {
      self.left = left
      self.right = right
    }

    /// The first edge to a user.
    @inline(__always)
    var firstUser: UInt32 {
      get { first & ~NodeColumns.crowdedBit }
      set { first = newValue | first & NodeColumns.crowdedBit }
    }

    /// Whether the node has so many users that they are in the graph's table.
    @inline(__always)
    var isCrowded: Bool {
      get { first & NodeColumns.crowdedBit != 0 }
      set { first = newValue ? first | NodeColumns.crowdedBit : first & ~NodeColumns.crowdedBit }
    }
  }

  /// Set in the edges that come from operand lists.
  static let listEdge: UInt32 = 1 << 31

  /// Set in a node's first edge if its users are in the graph's table.
  static let crowdedBit: UInt32 = 1 << 30

  /// Marks the end of a list of edges.
  static let noEdge: UInt32 = (1 << 30) - 1

  /// The most nodes that edges can number.
  static let maximumCount = (1 << 29) - 1

  /// Appends a node that nothing uses yet. Amortised O(1).
  @inline(__always)
  mutating func append(_ opcode: Opcode, _ left: NodeID, _ right: NodeID, value: Double, state: Freshness) {
    precondition(count < Self.maximumCount, "a graph holds at most \(Self.maximumCount) nodes")
    opcodeColumn.append(opcode)
    stateColumn.append(state.rawValue)
    linkColumn.append(Links(left: left, right: right))
    valueColumn.append(value)
  }

  /// Makes a node one that is gone: an input of which nothing is known, as zeroed memory is.
  mutating func erase(_ node: Int) {
    opcodes[node] = .input
    states[node] = Freshness.neverComputed.rawValue
    links[node] = Links(left: NodeID(0), right: NodeID(0))
    values[node] = 0
  }

  /// Gives the memory of erased nodes back to the system, as far as it makes whole pages.
  func release(_ nodes: Range<Int>) {
    if nodes.count < 4096 { return }
    opcodeColumn.release(nodes)
    stateColumn.release(nodes)
    linkColumn.release(nodes)
    valueColumn.release(nodes)
  }

  /// Forgets all but the first `count` nodes.
  mutating func truncate(to count: Int) {
    opcodeColumn.truncate(to: count)
    stateColumn.truncate(to: count)
    linkColumn.truncate(to: count)
    valueColumn.truncate(to: count)
  }

  /// Gives back the memory of nodes that were forgotten, where it is much.
  mutating func shrink() {
    opcodeColumn.shrink()
    stateColumn.shrink()
    linkColumn.shrink()
    valueColumn.shrink()
  }
}

/// The operands of the nodes that have more than two, and what else a node needs, one list after another.
///
/// Such a node keeps the list's start and the number of operands where others keep their operands. The list of a member of
/// a family has its number behind the operands, in the place of a node's, and so has that of an array operation.
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

  /// Everything in the list of a node, the operands first.
  func list(of node: Int, in columns: borrowing NodeColumns) -> UnsafeBufferPointer<NodeID> {
    let links = columns.links[node]
    return UnsafeBufferPointer(
      start: (operands.elements + links.left.index).base,
      count: links.right.index + (columns.opcodes[node].hasAttribute ? 1 : 0))
  }

  /// Forgets the lists of all nodes from number `owner` on. O(log *n*): the owners are in ascending order.
  mutating func remove(ownedFrom owner: Int) {
    let all = owners.elements
    remove(from: (0..<owners.count).first(from: { all[$0] >= owner }))
  }

  /// Forgets the lists from `start` on.
  mutating func remove(from start: Int) {
    operands.truncate(to: start)
    owners.truncate(to: start)
    nextUsers.truncate(to: start)
  }

  /// Gives back the memory of lists that were forgotten, where it is much.
  mutating func shrink() {
    operands.shrink()
    owners.shrink()
    nextUsers.shrink()
  }
}
