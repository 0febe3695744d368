import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// Puts into words why values and derivatives are what they are.
struct ReasonWriter {
  typealias Reason = WhyOutcome.Reason

  private let session: Session
  private let settings: Settings
  private let remedies: Remedies

  init(interpreter: CommandContext, target: NodeID) throws(Interruption) {
    session = interpreter.session
    settings = interpreter.settings
    let cone = try interpreter.session.graph.cone(of: [target], interpreter.cancellation)
    remedies = Remedies(session: interpreter.session, cone: cone)
  }

  private var graph: Graph { session.graph }

  // MARK: Values

  /// Why a constant has no ordinary value.
  func reason(forConstant title: String) -> Reason {
    Reason(
      cause: ValueOrigin.Fault.constant.rawValue, node: nil,
      text: "\(title) is a constant, which keeps no graph: give a number in it a name to see more")
  }

  func reason(for origin: ValueOrigin) -> Reason {
    let remedy = remedies.remedy(for: origin)
    return Reason(cause: origin.fault.rawValue, node: origin.node, text: text(for: origin), remedy: remedy)
  }

  /// Formulas that lose digits where another one does not.
  func losses() throws(Interruption) -> [Reason] {
    try remedies.losses().map {
      Reason(
        cause: "cancellation", node: $0.node,
        text:
          "\(place($0.node)) loses the digits of \(session.formula(of: $0.small, limit: 6)), which is \(number($0.small))",
        remedy: $0.remedy)
    }
  }

  private func text(for origin: ValueOrigin) -> String {
    let place = place(origin.node)
    switch origin.fault {
    case .input: return "the input \(place) was set to \(number(origin.node))"
    case .outsideDomain:
      return "\(place): \(arguments(of: origin.node)), outside the domain, \(domain(of: origin.node))"
    case .pole: return "\(place): \(arguments(of: origin.node)), where the function grows without limit"
    case .overflow: return "\(place) overflowed: \(arguments(of: origin.node))"
    case .indeterminate: return "\(place) has no value: \(arguments(of: origin.node))"
    case .constant:
      let operands = graph.node(at: origin.node)?.operands ?? []
      let constant = operands.first { $0.isConstant && !graph.value(of: $0).isFinite }
      return "\(place) has the constant \(constant.map { number($0) } ?? "nan") among its arguments"
    }
  }

  // MARK: Derivatives

  func reasons(for origin: DerivativeOrigin, target: Target, input: NodeID) throws(Interruption) -> [Reason] {
    let (title, name) = (target.title, name(input))
    switch origin {
    case .notConnected:
      return [Reason(cause: "not-connected", node: nil, text: "\(title) does not depend on \(name)")]
    case .cut(let nodes):
      let places = nodes.prefix(3).map { place($0) }.joined(separator: ", ")
      return [
        Reason(
          cause: "cut", node: nodes.first,
          text: "\(name) reaches \(title) only through \(places), which cuts derivatives")
      ]
    case .valueIsUndefined:
      return [
        Reason(cause: "undefined-value", node: nil, text: "where \(title) has no value it has no derivative")
      ]
    case .opposed(let node):
      return [
        Reason(
          cause: "indeterminate", node: node,
          text:
            "backprop: \(place(node)) receives inf from one of its users and -inf from another; forward mode adds first"
        )
      ]
    case .cancels(let node):
      return [
        Reason(
          cause: "cancellation", node: node, text: "what reaches \(place(node)) from its users adds up to 0")
      ]
    case .undefined(let edges):
      return edges.isEmpty
        ? [Reason(cause: "undefined", node: nil, text: "an infinity met another on the way")]
        : described(edges, "undefined") { _ in "has no slope here" }
    case .steep(let edges): return described(edges, "infinite-slope") { _ in "has an infinite slope here" }
    case .overflow(let edges):
      return described(edges, "overflow") {
        "\(factor($0.adjoint)) times its slope \(factor($0.partial)) is too large for a number"
      }
    case .underflow(let edges):
      return described(edges, "underflow") {
        "\(factor($0.adjoint)) times its slope \(factor($0.partial)) is too small for a number"
      }
    case .flat(let edges):
      // An edge to a condition says less than one to a branch.
      let (branches, conditions) = (edges.filter { !isCondition($0) }, edges.filter(isCondition))
      return described(branches + conditions, "flat") { flatness($0) } + (try overflows(behind: edges))
    }
  }

