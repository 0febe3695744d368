import AutoDiff
package import Formulas
import Memory
package import Sessions

/// Lines in, outcomes out: the part of the program that is the same at a terminal, in a script and in a test.
package struct Interpreter {
  /// The graph and its names.
  package internal(set) var session = Session() {
    didSet {
      watchGraph()
      session.readsSavedSession = readsSavedSession
    }
  }

  /// How outcomes are shown, as `:set` leaves it.
  package internal(set) var settings = Settings() {
    didSet {
      (watch.maximumNodes, watch.maximumSeconds) = (settings.maximumNodes, settings.maximumSeconds)
      undo.byteLimit = settings.undoByteCount
    }
  }

  /// Whether `:quit` was given.
  package internal(set) var isFinished = false

  /// How many statements have failed.
  package private(set) var failureCount = 0

  /// Whether the first failing statement ends everything.
  package var stopsAtFailure = false

  /// The world around.
  package var host: Host {
    didSet { watch.host = host }
  }

  /// Whether statements of earlier are carried out again, which no limit of nodes or time stops.
  package var isReplaying = false {
    didSet {
      watch.ignoresLimits = isReplaying
      readsSavedSession = isReplaying
    }
  }

  /// Whether the statements come from a saved session, which holds operations that only derivatives are made of.
  var readsSavedSession = false {
    didSet { session.readsSavedSession = readsSavedSession }
  }

  /// What looks at statements while they run.
  let watch: Watch

  /// The last sweeps, whose adjoints and tangents the node tables show while they hold.
  var lastReverse: ReverseSweep?
  var lastForward: ForwardSweep?

  /// The nodes whose sweeps these were.
  var sweptTargets: [NodeID] { [lastReverse?.target, lastForward?.target].compactMap(\.self) }

  /// Forgets the sweeps of nodes that were freed.
  mutating func forgetGoneSweeps() {
    let graph = session.graph
    if let target = lastReverse?.target, graph.isGone(target) { lastReverse = nil }
    if let target = lastForward?.target, graph.isGone(target) { lastForward = nil }
  }

  /// Remarks of the command that is being carried out.
  var notices: [Remark] = []

  /// What was said since a command began that takes up in its own outcome what its statements come to; nil where all is
  /// said at once.
  var collected: [Emission]?

  /// Whether anybody looks at what the command that is being carried out came to: where `;` ends it, nobody does. What
  /// takes long to put into words can be left out then.
  var isOutcomeWanted = true

  /// Whether statements are being repeated, which can be taken back as a whole, so that nothing is freed.
  var isRepeating = false

  /// What a journal keeps in the place of the command that is being carried out, where that is shorter to do again.
  var journalText: String?

  /// How many ends of steps the journal could not take yet.
  var owedMarks = 0

  /// How many files are being loaded, one from another.
  var loadDepth = 0

  /// Where the script stands that is being run.
  var scriptFolder = ScriptFolder.working

  /// What was made in an editor, if some of it failed.
  var failedEdit: String?

  /// What can be taken back.
  var undo = UndoHistory()

  /// When the statement that is being carried out began, if it is to be said how long it took and was not yet.
  private var statementStart: Double?

  /// What was forgotten of it, and was not told yet.
  private var undoLoss: UndoHistory.Loss?

  /// How deep statements are within commands that run statements. What such a command changes is one step to undo.
  private(set) var depth = 0

  /// The tutorial, which looks at what is typed while it runs.
  var tutorial = Tutorial()

  package init(host: Host) {
    self.host = host
    watch = Watch(host: host)
    watchGraph()
  }

  /// Lets the session's computations ask whether to go on.
  private func watchGraph() { session.cancellation = watch.cancellation(of: session.graph) }

  /// What stops the work for a statement.
  var cancellation: Cancellation { session.cancellation }

  /// Whether nothing more is to be run: the session was left, or failed where a failure is the end.
  package var isStopped: Bool { isFinished || (stopsAtFailure && failureCount > 0) }

  /// Carries out the statements of one logical line. Every outcome and every failure is emitted as it happens; a
  /// statement that fails changes nothing, and those after it still run.
  package mutating func run(_ text: SourceText, from start: Int = 0) {
    var parser = StatementParser(text.bytes)
    if start > 0 { parser.resume(at: start) }
    run(&parser, name: text.name, firstLine: text.firstLine)
  }

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
        guard let statement = try parser.next(while: { !session.cancellation.isStopped }) else { return }
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
        if !isRepeating { session.collectIfDue(keeping: sweptTargets + undo.nodes) }
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
  private mutating func endStep() {
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

  private mutating func carryOut(
    _ statement: Statement, in text: SourceText, _ parser: inout StatementParser
  ) throws {
    guard case .command(let name, let range) = statement.kind else { return }
    host.flush()
    let cancellation = cancellation
    let call = try CommandCall(name, range, in: text, &parser, while: { !cancellation.isStopped })
    var (outcome, notices) =
      call.command.isTransaction
      ? try transaction(keepingCache: call.writesFile) { interpreter, before in
        let result = try interpreter.run(call)
        if interpreter.host.journal != nil {
          try interpreter.keep(call, from: statement.range.lowerBound, since: before)
        }
        return result
      } : try run(call)
    endStep()
    if let outcome {
      if !call.isQuiet { try emit(outcome, notices: notices, at: call.arguments.range) }
      if tutorial.isRunning { showTutorial(outcome, notices: notices) }
    }
    // What took long to make may take long to free.
    if watch.tookLong { host.discard(&outcome) }
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
      var outcome = try call.command.run(call.arguments, &self)
      if graph.growth.interruption != nil || MemoryRoom.wasRefused {
        host.discard(&outcome)
        throw CommandError.interrupted(at: call.arguments.range)
      }
      // What a command has other statements do, these have been asked about.
      if let before, begun == watch.begun, graph === session.graph, !watch.mayKeep(session, since: before) {
        throw Interruption.memory.error(at: call.arguments.range)
      }
      if self.settings != settings, call.command.journaling != .always { undo.note(.settings(settings)) }
      if let whole = outcome, call.arguments.options[CommandOption.all.name] != nil {
        outcome = WholeOutcome(outcome: whole)
      }
      return (outcome, notices)
    } catch {
      // What a command has found then may not be so.
      let isInterrupted = error is Interruption || graph.growth.interruption != nil || MemoryRoom.wasRefused
      throw isInterrupted ? CommandError.interrupted(at: call.arguments.range) : error
    }
  }

  /// Says what a statement did.
  private mutating func emit(_ result: Session.Result, at range: SourceRange) throws {
    try emit(session.outcome(of: result), notices: notices(of: result), at: range)
  }

  /// The remarks on what a statement did.
  func notices(of result: Session.Result) -> [Remark] {
    var notices = result.notices.map { Remark($0) }
    // What is done stays so, without remarks if somebody does not want to wait for them.
    if !session.derivatives.isEmpty {
      notices += (try? kinkNotices(ofDerivativesIn: session.derivatives)) ?? []
    }
    return notices
  }

  /// Says what something came to; throws if that takes more memory than there is, and then nothing is shown.
  mutating func emit(
    _ outcome: any Outcome, notices: [Remark] = [], at range: SourceRange = SourceRange(0, 0)
  ) throws {
    // Who times statements together has not asked for each of them.
    if statementStart != nil, collected == nil {
      return try emit(timed(outcome), notices: notices, at: range)
    }
    var settings = settings
    // Nobody has asked for the single results of a file.
    if loadDepth > 0 { settings.pager = .off }
    let notices = notices + (undoLoss.map { [Remark($0, settings)] } ?? [])
    undoLoss = nil
    say(.outcome(outcome, notices: notices), settings)
    guard MemoryRoom.wasRefused else { return }
    MemoryRoom.forgetRefusal()
    throw session.hasChanges ? CommandError.tooLargeToShow(at: range) : Interruption.memory.error(at: range)
  }

  /// The outcome of the statement that is being carried out, with the time that it took; nil where it has none to show.
  private mutating func timed(_ outcome: (any Outcome)?) -> any Outcome {
    defer { statementStart = nil }
    return TimedOutcome(outcome: outcome, seconds: statementStart.map { host.seconds() - $0 } ?? 0)
  }

  /// Says that a statement failed, and counts it.
  package mutating func fail(_ diagnostic: Diagnostic, in text: SourceText) {
    failureCount += 1
    // What is said of it is short.
    MemoryRoom.forgetRefusal()
    if tutorial.isRunning { tutorial.observeFailure() }
    say(.failure(Failure(diagnostic, in: text)), settings)
  }

  /// Hands on what there is to say, or keeps it for the command that takes it up.
  private mutating func say(_ emission: Emission, _ settings: Settings) {
    if collected == nil { host.emit(emission, settings) } else { collected?.append(emission) }
  }

  /// Runs statements and gives what they had to say, instead of saying it.
  mutating func collecting(_ body: (inout Interpreter) -> Void) -> [Emission] {
    let outer = collected
    collected = []
    body(&self)
    defer { collected = outer }
    return collected ?? []
  }

  /// Says what was collected after all.
  mutating func say(_ emissions: [Emission]) {
    for emission in emissions { say(emission, settings) }
  }
}

