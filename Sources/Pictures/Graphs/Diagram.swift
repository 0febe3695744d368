/// A graph to be drawn, as plain data: what to show of each node, and what feeds what.
///
///     Diagram(
///       vertices: [
///         .init(id: 0, .input, name: "x", value: 3),
///         .init(id: 1, .operation(.function("exp")), operands: [0], name: "z", value: 20.08553692318767),
///       ],
///       roots: [1])
///
/// The pictures take what they are given: an operand that is not among the vertices before its user
/// is left out, so no diagram, however malformed, sends them round in circles.
package struct Diagram: Sendable, Hashable {
  /// What a vertex does.
  package enum Kind: Sendable, Hashable {
    /// A leaf whose value can be changed.
    case input
    /// A leaf whose value is fixed, as it is written in formulas.
    case constant(String)
    /// An operation on the operands.
    case operation(Operation)
  }

  /// A node of the graph.
  package struct Vertex: Sendable, Hashable {
    /// The node's number, not negative, by which operands refer to it.
    package var id: Int
    /// What it does.
    package var kind: Kind
    /// The ids of its operands, in order and repeated as they are used; empty for leaves.
    package var operands: [Int]
    /// The name that the user gave it, if any.
    package var name: String?
    /// Its value, or nil when it is not known.
    package var value: Double?
    /// What stands in the place of a value that is no number: the extents of an array, or a small one whole.
    package var valueText: String?
    /// Its adjoint or tangent, as ``Diagram/derivative`` says; nil when it is not known.
    package var derivative: Double?
    /// The local partial derivatives by its operands, in order; empty when they are not known.
    package var partials: [Double] = []
    /// What is peculiar about it.
    package var marks: [Mark] = []
    /// Whatever else is to be said of it in a few words.
    package var detail: String?

    /// A node with what is to be shown of it.
    package init(
      id: Int, _ kind: Kind, operands: [Int] = [], name: String? = nil, value: Double? = nil,
      derivative: Double? = nil, partials: [Double] = [], marks: [Mark] = [], detail: String? = nil
    ) {
      self.id = id
      self.kind = kind
      self.operands = operands
      self.name = name
      self.value = value
      self.derivative = derivative
      self.partials = partials
      self.marks = marks
      self.detail = detail
    }
  }

  /// The nodes, operands before their users.
  package var vertices: [Vertex]

  /// The ids of the nodes that the picture is about, in the order in which they are shown.
  package var roots: [Int]

  /// How numbers are written; drawings with little room show fewer digits.
  package var numbers = NumberFormat()

  /// The id of the node that the picture is about; nil where the roots are.
  package var target: Int?

  /// What there is to say below the picture, in lines.
  package var remarks: [String] = []

  /// What is shown beside the values.
  package var derivative = Derivative.none

  /// Derivatives of nodes, which a sweep has left.
  package enum Derivative: Sendable, Hashable {
    /// Nothing is known of them.
    case none
    /// Adjoints ∂root/∂node of a reverse sweep.
    case adjoint
    /// Tangents of a forward sweep.
    case tangent
  }

  /// A diagram of these vertices.
  package init(vertices: [Vertex], roots: [Int], numbers: NumberFormat = NumberFormat()) {
    self.vertices = vertices
    self.roots = roots
    self.numbers = numbers
  }

  /// The number of vertices that are nodes: all but the numbers in formulas.
  ///
  /// - Complexity: O(*n*) in the number of vertices.
  package var nodeCount: Int { vertices.count { !$0.isConstant } }

  /// Where each id stands among the vertices.
  ///
  /// - Complexity: O(*n*) in the number of vertices.
  var positions: [Int: Int] {
    Dictionary(vertices.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Diagram.Vertex {
  /// The value as it is written, if it is known.
  func value(in diagram: Diagram, digits: Int) -> String? {
    valueText ?? value.map { diagram.text($0, digits: digits) }
  }

  /// What it is called: its name, or a constant's value, or else its number as `%4`.
  package var title: String {
    if let name { return name }
    if case .constant(let text) = kind { return text }
    return "%\(id)"
  }

  /// What it does in a word: `input`, `constant`, or the operation's symbol or name.
  package var operation: String {
    switch kind {
    case .input: "input"
    case .constant: "constant"
    case .operation(let operation): operation.name
    }
  }

  /// What its title is, as styled text.
  package var titleRole: Role {
    if name != nil { return .name }
    return isConstant ? .value : .node
  }

  /// Whether it stands out among the others, since somebody asked for it.
  package var isHighlighted: Bool { marks.contains(.marked) }

  /// Whether its operands can change places.
  var commutes: Bool { if case .operation(let operation) = kind { operation.commutes } else { false } }

  /// Whether it is a number in a formula, and not a node of its own.
  package var isConstant: Bool { if case .constant = kind { true } else { false } }
}