  /// How a target comes to what it does beside the point along an input, where the rules do not tell: what the nodes on the
  /// way are in the distance t from it.
  func course(
    of target: Target, along input: NodeID, isCorrected: Bool
  ) throws(Interruption) -> [Reason] {
    let id = target.operand.id(in: graph)
    guard isCorrected, var search = try graph.exceptionalPointSearch(of: id, session.cancellation),
      let course = try search.course(along: input)
    else { return [] }
    let (x, center) = (name(input), graph.value(of: input))
    let writer = ExpansionText("t", at: .number(0), isLeft: false, settings.numberFormat)
    let start = ExpansionText.start(center, isLeft: course.isLeft, settings.numberFormat)
    let shown = course.nodes.suffix(Self.mostNodesOfCourse)
    let parts =
      ["\(x) is \(start)"]
      + shown.map { node, expansion in
        "\(session.formula(of: node, limit: 6)) is \(writer.string(expansion, atMost: 2))"
      }
    let side = course.isLeft ? "left" : "right"
    return [
      Reason(
        cause: "expansion", node: nil,
        text: "just \(side) of the point, t being the distance: \(parts.joined(separator: ", "))")
    ]
  }

  private static let mostNodesOfCourse = 4

  private func isCondition(_ edge: DerivativeOrigin.Edge) -> Bool {
    graph.opcode(of: edge.node).algebra == .choice(.condition)
      && graph.node(at: edge.node)?.operands.first == edge.operand
  }

  /// Where the infinities were born that make nodes flat.
  private func overflows(behind edges: [DerivativeOrigin.Edge]) throws(Interruption) -> [Reason] {
    let infinite = edges.prefix(3).flatMap { graph.node(at: $0.node)?.operands ?? [] }
      .first { graph.value(of: $0).isInfinite && !$0.isConstant }
    guard let infinite else { return [] }
    return try graph.valueOrigins(of: infinite, session.cancellation).prefix(2).map { reason(for: $0) }
  }

  /// One reason for each of the first edges: the node, what is to be said of it, and its arguments.
  private func described(
    _ edges: [DerivativeOrigin.Edge], _ cause: String, _ text: (DerivativeOrigin.Edge) -> String
  ) -> [Reason] {
    var reasons: [Reason] = []
    for edge in edges where reasons.count < 3 && !reasons.contains(where: { $0.node == edge.node }) {
      let separator = cause == "overflow" || cause == "underflow" ? ": " : " "
      reasons.append(
        Reason(
          cause: cause, node: edge.node,
          text: "\(place(edge.node))\(separator)\(text(edge)): \(arguments(of: edge.node))",
          remedy: remedies.remedy(forSlopeAt: edge.node)))
    }
    return reasons
  }

  /// Why a partial is 0.
  private func flatness(_ edge: DerivativeOrigin.Edge) -> String {
    if isCondition(edge) { return "takes a branch, which has no slope" }
    if graph.singularity(at: edge.node) == .kink { return "has a kink here, whose slopes have the mean 0" }
    return graph.opcode(of: edge.node).primitive.declaration.flatness
  }

  // MARK: Nodes

  /// `log(x - 5) at %7`, or `x` for an input.
  private func place(_ id: NodeID) -> String {
    if graph.isInput(id) { return name(id) }
    return "\(session.formula(of: id, limit: 6)) at \(graph.label(of: id) ?? id.description)"
  }

  private func name(_ id: NodeID) -> String { graph.label(of: id) ?? id.description }

  /// Where a node's function is defined, in words that do not clash with the session's names.
  private func domain(of id: NodeID) -> String {
    let primitive = graph.opcode(of: id).primitive
    let words = primitive.domain.prefix { $0 != ";" }
    if primitive.parameters == ["x"] {
      return words.split(separator: " ").map { $0 == "x" ? "argument" : $0 }.joined(separator: " ")
    }
    let parameters = primitive.parameters.joined(separator: ", ")
    return "which for (\(parameters)) is \(words)"
  }

  /// `its argument is -2`, `its arguments are 0 and inf`.
  private func arguments(of id: NodeID) -> String {
    let numbers = (graph.node(at: id)?.arguments ?? []).map { number($0) }
    switch numbers.count {
    case 1: return "its argument is \(numbers[0])"
    case 2...4:
      return
        "its arguments are \(numbers.dropLast().joined(separator: ", ")) and \(numbers[numbers.count - 1])"
    default: return "it has \(numbers.count) arguments"
    }
  }

  private func number(_ id: NodeID) -> String { settings.numberFormat.string(graph.value(of: id)) }

  private func factor(_ number: Double) -> String { settings.numberFormat.string(number) }
}
