/// An expression as a flat tree: its nodes in postfix order, operands before their operation, the root last.
///
///     2 + 3*x   is   2  3  x  *  +
///
/// So nothing that walks a formula recurses, however deep it nests, and freeing it does not either.
package struct Formula: Sendable {
  /// The nodes. A formula that was parsed is well formed: it has a root, and every node its operands.
  package var nodes: [Node]

  /// The names that the nodes refer to, in UTF-8, one behind another. So everything is plain bytes, and to build, read
  /// and free very many nodes takes no thought of strings.
  private(set) var names: [UInt8]

  /// A formula of the nodes, which must be in postfix order.
  package init(nodes: [Node] = []) { self.init(nodes: nodes, names: []) }

  /// A formula of the nodes, which must be in postfix order, and of the names that they refer to.
  init(nodes: [Node], names: [UInt8]) {
    self.nodes = nodes
    self.names = names
  }

  /// A number, a name or an operation.
  package struct Node: Sendable, BitwiseCopyable {
    /// What it is.
    package var kind: Kind

    /// Half the size of a range: there can be very many nodes.
    private let start: UInt32
    private let end: UInt32

    /// Where it stands with all of its operands, the parentheses of calls included, those around it not. Whatever stands
    /// behind the first four gigabytes of a text is said to stand there.
    package var range: SourceRange { SourceRange(Int(start), Int(end)) }

    /// A node that stands at `range`; formulas that were not parsed have no place.
    package init(_ kind: Kind, range: SourceRange = SourceRange(0, 0)) {
      self.kind = kind
      start = UInt32(clamping: range.lowerBound)
      end = UInt32(clamping: range.upperBound)
    }
  }

  /// What a node is.
  package enum Kind: Sendable, BitwiseCopyable {
    /// A number as it was typed: never negative, infinite or NaN.
    case number(Double)

    /// A variable, a constant or `ans`.
    case name(Name)

    /// `%7`
    case node(Int)

    /// An operator with its one or two operands.
    case operation(OperatorID)

    /// `f(a, b)`
    case call(Name, argumentCount: Int32)

    /// `f''(a)`, with one operand.
    case prime(Name, order: Int32)

    /// `[a, b, c]`, of no rows and three columns, or `[a, b; c, d]`, of two rows and two columns: the elements row by
    /// row. `[]` has no rows and no columns.
    case array(rows: Int32, columns: Int32)

    /// `a[i, j]`: what it is a part of, and so many subscripts behind it, one or more.
    case `subscript`(count: Int32)

    /// `a..b`, `a..`, `..b` or `..` as a subscript, with the ends that are there for operands. Anywhere else, in
    /// parentheses too, `a..b` is an operation.
    case slice(hasStart: Bool, hasEnd: Bool)

    /// `each=row`, the argument of a call that says what remains of an array.
    case axis(Axis)

    /// `seed=7`, the argument of a call that has a name, with its value for an operand.
    case binding(Name)

    /// `i in r`, in a comprehension, with what is gone through for an operand.
    case loop(Name)

    /// `[e for i in r, j in s]`, with so many loops, one or more, for operands, and behind them the element.
    case comprehension(loops: Int32)

    /// The number of operands, which stand directly before the node.
    package var operandCount: Int {
      switch self {
      case .number, .name, .node, .axis: 0
      case .operation(let id): id.operandCount
      case .call(_, let argumentCount): Int(argumentCount)
      case .prime, .binding, .loop: 1
      case .array(let rows, let columns): max(1, Int(rows)) * Int(columns)
      case .subscript(let count): Int(count) + 1
      case .slice(let hasStart, let hasEnd): (hasStart ? 1 : 0) + (hasEnd ? 1 : 0)
      case .comprehension(let loops): Int(loops) + 1
      }
    }

    /// A call with so many arguments.
    package static func call(of name: Name, argumentCount: Int) -> Kind {
      .call(name, argumentCount: Int32(clamping: argumentCount))
    }
  }

  /// What of a matrix it is that there is one result for each of.
  package enum Axis: Sendable, Hashable, BitwiseCopyable, CaseIterable {
    /// `each=row`
    case row

    /// `each=column`
    case column

    /// How it is written.
    package var word: String {
      switch self {
      case .row: "row"
      case .column: "column"
      }
    }

    /// The word before it, `each`, which is a name everywhere else.
    package static let keyword = "each"
  }

  /// Where a name stands among those of its formula.
  package struct Name: Sendable, BitwiseCopyable {
    private let start: UInt32
    private let count: UInt32

    /// The bytes of the name.
    var range: SourceRange { SourceRange(Int(start), Int(start) + Int(count)) }

    /// The name that stands at `range`, if the end is within ``lengthLimit``.
    init(_ range: SourceRange) {
      start = UInt32(clamping: range.lowerBound)
      count = UInt32(clamping: range.count)
    }

    /// How many bytes the names of a formula have at most, together.
    static let lengthLimit = Int(UInt32.max)
  }

  /// Whether it names a variable, a constant or a function. O(1).
  package var hasNames: Bool { !names.isEmpty }

  /// The text of a name.
  package subscript(name: Name) -> String { names.string(in: name.range.clamped(to: names.count)) }

  /// Takes in a name, so that nodes can refer to it.
  package mutating func enter(_ name: String) -> Name {
    let start = names.count
    names += Mu.spelled(name).utf8
    return Name(SourceRange(start, names.count))
  }

  /// The number of operands of a node, which stand directly before it.
  package func operandCount(of node: Node) -> Int { node.kind.operandCount }

  /// Whether both formulas have the same nodes, wherever they stand. O(*n*).
  package func isSameTree(as other: Formula) -> Bool {
    nodes.elementsEqual(other.nodes) { own, others in
      switch (own.kind, others.kind) {
      case (.number(let a), .number(let b)): a == b
      case (.name(let a), .name(let b)), (.binding(let a), .binding(let b)), (.loop(let a), .loop(let b)):
        self[a] == other[b]
      case (.node(let a), .node(let b)): a == b
      case (.operation(let a), .operation(let b)): a == b
      case (.call(let a, let count), .call(let b, let otherCount)):
        self[a] == other[b] && count == otherCount
      case (.prime(let a, let order), .prime(let b, let otherOrder)):
        self[a] == other[b] && order == otherOrder
      case (.array(let rows, let columns), .array(let otherRows, let otherColumns)):
        rows == otherRows && columns == otherColumns
      case (.subscript(let count), .subscript(let otherCount)): count == otherCount
      case (.slice(let hasStart, let hasEnd), .slice(let otherStart, let otherEnd)):
        hasStart == otherStart && hasEnd == otherEnd
      case (.axis(let a), .axis(let b)): a == b
      case (.comprehension(let loops), .comprehension(let otherLoops)): loops == otherLoops
      default: false
      }
    }
  }
}
