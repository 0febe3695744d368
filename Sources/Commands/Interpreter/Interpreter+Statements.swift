import AutoDiff
import Formulas
import Memory
import Sessions

extension Interpreter {
  /// Carries out the statements that a parser finds in its text, which is called `name` and begins in `firstLine`.
  mutating func run(_ parser: inout StatementParser, name: String, firstLine: Int) {
    depth += 1
    runAll(&parser, name: name, firstLine: firstLine)
    depth -= 1
    if tutorial.speaks, depth == 0, !isStopped { letTutorialAnswer() }
  }

  private mutating func runAll(_ parser: inout StatementParser, name: String, firstLine: Int) {
    // A statement that fails is taken back alone, not with those of a loop around it.
    if session.hasChanges { undo.noteChanges(of: session) }
    while !isStopped {
      let outer = watch.begin(session.graph)
      defer { watch.end(outer) }
      do {
        statementStart = settings.timing ? host.seconds() : nil
        guard let statement = try parser.next(session.cancellation) else { return }
        if statement.isCommand {
          let text = SourceText(parser.text, name: name, firstLine: firstLine)
          try carryOut(statement, in: text, &parser)
        } else {
          let (isQuiet, range) = (statement.isQuiet, statement.range)
          let result = try perform(consume statement, of: parser)
          endStep()
          if !isQuiet { try emit(result, at: range) }
          if tutorial.isRunning { showTutorial(session.outcome(of: result), notices: notices(of: result)) }
        }
        if !isRepeating { session.collectIfDue(keeping: sweeps.targets + undo.nodes) }
        if statementStart != nil, collected == nil { try emit(timed(nil)) }
      } catch {
        endStep()
        if isFarewell(parser.text, error) { return leave() }
        var diagnostic = diagnostic(of: error, in: parser.text)
        if cancellation.interruption != nil || MemoryRoom.wasRefused, let limit = watch.metLimit {
          diagnostic = limit.error(at: diagnostic.range).diagnostic
        }
        fail(diagnostic, in: SourceText(parser.text, name: name, firstLine: firstLine))
        if cancellation.interruption != nil {
          cancellation.interruption = nil
          return
        }
      }
    }
  }

  /// Carries out a statement that is none of a command's, and keeps it; if something of that fails, all is as before.
  @inline(__always)
  private mutating func perform(
    _ statement: consuming Statement, of parser: borrowing StatementParser
  ) throws -> Session.Result {
    let (checkpoint, before) = (session.checkpoint, watch.isShort ? session.extent : nil)
    do {
      let range = statement.range
      let remark = parser.remark(on: statement)
      var result = try session.run(consume statement, in: parser.text)
      if let remark { result.notices.append(.written(remark)) }
      if let before, !watch.mayKeep(session, since: before) { throw Interruption.memory.error(at: range) }
      if host.journal != nil { try keep(parser.text, range) }
      return result
    } catch {
      session.rollBack(to: checkpoint)
      throw error
    }
  }

  /// Takes in what a statement has changed; on the outermost level it is a step to undo.
  @inline(__always)
  mutating func endStep() {
    if session.hasChanges { undo.noteChanges(of: session) }
    if depth == 1 { closeStep() }
  }

  /// Ends what is one step to undo; what is forgotten for it is told with the next result that is shown.
  private mutating func closeStep() { if let loss = undo.closeStep() { undoLoss = loss } }

  /// What is run until the end of the compound step is one step to undo.
  mutating func beginCompoundStep() { depth += 1 }

  mutating func endCompoundStep() {
    depth = max(0, depth - 1)
    if depth == 0 { closeStep() }
  }
}
