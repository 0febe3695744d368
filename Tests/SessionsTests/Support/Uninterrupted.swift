import AutoDiff
import Memory
import Sessions

// What takes a cancellation, for tests in which nobody stops anything.

extension Graph {
  func cone(of targets: [NodeID]) -> [NodeID] {
    uninterrupted { (never) throws(Interruption) in try cone(of: targets, never) }
  }

  func tape(for targets: [NodeID]) -> Tape {
    uninterrupted { (never) throws(Interruption) in try tape(for: targets, never) }
  }

  func reverseSweep(of target: NodeID) -> ReverseSweep {
    uninterrupted { (never) throws(Interruption) in try reverseSweep(of: target, never) }
  }

  func reverseSteps(of target: NodeID) -> ReverseSweep.Steps {
    uninterrupted { (never) throws(Interruption) in try reverseSteps(of: target, never) }
  }

  func forwardSweep(to target: NodeID, seeds: [(NodeID, Double)]) -> ForwardSweep {
    uninterrupted { (never) throws(Interruption) in try forwardSweep(to: target, seeds: seeds, never) }
  }
}

extension Tape {
  func values<S: Scalar>(at inputs: [S]) -> [S] {
    uninterrupted { (never) throws(Interruption) in try values(at: inputs, never) }
  }
}

extension ForwardSweep {
  var steps: Steps { uninterrupted(steps(_:)) }
}
