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
    let changeCount = undo[direction].changeCounts(ofLast: count).reduce(0, +)
    // A few changes are put back sooner than anyone can say so.
    let isLong = changeCount > Graph.blockSize
    return try transaction(keepingCache: isLong) { interpreter, _ in
      let news = try interpreter.putBack(changeCount, direction, asking: isLong, at: arguments.range)
      let outcome = UndoOutcome(
        kind: direction == .back ? "undo" : "redo", news, in: interpreter.session,
        isAbandoned: { [host = interpreter.host] in isLong && host.isInterrupted() })
      guard let outcome else { throw CommandError.interrupted(at: arguments.range) }
      interpreter.undo.noteWalk(direction, stepCount: count)
      return outcome
    }
  }

  /// Puts back the last changes in a direction, and notes what undoes that, as of any other change.
  private mutating func putBack(
    _ count: Int, _ direction: UndoHistory.Direction, asking: Bool, at range: SourceRange
  ) throws -> UndoNews {
    var news = UndoNews(changeCount: count)
    let end = undo[direction].changes.count
    for position in 0..<count {
      if asking, position % Graph.blockSize == 0, cancellation.isStopped {
        throw CommandError.interrupted(at: range)
      }
      let change = undo[direction].changes[end - 1 - position]
      let opposite = exchange(change)
      news.add(now: change, before: opposite, self)
      undo.note(opposite)
    }
    return news
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
