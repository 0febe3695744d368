extension Formula {
  /// The formula that a text is; nil if it is none.
  package init?(parsing text: String) {
    let bytes = Array(text.utf8)
    guard let formula = try? StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
    else { return nil }
    self = formula
  }

  /// Appends another formula's nodes. O(its size).
  package mutating func append(_ other: Formula) {
    for node in other.nodes { append(node, of: other) }
  }

  /// Appends a node of another formula.
  package mutating func append(_ node: Node, of other: Formula) {
    switch node.kind {
    case .name(let name): nodes.append(.init(.name(enter(other[name]))))
    case .call(let name, let count): nodes.append(.init(.call(enter(other[name]), argumentCount: count)))
    case .prime(let name, let order): nodes.append(.init(.prime(enter(other[name]), order: order)))
    case .binding(let name): nodes.append(.init(.binding(enter(other[name]))))
    case .loop(let name): nodes.append(.init(.loop(enter(other[name]))))
    case .number, .node, .operation, .array, .subscript, .slice, .axis, .comprehension:
      nodes.append(.init(node.kind))
    }
  }

  /// The formula with others in the place of `%7`, where there are some.
  package func replacingNodes(_ replacement: (Int) -> Formula?) -> Formula {
    replacing { kind in if case .node(let number) = kind { replacement(number) } else { nil } }
  }

  /// The formula with others in the place of names, where there are some.
  package func replacingNames(_ replacement: (String) -> Formula?) -> Formula {
    replacing { kind in if case .name(let name) = kind { replacement(self[name]) } else { nil } }
  }

  /// The formula with others in the place of numbers, where there are some.
  package func replacingNumbers(_ replacement: (Double) -> Formula?) -> Formula {
    replacing { kind in if case .number(let value) = kind { replacement(value) } else { nil } }
  }

  private func replacing(_ replacement: (Kind) -> Formula?) -> Formula {
    var result = Formula()
    for node in nodes {
      var part = self
      part.nodes = [node]
      result.append(replacement(node.kind) ?? part)
    }
    return result
  }
}
