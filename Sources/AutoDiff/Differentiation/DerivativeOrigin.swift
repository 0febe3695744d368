package import Memory

/// Why a derivative is zero, infinite, undefined or not there; of many edges that make it so, the first from the target on.
package enum DerivativeOrigin: Sendable {
  /// The target does not depend on the input.
  case notConnected

  /// Every path from the input is cut by one of these nodes.
  case cut([NodeID])

  /// The target itself has no value.
  case valueIsUndefined

  /// At these edges the local partial is NaN although the values around are not.
  case undefined([Edge])

  /// A node receives contributions of +inf and −inf.
  case opposed(NodeID)

  /// At these edges the local partial is infinite.
  case steep([Edge])

  /// At these edges, or in the sum that a node receives, the product is too large for a double.
  case overflow([Edge])

  /// At these edges the local partial is 0: beyond them the input does not matter.
  case flat([Edge])

  /// At these edges the product is too small for a double.
  case underflow([Edge])

  /// A node receives contributions that add up to 0.
  case cancels(NodeID)

  /// How many edges are enough: the sum of a million flat terms need not name them all.
  fileprivate static let mostEdges = 4096

  /// An edge of the graph as the reverse sweep passes it.
  package struct Edge: Sendable {
    /// The operation, and the operand to which it hands its adjoint times the partial.
    package let node: NodeID
    package let operand: NodeID
    package let adjoint: Double
    package let partial: Double
  }
}

/// The reverse sweep from a target, for asking of one input after another why its derivative is no ordinary number.
package struct DerivativeTrace {
  package let sweep: ReverseSweep
  private let graph: Graph
  private let cone: [NodeID]
  private let steps: ReverseSweep.Steps

  /// Makes the sweep. O(number of nodes up to the target).
  package init(of target: NodeID, in graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    self.graph = graph
    sweep = try graph.reverseSweep(of: target, cancellation)
    cone = try graph.cone(of: [target], cancellation)
    steps = try graph.reverseSteps(of: target, cancellation)
  }

  /// Why the derivative by an input is no ordinary number; nil if it is one, other than 0.
  ///
  /// Looks at the edges of the sweep that lead to the input, nearest to the target first. O(1) where there is nothing to
  /// say or no connection, else O(size of the sweep).
  package func origin(
    of input: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> DerivativeOrigin? {
    guard let derivative = sweep.adjoint(of: input) else {
      return try disconnection(from: input, cancellation)
    }
    if derivative.isFinite, derivative != 0 { return nil }
    if sweep.value.isNaN { return .valueIsUndefined }

    let leading = try graph.dependents(of: input, in: cone, cancellation)
    var receipts = [Receipt](repeating: Receipt(), count: leading.count)
    for (position, step) in steps.enumerated() {
      try cancellation.check(at: position, of: steps.count)
      for edge in step.edges {
        if let receiver = leading.ascendingPosition(of: edge.operand) {
          receipts[receiver].add(edge.contribution)
        }
      }
    }
    func found(
      _ isWanted: (DerivativeOrigin.Edge, Double) -> Bool
    ) throws(Interruption) -> [DerivativeOrigin.Edge] {
      try edges(leadingTo: leading, where: isWanted, cancellation)
    }
    func receiver(where isWanted: (Receipt) -> Bool) -> NodeID? {
      receipts.lastIndex(where: isWanted).map { leading[$0] }
    }

    if derivative.isNaN {
      let undefined = try found { edge, _ in edge.partial.isNaN && !edge.adjoint.isNaN }
      if !undefined.isEmpty { return .undefined(undefined) }
      return receiver(where: \.isOpposed).map { .opposed($0) } ?? .undefined([])
    }
    if derivative.isInfinite {
      let steep = try found { edge, _ in edge.partial.isInfinite && edge.adjoint.isFinite }
      return steep.isEmpty
        ? .overflow(try found { edge, product in product.isInfinite && edge.adjoint.isFinite })
        : .steep(steep)
    }
    // Dependents start with what they depend on.
    if receipts.first?.cancels == true { return .cancels(input) }
    let flat = try found { edge, _ in edge.partial == 0 }
    if !flat.isEmpty { return .flat(flat) }
    if let receiver = receiver(where: \.cancels) { return .cancels(receiver) }
    return .underflow(try found { _, product in product == 0 })
  }

  /// The first of the edges to one of the nodes for which something is true of them and of what they contribute.
  private func edges(
    leadingTo nodes: [NodeID], where isWanted: (DerivativeOrigin.Edge, Double) -> Bool,
    _ cancellation: Cancellation
  ) throws(Interruption) -> [DerivativeOrigin.Edge] {
    var found: [DerivativeOrigin.Edge] = []
    for (position, (turn, edges)) in steps.enumerated() {
      if found.count >= DerivativeOrigin.mostEdges { break }
      try cancellation.check(at: position, of: steps.count)
      for passed in edges {
        let edge = DerivativeOrigin.Edge(
          node: turn.node, operand: passed.operand, adjoint: turn.adjoint, partial: passed.partial)
        if isWanted(edge, passed.contribution), nodes.containsAscending(edge.operand) { found.append(edge) }
      }
    }
    return found
  }

  /// Whether the input is not below the target at all, or below it but cut off.
  private func disconnection(
    from input: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> DerivativeOrigin {
    guard cone.containsAscending(input) else { return .notConnected }
    let dependents = try graph.dependents(of: input, in: cone, cancellation)
    return .cut(dependents.filter { graph.opcode(of: $0).cuts })
  }
}

/// What a node has received from its users.
private struct Receipt {
  private var sum = 0.0
  private var (hasPositiveInfinity, hasNegativeInfinity, isZero) = (false, false, true)

  mutating func add(_ contribution: Double) {
    sum += contribution
    if contribution != 0 { isZero = false }
    if contribution == .infinity { hasPositiveInfinity = true }
    if contribution == -.infinity { hasNegativeInfinity = true }
  }

  /// Whether infinities of both signs came together.
  var isOpposed: Bool { hasPositiveInfinity && hasNegativeInfinity }

  /// Whether it adds up to 0 though not all of it is 0.
  var cancels: Bool { sum == 0 && !isZero }
}
