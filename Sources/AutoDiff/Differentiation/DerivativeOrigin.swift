/// Why a derivative is zero, infinite, undefined or not there.
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
  package let sweep: Backpropagation
  private let graph: Graph
  private let cone: [NodeID]
  private let steps: [Backpropagation.Step]

  /// Makes the sweep. O(number of nodes up to the target).
  package init(of target: NodeID, in graph: Graph) {
    self.graph = graph
    sweep = graph.backpropagation(of: target)
    cone = graph.cone(of: [target])
    steps = graph.backpropagationSteps(of: target)
  }

  /// Why the derivative by an input is no ordinary number; nil if it is one, other than 0.
  ///
  /// Looks at the edges of the sweep that lead to the input, nearest to the target first. O(1) where there is nothing to
  /// say or no connection, else O(size of the sweep).
  package func origin(of input: NodeID) -> DerivativeOrigin? {
    guard let derivative = sweep.adjoint(of: input) else { return disconnection(from: input) }
    if derivative.isFinite, derivative != 0 { return nil }
    if sweep.value.isNaN { return .valueIsUndefined }

    let leading = graph.dependents(of: input, in: cone)
    var edges: [(DerivativeOrigin.Edge, contribution: Double)] = []
    for (position, step) in steps.enumerated() {
      if position % Graph.blockSize == 0, !graph.mayGoOn() { return nil }
      for edge in step.edges where leading.containsAscending(edge.operand) {
        let origin = DerivativeOrigin.Edge(
          node: step.node, operand: edge.operand, adjoint: step.adjoint, partial: edge.partial)
        edges.append((origin, edge.contribution))
      }
    }
    func found(_ isWanted: (DerivativeOrigin.Edge, Double) -> Bool) -> [DerivativeOrigin.Edge] {
      edges.filter { isWanted($0.0, $0.contribution) }.map(\.0)
    }
    var received: [NodeID: [Double]] = [:]
    for (position, (edge, contribution)) in edges.enumerated() {
      if position % Graph.blockSize == 0, !graph.mayGoOn() { return nil }
      received[edge.operand, default: []].append(contribution)
    }
    func receiver(where isWanted: ([Double]) -> Bool) -> NodeID? {
      received.filter { isWanted($0.value) }.keys.max()
    }

    if derivative.isNaN {
      let undefined = found { edge, _ in edge.partial.isNaN && !edge.adjoint.isNaN }
      if !undefined.isEmpty { return .undefined(undefined) }
      return receiver { $0.contains(.infinity) && $0.contains(-.infinity) }.map { .opposed($0) }
        ?? .undefined([])
    }
    if derivative.isInfinite {
      let steep = found { edge, _ in edge.partial.isInfinite && edge.adjoint.isFinite }
      return steep.isEmpty
        ? .overflow(found { edge, product in product.isInfinite && edge.adjoint.isFinite }) : .steep(steep)
    }
    func cancel(_ contributions: [Double]) -> Bool {
      contributions.reduce(0, +) == 0 && contributions.contains { $0 != 0 }
    }
    if cancel(received[input] ?? []) { return .cancels(input) }
    let lost = found { _, product in product == 0 }
    let flat = lost.filter { $0.partial == 0 }
    if !flat.isEmpty { return .flat(flat) }
    return receiver(where: cancel).map { .cancels($0) } ?? .underflow(lost)
  }

  /// Whether the input is not below the target at all, or below it but cut off.
  private func disconnection(from input: NodeID) -> DerivativeOrigin {
    guard cone.containsAscending(input) else { return .notConnected }
    return .cut(graph.dependents(of: input, in: cone).filter { graph.opcode(of: $0) == .detach })
  }
}
