import Formulas

extension Formula {
  /// A name alone.
  init(name: String) {
    self.init()
    nodes = [.init(.name(enter(name)))]
  }

  mutating func append(callOf name: String, argumentCount: Int) {
    nodes.append(.init(.call(of: enter(name), argumentCount: argumentCount)))
  }

  /// The numbers of the nodes that the formula refers to as `%7`.
  var nodeReferences: [Int] {
    nodes.compactMap { if case .node(let number) = $0.kind { number } else { nil } }
  }

  /// Whether a variable of that name stands in it.
  func mentions(_ variable: String) -> Bool {
    nodes.contains { if case .name(let name) = $0.kind { self[name] == variable } else { false } }
  }
}
