import AutoDiff
import Formulas
import Memory
import Sessions

/// What to write instead of a formula that fails, where there is a standard remedy.
struct Remedies {
  private let session: Session

  /// The nodes of the formula, ascending.
  private let cone: [NodeID]

  private var graph: Graph { session.graph }

  init(session: Session, cone: [NodeID]) {
    self.session = session
    self.cone = cone
  }

  /// The nodes of the formula that use a node.
  private func users(of id: NodeID) -> [NodeID] { graph.users(of: id).filter { cone.containsAscending($0) } }

  /// The remedy for a NaN or infinite value.
  func remedy(for origin: ValueOrigin) -> String? {
    guard let node = graph.node(at: origin.node) else { return nil }
    switch origin.fault {
    case .overflow: return remedyForOverflow(at: node.id)
    case .pole: return replacement(at: node.id, for: .underflow) ?? guarded(node)
    case .outsideDomain: return guarded(node)
    case .indeterminate:
      return replacement(at: node.id, for: .indeterminate) ?? divided(node) ?? guarded(node)
    case .input, .constant: return nil
    }
  }

  /// The remedy for an infinite or undefined slope.
  func remedy(forSlopeAt id: NodeID) -> String? { replacement(at: id, for: .slope) }

  /// What to write for a formula in which something overflowed, of the smallest formula around it first.
  private func remedyForOverflow(at id: NodeID) -> String? {
    var around = [id]
    for _ in 0...Self.mostLevels {
      for node in around {
        if let remedy = replacement(at: node, for: .overflow, within: id) { return remedy }
      }
      around = Array(around.prefix(Self.mostUsers).flatMap(users).prefix(Self.mostUsers))
    }
    return nil
  }

  /// How many operations above the one that overflowed are looked at, and how many on each level.
  private static let mostLevels = 3
  private static let mostUsers = 64

  /// What a primitive declares to be better than the formula at a node, and what has a value here; `part` is to be one of
  /// the formula's operations.
  private func replacement(
    at id: NodeID, for failure: Replacement.Failure, within part: NodeID? = nil
  ) -> String? {
    for candidate in CompiledReplacement.all[graph.opcode(of: id), default: []]
    where candidate.replacement.failures.contains(failure) {
      guard let match = ReplacementMatch(candidate, at: id, in: graph),
        part.map(match.parts.contains) ?? true
      else { continue }
      let remedy = remedy(of: candidate, match)
      if value(of: remedy, match)?.isNaN == false { return written(remedy, match) }
    }
    return nil
  }

  /// The formula of a remedy, with as many operands as the match has.
  private func remedy(of candidate: CompiledReplacement, _ match: ReplacementMatch) -> Formula {
    guard candidate.replacement.isVariadic, let root = candidate.remedy.nodes.last,
      case .call(let function, _) = root.kind, case .name(let name) = candidate.remedy.nodes[0].kind
    else { return candidate.remedy }
    var remedy = Formula()
    for term in 0..<match.termCount {
      let name = remedy.enter(candidate.remedy[name] + String(repeating: "'", count: term))
      remedy.nodes.append(.init(.name(name)))
    }
    let called = remedy.enter(candidate.remedy[function])
    remedy.nodes.append(.init(.call(of: called, argumentCount: match.termCount)))
    return remedy
  }

  /// The value that the remedy has here.
  private func value(of remedy: Formula, _ match: ReplacementMatch) -> Double? {
    var stack: [Double] = []
    for node in remedy.nodes {
      switch node.kind {
      case .number(let number): stack.append(number)
      case .name(let name):
        let name = remedy[name]
        stack.append(match.bindings[name].map { graph.value(of: $0) } ?? BuiltIns.constant(name) ?? .nan)
      case .operation, .call:
        guard let opcode = BuiltIns.opcode(of: node.kind, in: remedy) else { return nil }
        let operands = Array(stack.suffix(remedy.operandCount(of: node)))
        stack.removeLast(operands.count)
        stack.append(opcode.value(at: operands))
      case .node, .prime, .array, .subscript, .slice, .axis, .binding, .loop, .comprehension: return nil
      }
    }
    return stack.last
  }

  /// The remedy as it is to be typed.
  private func written(_ remedy: Formula, _ match: ReplacementMatch) -> String {
    remedy.replacingNames { name in match.bindings[name].map(formula) }.description
  }

  /// A branch that leaves 0/0 out, for a limit that is to be put in.
  private func divided(_ quotient: Node) -> String? {
    guard quotient.opcode.algebra.isQuotient, graph.value(of: quotient.operands[1]) == 0 else { return nil }
    let divisor = formula(quotient.operands[1])
    return "if(\(divisor) == 0, …, \(session.formula(of: quotient.id, limit: 8)))"
  }

  /// A branch that is taken only inside the domain.
  private func guarded(_ node: Node) -> String? {
    guard node.operands.count == 1, let shape = node.opcode.primitive.shape,
      let condition = shape.domain.condition(on: formula(node.operands[0]).description)
    else { return nil }
    return "if(\(condition), \(session.formula(of: node.id, limit: 8)), …)"
  }

  /// Formulas that lose the digits of something small: the node, the node of what is small, and the remedy.
  func losses() throws(Interruption) -> [(node: NodeID, small: NodeID, remedy: String)] {
    var found: [(node: NodeID, small: NodeID, remedy: String)] = []
    for (position, id) in cone.enumerated() where found.count < 3 {
      if position % Graph.blockSize == 0 { try session.cancellation.check() }
      for candidate in CompiledReplacement.all[graph.opcode(of: id), default: []] {
        guard let name = candidate.replacement.smallName,
          let match = ReplacementMatch(candidate, at: id, in: graph),
          let small = match.bindings[name], isSmall(small)
        else { continue }
        found.append((id, small, written(candidate.remedy, match)))
        break
      }
    }
    return found
  }

  private func isSmall(_ id: NodeID) -> Bool {
    !id.isConstant && graph.value(of: id) != 0 && graph.value(of: id).magnitude < 1e-5
  }

  private func formula(_ id: NodeID) -> Formula {
    session.formula(of: id.isConstant ? .constant(graph.value(of: id)) : .node(id), limit: 6)
  }
}
