import Memory

@testable import AutoDiff

// What takes a cancellation, for tests in which nobody stops anything.

extension Graph {
  func cone(of targets: [NodeID]) -> [NodeID] {
    uninterrupted { (never) throws(Interruption) in try cone(of: targets, never) }
  }

  func collect(keeping roots: [NodeID], if isWorthwhile: (Int) -> Bool = { _ in true }) -> Int {
    uninterrupted { (never) throws(Interruption) in try collect(keeping: roots, if: isWorthwhile, never) }
  }

  func tape(for targets: [NodeID]) -> Tape {
    uninterrupted { (never) throws(Interruption) in try tape(for: targets, never) }
  }

  func schedule(for targets: [NodeID]) -> Schedule {
    uninterrupted { (never) throws(Interruption) in try Schedule(tape(for: targets, never), never) }
  }

  func reverseSweep(of target: NodeID) -> ReverseSweep {
    uninterrupted { (never) throws(Interruption) in try reverseSweep(of: target, never) }
  }

  func reverseSteps(of target: NodeID) -> ReverseSweep.Steps {
    uninterrupted { (never) throws(Interruption) in try reverseSteps(of: target, never) }
  }

  func forwardSweep(to target: NodeID, seeds: [(NodeID, Double)], side: Side? = nil) -> ForwardSweep {
    uninterrupted { (never) throws(Interruption) in
      try forwardSweep(to: target, seeds: seeds, side: side, never)
    }
  }

  func exceptionalPoints(
    of target: NodeID, by inputs: [NodeID], order: Int = 1, workLimit: Int = 10_000_000
  ) -> [ExceptionalPoint] {
    uninterrupted { (never) throws(Interruption) in
      try exceptionalPoints(of: target, by: inputs, order: order, workLimit: workLimit, never)
    }
  }

  func derivativeChecks(of target: NodeID, by inputs: [NodeID]) -> [DerivativeCheck?] {
    uninterrupted { (never) throws(Interruption) in try derivativeChecks(of: target, by: inputs, never) }
  }

  func nodeChecks(of target: NodeID) -> [NodeCheck] {
    uninterrupted { (never) throws(Interruption) in try nodeChecks(of: target, never) }
  }

  func pathSum(of target: NodeID, by variable: NodeID) -> PathSum {
    uninterrupted { (never) throws(Interruption) in try pathSum(of: target, by: variable, never) }
  }

  func valueOrigins(of target: NodeID) -> [ValueOrigin] {
    uninterrupted { (never) throws(Interruption) in try valueOrigins(of: target, never) }
  }

  func symbolicDerivatives(
    of target: Expression, by input: Expression, orders: ClosedRange<Int>
  ) -> [Expression] {
    uninterrupted { (never) throws(Interruption) in
      try symbolicDerivatives(of: target, by: input, orders: orders, never)
    }
  }
}

extension DerivativeTrace {
  init(of target: NodeID, in graph: Graph) {
    self = uninterrupted { (never) throws(Interruption) in try Self(of: target, in: graph, never) }
  }

  func origin(of input: NodeID) -> DerivativeOrigin? {
    uninterrupted { (never) throws(Interruption) in try origin(of: input, never) }
  }
}

extension Tape {
  func values<S: Scalar>(at inputs: [S]) -> [S] {
    uninterrupted { (never) throws(Interruption) in try values(at: inputs, never) }
  }
}

extension PathSum {
  func paths() -> [Path] { uninterrupted(paths(_:)) }
}

extension ForwardSweep {
  var steps: Steps { uninterrupted(steps(_:)) }
}

extension Coloring {
  init(columnsOf pattern: SparsityPattern) {
    self = uninterrupted { (never) throws(Interruption) in try Self(columnsOf: pattern, never) }
  }
}

extension SymmetricEigenvalues {
  static func eigenvalues(of matrix: [Double], count: Int) -> [Double]? {
    uninterrupted { (never) throws(Interruption) in try eigenvalues(of: matrix, count: count, never) }
  }
}
