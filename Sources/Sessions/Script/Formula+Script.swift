import Formulas

extension Formula {
  /// A name alone.
  init(name: String) {
    self.init()
    nodes = [.init(.name(enter(name)))]
  }

  /// Appends another formula's nodes. O(its size).
  mutating func append(_ other: Formula) {
    for node in other.nodes {
      switch node.kind {
      case .name(let name): nodes.append(.init(.name(enter(other[name]))))
      case .call(let name, let count): nodes.append(.init(.call(enter(other[name]), argumentCount: count)))
      case .prime(let name, let order): nodes.append(.init(.prime(enter(other[name]), order: order)))
      case .number, .node, .operation: nodes.append(.init(node.kind))
      }
    }
  }

  mutating func append(callOf name: String, argumentCount: Int) {
    nodes.append(.init(.call(of: enter(name), argumentCount: argumentCount)))
  }

  /// The numbers of the nodes that the formula refers to as `%7`.
  var nodeReferences: [Int] {
    nodes.compactMap { if case .node(let number) = $0.kind { number } else { nil } }
  }

  /// The formula with others in the place of `%7`, where there are some.
  func replacingNodes(_ replacement: (Int) -> Formula?) -> Formula {
    if nodeReferences.isEmpty { return self }
    var result = Formula()
    for node in nodes {
      if case .node(let number) = node.kind, let formula = replacement(number) {
        result.append(formula)
      } else {
        var single = self
        single.nodes = [node]
        result.append(single)
      }
    }
    return result
  }

  /// Whether a variable of that name stands in it.
  func mentions(_ variable: String) -> Bool {
    nodes.contains { if case .name(let name) = $0.kind { self[name] == variable } else { false } }
  }
}
