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
    fileprivate let sweeps: Sweeps
    fileprivate let tutorial: Tutorial
  }

  /// Carries out something as a whole: if it throws, everything is as before, and what statements within it have changed is
  /// taken back with the rest. What it changes is noted meanwhile, however much it is.
  ///
  /// Where changes wait already that a loop has made, it is a part of that loop, which fails with it. If asked for, the
  /// cached values are as before, too, which takes O(number of nodes); see ``Session/checkpoint(keepingCache:)``.
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
      settings: settings, sweeps: sweeps, tutorial: tutorial)
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
    sweeps = checkpoint.sweeps
    tutorial = checkpoint.tutorial
  }

  /// Whether a journal has something to keep since then.
  func hasChanged(since before: Checkpoint) -> Bool {
    session !== before.session || session.hasChanged(since: before.state) || settings != before.settings
      || undo.changeCount != before.changeCount
  }
}

extension Interpreter {
  /// Puts back what a change holds; gives the change that undoes that.
  @discardableResult
  mutating func exchange(_ change: UndoHistory.Change) -> UndoHistory.Change {
    switch change {
    case .session(let change):
      return .session(session.exchange(change))
    case .settings(let old):
      defer { settings = old }
      return .settings(settings)
    case .replaced(let other):
      defer { begin(other) }
      return .replaced(session)
    }
  }

  /// Puts another session in the place of this one, which `:undo` brings back.
  mutating func replaceSession() {
    undo.noteChanges(of: session)
    undo.note(.replaced(session))
    begin(Session())
  }

  private mutating func begin(_ other: Session) {
    session = other
    sweeps = Sweeps()
  }
}
