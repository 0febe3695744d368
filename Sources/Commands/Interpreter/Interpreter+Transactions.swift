import AutoDiff
import Memory
import Sessions

extension Interpreter {
  /// Everything that a command can change, at one moment.
  ///
  /// What there was then is not copied: session and history note what changes, and to go back is to undo that.
  struct Checkpoint {
    fileprivate let session: Session
    fileprivate let state: Session.Checkpoint
    fileprivate let changeCount: Int
    fileprivate let settings: Settings
    fileprivate let sweeps: (ReverseSweep?, ForwardSweep?)
    fileprivate let tutorial: Tutorial
  }

  /// Carries out something as a whole: if it throws, everything is as before, and what statements within it have changed is
  /// taken back with the rest. What it changes is noted meanwhile, however much it is.
  ///
  /// Where changes wait already that a loop has made, it is a part of that loop, which fails with it.
  ///
  /// - Parameter keepsCache: Whether the cached values are as before, too, which takes O(number of nodes); see
  ///   ``Session/checkpoint(keepingCache:)``.
  mutating func transaction<Result>(
    keepingCache keepsCache: Bool = false, _ body: (inout Interpreter, Checkpoint) throws -> Result
  ) throws -> Result {
    if session.hasChanges { return try body(&self, checkpoint(keepingCache: false)) }
    let checkpoint = checkpoint(keepingCache: keepsCache)
    undo.beginTransaction()
    defer { undo.endTransaction() }
    do {
      return try body(&self, checkpoint)
    } catch {
      rollBack(to: checkpoint)
      throw error
    }
  }

  private func checkpoint(keepingCache keepsCache: Bool) -> Checkpoint {
    Checkpoint(
      session: session, state: session.checkpoint(keepingCache: keepsCache), changeCount: undo.changeCount,
      settings: settings, sweeps: (lastReverse, lastForward), tutorial: tutorial)
  }

  private mutating func rollBack(to checkpoint: Checkpoint) {
    let last = session
    last.takeBackChanges()
    while let change = undo.takeChange(beyond: checkpoint.changeCount) { exchange(change) }
    // Whoever interrupted the one session has interrupted the line in which it was.
    if last !== session, let interruption = last.cancellation.interruption {
      (last.cancellation.interruption, session.cancellation.interruption) = (nil, interruption)
    }
    session.rollBack(to: checkpoint.state)
    if settings != checkpoint.settings { settings = checkpoint.settings }
    (lastReverse, lastForward) = checkpoint.sweeps
    tutorial = checkpoint.tutorial
  }

  /// Whether a journal has something to keep since then.
  func hasChanged(since before: Checkpoint) -> Bool {
    session !== before.session || session.hasChanged(since: before.state) || settings != before.settings
      || undo.changeCount != before.changeCount
  }
}
