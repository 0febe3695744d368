import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct UndoCommand: InterpreterCommand {
  let name = "undo"
  let group = CommandGroup.change
  let syntax = CommandSyntax(.count("[n]", of: "changes", least: 1))
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

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    .outcome(try interpreter.walk(arguments, .back))
  }
}

struct RedoCommand: InterpreterCommand {
  let name = "redo"
  let group = CommandGroup.change
  let syntax = CommandSyntax(.count("[n]", of: "changes", least: 1))
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

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    .outcome(try interpreter.walk(arguments, .forth))
  }
}

extension Interpreter {
  /// Goes some steps back or forth; says what is so now.
  fileprivate mutating func walk(
    _ arguments: CommandArguments, _ direction: UndoHistory.Direction
  ) throws -> UndoOutcome {
    let count = try arguments.count() ?? 1
    guard depth <= 1, !isRepeating else {
      throw CommandError(.misplaced(.undoingElsewhere), at: arguments.range)
    }
    let available = undo[direction].count
    guard available >= count else {
      throw CommandError(
        .nothingToUndo(direction, available: available, wasDropped: undo.wasDropped),
        at: try arguments.words.first?.range ?? arguments.range)
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
}
