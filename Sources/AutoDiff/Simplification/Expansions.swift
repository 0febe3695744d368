/// Functions in other terms, as formulas in one variable, each made when it is first asked for.
struct Expansions {
  /// A formula in a graph of its own.
  struct Form {
    let graph: Graph
    let variable: NodeID
    let root: NodeID
  }

  /// A function, and the one that it is applied to.
  private struct Key: Hashable {
    let opcode: Opcode
    var inner: Opcode?
  }

  private var known: [Key: Form?] = [:]

  /// The function itself in terms that algebra goes on with, if its declaration has such.
  mutating func form(of opcode: Opcode) -> Form? {
    form(Key(opcode: opcode)) { Expansion(variable: $0, inner: nil) }
  }

  /// The function of what another one makes of the variable.
  mutating func form(of opcode: Opcode, after inner: Opcode) -> Form? {
    form(Key(opcode: opcode, inner: inner)) { Expansion(variable: $0, inner: inner) }
  }

  private mutating func form(_ key: Key, _ make: (Expression) -> Expansion) -> Form? {
    if let known = known[key] { return known }
    let graph = Graph()
    let variable = graph.input(.nan)
    var expansion = make(variable)
    let form = dispatch(key.opcode, &expansion).map {
      Form(graph: graph, variable: variable.id, root: graph.id(of: $0))
    }
    known[key] = .some(form)
    return form
  }
}

/// What a primitive of one operand says that it is in other terms.
private struct Expansion: PrimitiveVisitor {
  let variable: Expression
  let inner: Opcode?

  func input() -> Expression? { nil }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Expression? {
    inner.map { P.composed(with: $0, of: variable) } ?? P.expanded(variable)
  }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Expression? { nil }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Expression? { nil }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Expression? { nil }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Expression? { nil }
}
