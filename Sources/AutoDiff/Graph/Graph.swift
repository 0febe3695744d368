package import Memory

/// A list of nodes, each an operation on earlier ones, with their values cached and their derivatives at hand.
///
///     let graph = Graph()
///     let x = graph.input(3, named: "x"), y = graph.input(4, named: "y")
///     let z = x * x + x * y + 2
///     graph.value(of: z)                 // 23
///     graph.gradient(of: z)[x]           // 10, by one reverse sweep (backprop)
///     graph.derivative(of: z, along: x)  // 10, by one forward sweep (forward mode)
///     graph[x] = 5                       // z follows; only what depends on x is recomputed
///     graph.value(of: z)                 // 47
///
/// The list only grows. Operands stand before their users, so that ascending order is evaluation order and nothing
/// recurses; equal subexpressions are one node; an operation on constants alone is a constant. Values are computed
/// when asked for, kept, and marked stale when an input below them changes.
///
/// A graph has identity, like the formulas that it stands for: copies of the reference, and the expressions made
/// from it, share it. It is not safe to use from several threads at a time.
public final class Graph {
  /// The parts stand behind a pointer of the graph's own: the language checks every access to a variable of a class
  /// for exclusivity, which would cost several times as much as adding a node does.
  fileprivate let storage: UnsafeMutablePointer<Storage>

  fileprivate struct Storage: ~Copyable {
    var columns = NodeColumns()
    var lists = OperandLists()
    var crowded = NodeTable()
    var constants = ConstantPool()
    var arrays = ArrayTable()
    var labels = LabelTable()
    var workspace = Workspace()
    var fewestNodes = Int.max
    var goneCount = 0
    var growth = Cancellation.never
  }

  /// An empty graph.
  public init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage())
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// The number of nodes ever built: the inputs and the operations on them.
  public var count: Int { columns.count }

  /// About how many bytes the nodes take. O(1).
  package var byteCount: Int { columns.count * 30 + lists.operands.count * 12 + arrays.byteCount }

  /// The number of constants that nodes refer to or have referred to.
  package var constantCount: Int { constants.values.count }

  /// A new leaf with the given value, shown under `name`.
  public func input(_ value: Double, named name: String? = nil) -> Expression {
    let id = addInput(value)
    if let name { labels[id] = name }
    return Expression(graph: self, id: id)
  }

  /// The value of an input, or the cached or newly computed value of any other node; setting it is for inputs only.
  ///
  /// Setting marks what depends on the input as stale and computes nothing.
  public subscript(_ expression: Expression) -> Double {
    get { value(of: expression) }
    set { setInput(id(of: expression), to: newValue) }
  }

  /// The identifier of the expression's node in this graph.
  package func id(of expression: Expression) -> NodeID {
    guard let graph = expression.graph else { return constant(expression.constant) }
    precondition(graph === self, "an expression belongs to the graph whose inputs it was made from")
    return expression.id
  }
}

extension Graph {
  /// The fewest nodes that there were since somebody last set this: what is kept beside nodes with higher numbers is about
  /// nodes that are no more, whose numbers others may have now.
  package var fewestNodes: Int {
    get { storage.pointee.fewestNodes }
    set { storage.pointee.fewestNodes = newValue }
  }

  /// How many nodes were collected.
  var goneCount: Int {
    get { storage.pointee.goneCount }
    set { storage.pointee.goneCount = newValue }
  }

  /// What stops the table of crowded nodes from growing.
  ///
  /// Nodes are built by operators on expressions, which cannot throw. Where the growth of the table is stopped, the table
  /// stays as it was, and equal nodes may be built twice: what has come of it is to be rolled back, which the next check
  /// of the same cancellation sees to.
  package var growth: Cancellation {
    get { storage.pointee.growth }
    set { storage.pointee.growth = newValue }
  }
}

extension Graph {
  /// How many nodes are worked on between two questions whether to go on: well below a millisecond's work.
  package static let blockSize = 4096

  /// How many nodes are put into words between two questions whether to go on: about a millisecond's work.
  package static let wordsBetweenQuestions = 256
}

extension Graph {
  var columns: NodeColumns {
    @inline(__always) _read { yield storage.pointee.columns }
    @inline(__always) _modify { yield &storage.pointee.columns }
  }

  var lists: OperandLists {
    @inline(__always) _read { yield storage.pointee.lists }
    @inline(__always) _modify { yield &storage.pointee.lists }
  }

  /// The users of those nodes that have too many of them to look through one by one.
  var crowded: NodeTable {
    @inline(__always) _read { yield storage.pointee.crowded }
    @inline(__always) _modify { yield &storage.pointee.crowded }
  }

  var constants: ConstantPool {
    @inline(__always) _read { yield storage.pointee.constants }
    @inline(__always) _modify { yield &storage.pointee.constants }
  }

  /// The shapes and values of what is no number.
  var arrays: ArrayTable {
    @inline(__always) _read { yield storage.pointee.arrays }
    @inline(__always) _modify { yield &storage.pointee.arrays }
  }

  /// The names under which nodes are shown.
  package var labels: LabelTable {
    @inline(__always) _read { yield storage.pointee.labels }
    @inline(__always) _modify { yield &storage.pointee.labels }
  }

  /// What stands beside the graph while it is computed with.
  var workspace: Workspace {
    @inline(__always) _read { yield storage.pointee.workspace }
    @inline(__always) _modify { yield &storage.pointee.workspace }
  }
}
