/// Functions in other terms, as formulas in variables, each made when it is first asked for.
struct Expansions {
  /// A formula in variables.
  struct Form {
    let variables: [NodeID]
    let root: NodeID
  }

  /// The graph of all forms.
  let graph = Graph()
  private var variables: [Expression] = []

  /// A function, and the one that it is applied to.
  private struct Key: Hashable {
    let opcode: Opcode
    var member: Int?
    var inner: Opcode?
    var isDefinition = false
  }

  private var known: [Key: Form?] = [:]

  /// The function itself in terms that algebra goes on with, if its declaration has such.
  mutating func form(of opcode: Opcode, member: Int?, operandCount: Int) -> Form? {
    form(Key(opcode: opcode, member: member), operandCount)
  }

  /// The function of what another one makes of the variable.
  mutating func form(of opcode: Opcode, after inner: Opcode) -> Form? {
    form(Key(opcode: opcode, inner: inner), 1)
  }

  /// The function by its definition, if it has one.
  mutating func definition(of opcode: Opcode, operandCount: Int) -> Form? {
    form(Key(opcode: opcode, isDefinition: true), operandCount)
  }

  private mutating func form(_ key: Key, _ variableCount: Int) -> Form? {
    if let known = known[key] { return known }
    while variables.count < variableCount { variables.append(graph.input(.nan)) }
    let operands = Array(variables.prefix(variableCount))
    let root: Expression?
    if key.isDefinition {
      var definition = Definition(variables: operands)
      root = dispatch(key.opcode, &definition)
    } else {
      var expansion = Expansion(variables: operands, member: key.member, inner: key.inner)
      root = dispatch(key.opcode, &expansion)
    }
    let form = root.map { Form(variables: operands.map(\.id), root: graph.id(of: $0)) }
    known[key] = .some(form)
    return form
  }
}

/// What a primitive says that it is in other terms.
private struct Expansion: PrimitiveVisitor {
  let variables: [Expression]
  let member: Int?
  let inner: Opcode?

  func input() -> Expression? { nil }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Expression? {
    inner.map { P.composed(with: $0, of: variables[0]) } ?? P.expanded(variables[0])
  }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Expression? {
    P.expanded(variables[0], variables[1])
  }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Expression? {
    P.expanded(variables[0], variables[1], variables[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Expression? { nil }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Expression? {
    member.flatMap { P.expanded($0, variables) }
  }
}

/// What a primitive is by its definition.
private struct Definition: PrimitiveVisitor {
  let variables: [Expression]

  func input() -> Expression? { nil }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Expression? { P.definition(variables[0]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Expression? {
    P.definition(variables[0], variables[1])
  }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Expression? {
    P.definition(variables[0], variables[1], variables[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Expression? { P.definition(variables) }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Expression? { nil }
}
