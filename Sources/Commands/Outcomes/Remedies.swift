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
  private func users(of id: NodeID) -> [Node] {
    graph.users(of: id).filter { cone.containsAscending($0) }.compactMap { graph.node(at: $0) }
  }

  /// The remedy for a NaN or infinite value.
  func remedy(for origin: ValueOrigin) -> String? {
    guard let node = graph.node(at: origin.node) else { return nil }
    switch origin.fault {
    case .overflow: return remedyForOverflow(at: node)
    case .outsideDomain, .pole: return guarded(node)
    case .indeterminate: return remedyForProduct(node) ?? remedyForQuotient(node) ?? guarded(node)
    case .input, .constant: return nil
    }
  }

  /// The remedy for an infinite or undefined slope.
  func remedy(forSlopeAt id: NodeID) -> String? {
    guard let node = graph.node(at: id), node.opcode == .sqrt else { return nil }
    return norm(node)
  }

  // MARK: Overflow

  private func remedyForOverflow(at node: Node) -> String? {
    switch node.opcode {
    case .exp: return remedyForExponential(node)
    case .sqrt: return norm(node)
    case .multiply, .power, .add, .sum:
      // x*x + y*y under a root overflows long before the root does.
      return users(of: node.id).flatMap { [$0] + users(of: $0.id) }.first { $0.opcode == .sqrt }.flatMap(norm)
    default: return nil
    }
  }

  /// log(exp(a) + exp(b)), log(1 + exp(a)), 1/(1 + exp(a)), exp(a)/(exp(a) + …).
  private func remedyForExponential(_ exponential: Node) -> String? {
    let argument = text(exponential.operands[0])
    let exponent = { (operand: NodeID) -> NodeID? in
      graph.node(at: operand).flatMap { $0.opcode == .exp ? $0.operands[0] : nil }
    }
    for sum in users(of: exponential.id) {
      if sum.opcode == .divide, let above = exponent(sum.operands[0]), let below = exponent(sum.operands[1]) {
        return "exp(\(text(above)) - \(factor(below)))"
      }
      guard [.add, .sum].contains(sum.opcode) else { continue }
      let others = sum.operands.filter { $0 != exponential.id }
      let exponents = sum.operands.compactMap(exponent)
      let isLogged = users(of: sum.id).contains { $0.opcode == .log }
      let isDivisor = users(of: sum.id).contains { $0.opcode == .divide && $0.operands[1] == sum.id }
      if isLogged, exponents.count == sum.operands.count {
        return "logsumexp(\(exponents.map(text).joined(separator: ", ")))"
      }
      guard others.count == 1, others[0].isConstant, graph.value(of: others[0]) == 1 else { continue }
      if isLogged { return "softplus(\(argument))" }
      if isDivisor { return "sigmoid(-\(factor(exponential.operands[0])))" }
    }
    return nil
  }

  /// sqrt(a*a + b*b)
  private func norm(_ root: Node) -> String? {
    guard let sum = graph.node(at: root.operands[0]), [.add, .sum].contains(sum.opcode) else { return nil }
    let sides = sum.operands.compactMap { operand -> String? in
      guard let square = graph.node(at: operand) else { return nil }
      let isSquare =
        (square.opcode == .multiply && square.operands[0] == square.operands[1])
        || (square.opcode == .power && graph.value(of: square.operands[1]) == 2)
      return isSquare ? text(square.operands[0]) : nil
    }
    return sides.count == sum.operands.count ? "hypot(\(sides.joined(separator: ", ")))" : nil
  }

  // MARK: Indeterminate forms

  /// x*log(y) where both are 0.
  private func remedyForProduct(_ product: Node) -> String? {
    guard product.opcode == .multiply else { return nil }
    for (factor, other) in [(0, 1), (1, 0)] {
      guard let logarithm = graph.node(at: product.operands[factor]), logarithm.opcode == .log,
        graph.value(of: product.operands[other]) == 0
      else { continue }
      return "xlogy(\(text(product.operands[other])), \(text(logarithm.operands[0])))"
    }
    return nil
  }

  /// sin(x)/x, (exp(x) - 1)/x, log(1 + x)/x at 0: the first has a function of its own, the others a limit.
  private func remedyForQuotient(_ quotient: Node) -> String? {
    guard quotient.opcode == .divide, graph.value(of: quotient.operands[1]) == 0,
      let numerator = graph.node(at: quotient.operands[0])
    else { return nil }
    if numerator.opcode == .sin, numerator.operands[0] == quotient.operands[1] {
      return "sinc(\(factor(quotient.operands[1]))/pi)"
    }
    let divisor = text(quotient.operands[1])
    return "if(\(divisor) == 0, …, \(session.formula(of: quotient.id, limit: 8)))"
  }

  // MARK: Domains

  /// A branch that is taken only inside the domain.
  private func guarded(_ node: Node) -> String? {
    guard node.operands.count == 1 else { return nil }
    let (argument, whole) = (text(node.operands[0]), session.formula(of: node.id, limit: 8).description)
    switch node.opcode {
    case .log, .log2, .log10, .bessely0, .bessely1: return "if(\(argument) > 0, \(whole), …)"
    case .sqrt: return "if(\(argument) >= 0, \(whole), …)"
    case .log1p: return "if(\(argument) > -1, \(whole), …)"
    case .acosh: return "if(\(argument) >= 1, \(whole), …)"
    case .asin, .acos, .atanh, .erfinv: return "if(abs(\(argument)) < 1, \(whole), …)"
    case .logit: return "if(\(argument) > 0 and \(argument) < 1, \(whole), …)"
    default: return nil
    }
  }

  // MARK: Lost digits

  /// log(1 + u) and exp(u) − 1 for small u: the node, the node of u and the remedy.
  func losses() throws(Interruption) -> [(node: NodeID, small: NodeID, remedy: String)] {
    var found: [(node: NodeID, small: NodeID, remedy: String)] = []
    func isSmall(_ id: NodeID) -> Bool {
      !id.isConstant && graph.value(of: id) != 0 && graph.value(of: id).magnitude < 1e-5
    }
    func isOne(_ id: NodeID) -> Bool { id.isConstant && graph.value(of: id) == 1 }
    for (position, id) in cone.enumerated() where found.count < 3 {
      if position % Graph.blockSize == 0 { try session.cancellation.check() }
      guard let node = graph.node(at: id), let first = node.operands.first.flatMap({ graph.node(at: $0) })
      else {
        continue
      }
      if node.opcode == .log, first.opcode == .add,
        let small = first.operands.first(where: isSmall), first.operands.contains(where: isOne)
      {
        found.append((id, small, "log1p(\(text(small)))"))
      } else if node.opcode == .subtract, first.opcode == .exp, isOne(node.operands[1]),
        isSmall(first.operands[0])
      {
        found.append((id, first.operands[0], "expm1(\(text(first.operands[0])))"))
      }
    }
    return found
  }

  /// A formula as a factor, in brackets if it needs them.
  private func factor(_ id: NodeID) -> String {
    let text = text(id)
    let isName = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "%" }
    return isName ? text : "(\(text))"
  }

  private func text(_ id: NodeID) -> String {
    id.isConstant ? "\(graph.value(of: id))" : session.formula(of: id, limit: 6).description
  }
}