extension CommandError {
  /// The person did not want to wait.
  static func interrupted(at range: SourceRange) -> CommandError {
    CommandError(Diagnostic.interruption.code, Diagnostic.interruption.message, at: range)
  }

  /// What a statement has changed stays; only the result cannot be put into words.
  fileprivate static func tooLargeToShow(at range: SourceRange) -> CommandError {
    CommandError("too-large", "this is done, but to show it takes more memory than there is", at: range)
  }
}

/// An error that can say what is wrong, where, and what to do.
protocol Diagnosable: Error {
  /// The error in words.
  var diagnostic: Diagnostic { get }
}

extension ParseError: Diagnosable {}
extension SessionError: Diagnosable {}

extension Session {
  /// What a statement did, with the values that are to be shown, which it has computed.
  func outcome(of result: Result) -> any Outcome {
    switch result.effect {
    case .input(let name, let node): InputOutcome(name: name, node: node, value: graph.cachedValue(of: node))
    case .definition(let name, let operand):
      DefinitionOutcome(name: name, node: operand.node, value: cachedValue(of: operand))
    case .function(let function): FunctionOutcome(function: function)
    case .value(let operand): ValueOutcome(node: operand.node, value: cachedValue(of: operand))
    case .update(let values): UpdateOutcome(values: values)
    }
  }
}
