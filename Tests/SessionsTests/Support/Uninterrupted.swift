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

  func backpropagation(of target: NodeID) -> Backpropagation {
    uninterrupted { (never) throws(Interruption) in try backpropagation(of: target, never) }
  }

  func backpropagationSteps(of target: NodeID) -> Backpropagation.Steps {
    uninterrupted { (never) throws(Interruption) in try backpropagationSteps(of: target, never) }
  }

  func forwardPass(to target: NodeID, seeds: [(NodeID, Double)]) -> ForwardPass {
    uninterrupted { (never) throws(Interruption) in try forwardPass(to: target, seeds: seeds, never) }
  }
}

extension Tape {
  func values<S: Scalar>(at inputs: [S]) -> [S] {
    uninterrupted { (never) throws(Interruption) in try values(at: inputs, never) }
  }
}

extension ForwardPass {
  var steps: Steps { uninterrupted(steps(_:)) }
}
