import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct UndoCommand: Command {
  let name = "undo"
  let group = CommandGroup.change
  let usage = ":undo [n]"
  let argumentKind = ArgumentKind.nothing
  let summary = "take back the last change, or the last n"
  let discussion = """
    Takes back what the last statement or command changed: the value of an input,
    what a name stands for, a setting, and what ':delete', ':load', ':repeat' or
    ':reset' did. What only computed something is passed over. ':redo' does it
    again. The last 100 changes can be taken back; ':clean' forgets them.
    """
  let example = """
    ad> x = 3; z = x^2;
    ad> x = 5;
    ad> :undo
    back: x = 3
    ad> z
    9
    ad> :undo 2
    back: z and x are not defined
    ad> :redo
    again: x = 3
    """
  let journaling = Journaling.always

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try interpreter.walk(arguments, .back)
  }
}

struct RedoCommand: Command {
  let name = "redo"
  let group = CommandGroup.change
  let usage = ":redo [n]"
  let argumentKind = ArgumentKind.nothing
  let summary = "do again what was taken back"
  let discussion = """
    Does again what ':undo' took back, as long as nothing else was changed since.
    """
  let example = """
    ad> x = 3; x = 5;
    ad> :undo
    back: x = 3
    ad> :redo
    again: x = 5
    """
  let journaling = Journaling.always

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try interpreter.walk(arguments, .forth)
  }
}

extension Interpreter {
  /// Goes some steps back or forth; says what is so now.
  fileprivate mutating func walk(
    _ arguments: CommandArguments, _ direction: UndoHistory.Direction
  ) throws -> (any Outcome)? {
    let words = arguments.words
    if words.count > 1 {
      throw CommandError(
        "unexpected-argument", "nothing can follow here: '\(words[1].text)'", at: words[1].range)
    }
    var count = 1
    if let number = words.first {
      guard let asked = Int(number.text), asked > 0 else {
        throw CommandError("invalid-count", "'\(number.text)' is not a number of changes", at: number.range)
      }
      count = asked
    }
    guard depth <= 1, !isRepeating else {
      throw CommandError(
        "not-in-a-file", "what a loop, a file or an editor did is taken back as a whole, afterwards",
        at: arguments.range)
    }
    let available = undo[direction].count
    guard available >= count else {
      let verb = direction == .back ? "take back" : "do again"
      let reason =
        direction == .back && undo.wasDropped ? ": too much was changed to take it back" : ""
      let message =
        available == 0
        ? "there is nothing to \(verb)\(reason)"
        : "only \(NumberFormat.count(available, "change")) to \(verb)"
      throw CommandError("nothing-to-undo", message, at: words.first?.range ?? arguments.range)
    }
    let changeCount = undo[direction].changeCount(ofLast: count)
    let isLong = changeCount > Graph.blockSize
    var standing = isLong ? Standing(of: self) : nil
    var news = UndoNews(changeCount: changeCount)
    for _ in 0..<count {
      undo[direction.opposite].begin()
      var position = 0
      while let change = undo[direction].takeChange() {
        if position % Graph.blockSize == 0, let standing, cancellation.isStopped {
          standing.restore(&self)
          throw CommandError.interrupted(at: arguments.range)
        }
        position += 1
        let opposite = exchange(change)
        if case .replaced = change { standing?.add(session) }
        news.add(now: change, before: opposite, self)
        undo[direction.opposite].append(opposite)
      }
    }
    let outcome = UndoOutcome(
      kind: direction == .back ? "undo" : "redo", news, in: session,
      isAbandoned: { isLong && host.isInterrupted() })
    if let outcome { return outcome }
    standing?.restore(&self)
    throw CommandError.interrupted(at: arguments.range)
  }

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
    lastReverse = nil
    lastForward = nil
  }
}

/// Everything as it is before many changes are put back, for when someone does not want to wait for that: copies of the
/// sessions that they are about, and the history. Whatever else there is the interpreter puts back where a command fails.
/// A few changes are put back sooner than anyone can say so.
private struct Standing {
  private let undo: UndoHistory
  private var sessions: [(session: Session, snapshot: Session.Snapshot)]

  init(of interpreter: Interpreter) {
    undo = interpreter.undo
    sessions = [(interpreter.session, interpreter.session.snapshot)]
  }

  /// Takes in another session, whose changes come next.
  mutating func add(_ session: Session) {
    if !sessions.contains(where: { $0.session === session }) { sessions.append((session, session.snapshot)) }
  }

  func restore(_ interpreter: inout Interpreter) {
    let interruption = interpreter.cancellation.interruption
    for (session, snapshot) in sessions { session.restore(snapshot) }
    interpreter.session = sessions[0].session
    interpreter.cancellation.interruption = interruption
    interpreter.undo = undo
  }
}
