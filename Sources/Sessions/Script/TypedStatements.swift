import AutoDiff
import Formulas
import Memory

/// The statements of a session that a script writes as they were typed.
///
/// A statement can be, if its names still mean what they meant, and if nobody else speaks of the nodes that it built but its
/// result, or does so in statements that are written as they were typed, too: to carry them out again does the same again, as
/// a derivative uses the nodes of its target. So what is written as formulas, node by node, takes with it every statement
/// whose inner nodes it uses.
///
/// Statements are told by their positions among the texts of the session.
struct TypedStatements {
  private let session: Session
  private let cone: [NodeID]
  private var graph: Graph { session.graph }

  /// For each node the statement that builds it as it was typed, or -1.
  private var builders: [Int32]

  /// For each node whether something uses it that is written as a formula.
  private(set) var isNeededByFormula: [Bool]

  /// Nothing is written as it was typed. `cone` is what the script is to build, ascending.
  init(noneOf cone: [NodeID], of session: Session) {
    self.session = session
    self.cone = cone
    let count = (cone.last?.index ?? -1) + 1
    builders = [Int32](repeating: -1, count: count)
    isNeededByFormula = [Bool](repeating: true, count: count)
  }

  /// Finds the statements; `kept` are nodes that the script must be able to speak of besides those with names. O(number of
  /// nodes), and the length of the texts.
  init(for cone: [NodeID], keeping kept: Set<NodeID>, of session: Session) throws(Interruption) {
    self.init(noneOf: cone, of: session)
    var reader = session.textReader
    var (current, isTyped) = (-1, false)
    for (place, node) in cone.enumerated() {
      if place % Graph.blockSize == 0 { try session.cancellation.check() }
      guard let position = session.texts.position(building: node) else { continue }
      let entry = session.texts.entries[position]
      if position != current {
        current = position
        isTyped = reader.text(of: entry).isCurrent
      }
      if !isTyped { continue }
      builders[node.index] = Int32(truncatingIfNeeded: position)
      let isSpokenOf = node != entry.root && !reader.canNameLater(node)
      if isSpokenOf || (node != entry.root && kept.contains(node)) {
        isTyped = false
        remove(position)
      }
    }
    isNeededByFormula = [Bool](repeating: false, count: builders.count)
    for node in cone.reversed() where builders[node.index] < 0 {
      for position in statements(withInnerNodesUsedBy: node) { remove(position) }
    }
    for node in cone where builders[node.index] < 0 { noteUse(by: node) }
  }

  /// Whether none is.
  var isEmpty: Bool { !builders.contains { $0 >= 0 } }

  /// The statements.
  var positions: Set<Int> { Set(builders.lazy.filter { $0 >= 0 }.map { Int($0) }) }

  /// The statement that builds a node as it was typed; nil where the node is written as a formula.
  func statement(building node: NodeID) -> Int? {
    let position = builders[node.index]
    return position < 0 ? nil : Int(position)
  }

  /// The nodes of the script that a statement builds.
  func part(of position: Int) -> ArraySlice<NodeID> {
    let nodes = session.texts.entries[position].nodes
    let start = cone.indices.first(from: { cone[$0].index >= nodes.lowerBound })
    let end = (start..<cone.count).first(from: { cone[$0].index >= nodes.upperBound })
    return cone[start..<end]
  }

  /// Has a statement written as formulas after all.
  mutating func leaveOut(_ position: Int) {
    var open = Array(part(of: position))
    remove(position)
    // From the users down to what they use, which may take other statements with it.
    while let node = open.popLast() {
      noteUse(by: node)
      for other in statements(withInnerNodesUsedBy: node) {
        remove(other)
        open += part(of: other)
      }
    }
  }

  private mutating func remove(_ position: Int) {
    for node in part(of: position) where Int(builders[node.index]) == position { builders[node.index] = -1 }
  }

  private mutating func noteUse(by node: NodeID) {
    graph.forEachOperand(of: node) { if !$0.isConstant { isNeededByFormula[$0.index] = true } }
  }

  /// The typed statements of which a node uses others than their results.
  private func statements(withInnerNodesUsedBy node: NodeID) -> [Int] {
    var found: [Int] = []
    graph.forEachOperand(of: node) { operand in
      guard !operand.isConstant, let position = statement(building: operand) else { return }
      if session.texts.entries[position].root != operand { found.append(position) }
    }
    return found
  }
}

extension Session.TextReader {
  /// Whether every name of a node can be given to it by what was typed to give it.
  fileprivate mutating func canNameLater(_ node: NodeID) -> Bool {
    for name in session.names(of: node) {
      guard let placed = session.environment.placedVariable(name),
        let entry = session.texts.statement(at: placed.since), text(of: entry).isCurrent
      else { return false }
    }
    return true
  }
}

extension DefinitionText {
  /// Whether it means the same in another session with the same names: what refers to a node by its number does not.
  var isCurrent: Bool { moved.isEmpty && !text.utf8.contains(UInt8(ascii: "%")) }
}
