import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// What a command gets to work on: the session as it is, how it is shown, and what was swept last.
package struct CommandContext {
  /// The graph and its names; or, where the command works on numbers and its target is made of arrays, a session that holds the
  /// target written out in numbers (``writeOut(_:)``).
  var session: Session

  /// The world around.
  let host: Host

  /// Whether anybody looks at what the command comes to: where `;` ends it, nobody does. What takes long to put into words
  /// can be left out then.
  let isOutcomeWanted: Bool

  /// Whether a kept session goes on: what was written to a file once is not written again, under whatever name it was.
  let isReplaying: Bool

  /// Whether the command was typed at a prompt, and stands in no file, loop or kept session.
  let isTyped: Bool

  /// How outcomes are shown, as `:set` leaves it.
  var settings: Settings

  /// The last sweeps, whose adjoints and tangents the node tables show while they hold.
  var sweeps: Sweeps

  /// Where the last iteration went.
  let path: IterationPath?

  /// The command that is carried out.
  var command: (any Command)?

  /// The elements of inputs by the names of these, where the target is written out in numbers.
  var elements: [String: [NodeID]]?

  /// Remarks on what the command came to.
  var notices: [Remark] = []

  var graph: Graph { session.graph }

  /// What stops the work, to be handed to whatever takes long.
  var cancellation: Cancellation { session.cancellation }

  /// What nodes are called, and shown as.
  var names: NodeNames { NodeNames(session: session, numbers: settings.numberFormat) }
}

/// The last sweep in each direction.
struct Sweeps {
  var reverse: ReverseSweep? { didSet { latest = .reverse } }
  var forward: ForwardSweep? { didSet { latest = .forward } }

  /// Which of them was made last.
  private(set) var latest = Direction.reverse

  /// The direction of a sweep.
  enum Direction { case reverse, forward }

  /// The nodes whose sweeps these were.
  var targets: [NodeID] { [reverse?.target, forward?.target].compactMap(\.self) }

  /// The sweeps that are of the present values of a graph.
  func fresh(in graph: Graph) -> Sweeps {
    var fresh = self
    if let reverse, reverse.generation != graph.generation { fresh.reverse = nil }
    if let forward, forward.generation != graph.generation { fresh.forward = nil }
    fresh.latest = latest
    return fresh
  }

  /// Forgets the sweeps of nodes that were freed.
  mutating func forgetGone(in graph: Graph) {
    if let target = reverse?.target, graph.isGone(target) { reverse = nil }
    if let target = forward?.target, graph.isGone(target) { forward = nil }
  }
}

extension Interpreter {
  /// What a command gets that is carried out now.
  var context: CommandContext {
    CommandContext(
      session: session, host: host, isOutcomeWanted: isOutcomeWanted, isReplaying: isReplaying,
      isTyped: loadDepth == 0 && !isReplaying && !isRepeating && depth <= 1,
      settings: settings, sweeps: sweeps, path: path)
  }

  /// Takes in what a command has made of it.
  mutating func take(_ context: CommandContext) {
    if settings != context.settings { settings = context.settings }
    // Sweeps over a target that was written out are of no node of the session's.
    if context.elements == nil { sweeps = context.sweeps }
    notices += context.notices
  }

  /// What nodes are called, and shown as.
  var names: NodeNames { NodeNames(session: session, numbers: settings.numberFormat) }
}
