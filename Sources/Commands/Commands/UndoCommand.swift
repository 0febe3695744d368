import AutoDiff
import Formulas
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
    try interpreter.walk(arguments, steps: interpreter.undo.done.count, word: "take back") {
      $0.undoStep()
    }
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
    try interpreter.walk(arguments, steps: interpreter.undo.undone.count, word: "do again") {
      $0.redoStep()
    }
  }
}

extension Interpreter {
  /// Goes some steps back or forth; says what is so now.
  fileprivate mutating func walk(
    _ arguments: CommandArguments, steps available: Int, word: String,
    _ step: (inout Interpreter) -> [Exchange]
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
    guard available >= count else {
      let isDropped = word == "take back" && undo.wasDropped
      let reason = isDropped ? ": too much was changed to take it back" : ""
      let message =
        available == 0
        ? "there is nothing to \(word)\(reason)"
        : "only \(NumberFormat.count(available, "change")) to \(word)"
      throw CommandError("nothing-to-undo", message, at: words.first?.range ?? arguments.range)
    }
    var subjects: [Session.Change.Name] = []
    var others: [String] = []
    // A name that came and went, as ':load' has some, is no news if it is not there again.
    var (seen, absent) = (Set<Session.Change.Name>(), Set<Session.Change.Name>())
    for _ in 0..<count {
      for exchange in step(&self) {
        switch exchange {
        case (.session(let now), .session(let before)):
          guard let name = now.name(in: session), seen.insert(name).inserted else { continue }
          if before.isAbsence { absent.insert(name) }
          subjects.append(name)
        case (_, .settings(let before)): others += settings.differences(from: before)
        case (.replaced(let now), _):
          others.append(now.graph.count > 0 ? "everything that was forgotten" : "everything is forgotten")
        default: break
        }
      }
    }
    return UndoOutcome(
      kind: word == "take back" ? "undo" : "redo", subjects, absent: absent, others, in: session)
  }

  /// A change that was put back, and what was so before.
  fileprivate typealias Exchange = (now: UndoHistory.Change, before: UndoHistory.Change)

  fileprivate mutating func undoStep() -> [Exchange] {
    let step = undo.takeDone().map { ($0, exchange($0)) }
    undo.keepUndone(step.map(\.1))
    return step
  }

  fileprivate mutating func redoStep() -> [Exchange] {
    let step = undo.takeUndone().map { ($0, exchange($0)) }
    undo.keepDone(step.map(\.1))
    return step
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

extension Settings {
  /// The settings that others have otherwise, as they can be typed: `digits = 10`.
  fileprivate func differences(from others: Settings) -> [String] {
    Self.entries.filter { $0.read(self) != $0.read(others) }.map { "\($0.name) = \($0.read(self))" }
  }
}
