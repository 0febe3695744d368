package import AutoDiff
package import Formulas
package import Memory

extension Session {
  /// A formula, and formulas for the names that stand in it for what it repeats.
  package struct WrittenFormula: Sendable {
    /// The formula, which can be typed in again with those below put in.
    package let formula: Formula

    /// The names in the order in which they can be defined.
    package let parts: [(name: String, formula: Formula)]

    /// The formula with them put in; nil where there are none, and where it would be too long.
    package var expanded: Formula?

    /// Whether what is typed in again would have no value here, though the node has one: derivatives are made of products
    /// in which a factor of 0 wins against an infinite one, formulas are not.
    package var isUndefinedAsTyped = false

    /// Whether algebra has given up on the form, so that the formula is as it was.
    package var isTooLong = false
  }

  /// The formula of a node as people write it: simplified, and, where it takes more than `width` columns, with names for
  /// what stands in it several times.
  package func simplifiedFormula(
    of root: NodeID, as form: Simplifier.Form = .shortest, width: Int
  ) throws(Interruption) -> WrittenFormula {
    let cone = try graph.cone(of: [root], cancellation)
    let raw = { WrittenFormula(formula: self.formula(of: root, limit: 60), parts: []) }
    if cone.count > Simplifier.sizeLimit { return raw() }
    var simplifier = Simplifier(graph) { [graph] id in
      graph.label(of: id) ?? (graph.isInput(id) ? id.description : nil)
    }
    let result = simplifier.simplify(root, as: form)
    let isDefined = try !graph.value(of: root, cancellation).isNaN
    let isUndefined = isDefined ? try isUndefinedAsTyped(result, simplifier) : false
    // What nobody would read to the end is shown by its beginning, with the session's own nodes below.
    let size = try simplifier.graph.cone(of: [result], cancellation).count
    if size > Self.writableSize { return raw() }
    let writer = FormulaWriter(simplifier.graph, exactNumbersWith: writableConstants)
    let limit = 10_000
    let whole = writer.formula(of: result, limit: limit)
    if result.isConstant || whole.description.count <= width {
      return WrittenFormula(
        formula: whole, parts: [], isUndefinedAsTyped: isUndefined, isTooLong: simplifier.isTooLong)
    }
    let repeated = try nameRepetitions(below: result, in: simplifier.graph)
    let isWhole = !whole.nodes.contains { if case .node = $0.kind { true } else { false } }
    return WrittenFormula(
      formula: writer.formula(of: result, limit: limit),
      parts: repeated.map { ($0.name, writer.formula(of: $0.node, limit: limit)) },
      expanded: repeated.isEmpty || !isWhole ? nil : whole,
      isUndefinedAsTyped: isUndefined, isTooLong: simplifier.isTooLong)
  }

  /// Whether the simplified form is NaN with the session's values if its products are those that people type.
  private func isUndefinedAsTyped(
    _ root: NodeID, _ simplifier: Simplifier
  ) throws(Interruption) -> Bool {
    let form = simplifier.graph
    var values: [NodeID: Double] = [:]
    for id in try form.cone(of: [root], cancellation) {
      guard let node = form.node(at: id) else { continue }
      let arguments = node.arguments.map { $0.isConstant ? form.cachedValue(of: $0) : values[$0] ?? .nan }
      if node.isInput {
        if let source = simplifier.sources[id] { values[id] = try graph.value(of: source, cancellation) }
      } else if node.opcode.algebra == .product(isStrong: true) {
        values[id] = arguments[0] * arguments[1]
      } else if node.opcode.algebra == .quotient(isStrong: true) {
        values[id] = arguments[0] / arguments[1]
      } else {
        values[id] = node.opcode.value(at: arguments)
      }
    }
    return values[root]?.isNaN ?? false
  }

  /// How many nodes a formula may have for being written whole.
  private static let writableSize = 20_000

  /// Gives names to the operations that are used several times, the largest first to be worth it.
  private func nameRepetitions(
    below root: NodeID, in graph: Graph
  ) throws(Interruption) -> [(name: String, node: NodeID)] {
    var uses: [NodeID: Int] = [:]
    let cone = try graph.cone(of: [root], cancellation)
    for node in cone { graph.forEachOperand(of: node) { uses[$0, default: 0] += 1 } }
    let repeated = cone.filter { !graph.isInput($0) && $0 != root && uses[$0, default: 0] > 1 }
    let names = freeNames(in: graph)
    return repeated.compactMap { node in
      guard let name = names.next() else { return nil }
      graph.setLabel(name, of: node)
      return (name, node)
    }
  }

  /// Names that stand for nothing yet: u, v, w, then u1, u2 and so on.
  private func freeNames(in graph: Graph) -> AnyIterator<String> {
    let taken = Set(graph.labels.all.map(\.label))
    var position = 0
    return AnyIterator {
      while position < Self.writableSize {
        let name = position < 3 ? ["u", "v", "w"][position] : "u\(position - 2)"
        position += 1
        if !taken.contains(name), self.environment.variable(name) == nil { return name }
      }
      return nil
    }
  }
}
