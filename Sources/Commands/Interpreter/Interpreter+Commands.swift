import AutoDiff
import Formulas
import Memory
import Sessions

extension Interpreter {
  /// Carries out the command of a statement, and says what it came to.
  mutating func carryOut(
    _ statement: Statement, in text: SourceText, _ parser: inout StatementParser
  ) throws {
    guard case .command(let name, let range) = statement.kind else { return }
    host.flush()
    let cancellation = cancellation
    let call = try CommandCall(name, range, in: text, &parser, cancellation)
    var (outcome, notices) = try call.command.isTransaction ? runWhole(call, statement.range) : run(call)
    endStep()
    if let outcome {
      if !call.isQuiet { try emit(outcome, notices: notices, at: call.arguments.range) }
      if tutorial.isRunning { showTutorial(outcome, notices: notices) }
    }
    // What took long to make may take long to free.
    if watch.tookLong { host.discard(&outcome) }
  }

  /// Carries out a command as a whole, and keeps it; if something of that fails, all is as before.
  private mutating func runWhole(
    _ call: CommandCall, _ range: SourceRange
  ) throws -> (outcome: (any Outcome)?, notices: [Remark]) {
    try transaction(keepingCache: call.writesFile) { interpreter, before in
      let result = try interpreter.run(call)
      if interpreter.host.journal != nil { try interpreter.keep(call, from: range.lowerBound, since: before) }
      return result
    }
  }

  /// Carries out a command; gives what it came to, and the remarks on that. If it throws, whoever runs it takes back what
  /// it did.
  mutating func run(_ call: CommandCall) throws -> (outcome: (any Outcome)?, notices: [Remark]) {
    let graph = session.graph
    let settings = settings
    let (before, begun) = (watch.isShort ? session.extent : nil, watch.begun)
    // It may be one of the statements that another command runs.
    let outer = notices
    notices = []
    defer { notices = outer }
    journalText = nil
    let wasOutcomeWanted = isOutcomeWanted
    isOutcomeWanted = !call.isQuiet || tutorial.isRunning
    defer { isOutcomeWanted = wasOutcomeWanted }
    do {
      var outcome = try outcome(of: call)
      if cancellation.interruption != nil || MemoryRoom.wasRefused {
        host.discard(&outcome)
        throw CommandError.interrupted(at: call.arguments.range)
      }
      // What a command has other statements do, these have been asked about.
      if let before, begun == watch.begun, graph === session.graph, !watch.mayKeep(session, since: before) {
        throw Interruption.memory.error(at: call.arguments.range)
      }
      if self.settings != settings, call.command.journaling != .always { undo.note(.settings(settings)) }
      if let whole = outcome, call.arguments.has(.all) {
        outcome = WholeOutcome(outcome: whole)
      }
      return (outcome, notices)
    } catch {
      // What a command has found then may not be so.
      let isInterrupted = error is Interruption || cancellation.interruption != nil || MemoryRoom.wasRefused
      throw isInterrupted ? CommandError.interrupted(at: call.arguments.range) : error
    }
  }

  /// What a command comes to, which is written to a file where it is one.
  private mutating func outcome(of call: CommandCall) throws -> (any Outcome)? {
    try call.arguments.check()
    switch try call.command.run(call.arguments, by: &self) {
    case .outcome(let outcome): return outcome
    case .nothing: return nil
    case .end(let outcome):
      isFinished = true
      return outcome
    case .newSession(let outcome):
      replaceSession()
      return outcome
    case .document(let document):
      try checkOverwriting(document.file, call)
      return try write(document)
    }
  }
}
