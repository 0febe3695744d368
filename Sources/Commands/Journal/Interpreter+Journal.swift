import AutoDiff
import Formulas
import Sessions

/// Everything as it was before a command, to which it is taken back if it cannot be kept.
struct JournalMoment {
  fileprivate let session: Session
  fileprivate let moment: Session.Moment
  fileprivate let count: Int
  fileprivate let undo: UndoHistory
  fileprivate let settings: Settings
  fileprivate let sweeps: (Backpropagation?, ForwardPass?)

  init(of interpreter: Interpreter) {
    session = interpreter.session
    moment = session.moment
    count = session.graph.count
    undo = interpreter.undo
    settings = interpreter.settings
    sweeps = (interpreter.lastReverse, interpreter.lastForward)
  }
}

extension Interpreter {
  /// Keeps a statement that was carried out. If that fails, the statement is taken back.
  mutating func keep(_ text: [UInt8], _ range: SourceRange, since moment: Session.Moment) throws {
    if isRepeating { return }
    guard let problem = write(text, range) else { return }
    session.takeBack(to: moment)
    throw CommandError("journal", "\(problem.message); the statement was taken back", at: range)
  }

  /// Keeps a command that was carried out, if its kind is kept. If that fails, what it did is taken back.
  mutating func keep(
    _ call: CommandCall, in text: [UInt8], from start: Int, since before: JournalMoment
  ) throws {
    let isKept =
      switch call.command.journaling {
      case .always: true
      case .never: false
      case .ifChanged: hasChanged(since: before)
      }
    guard isKept, !isRepeating else { return }
    let range = SourceRange(start, call.arguments.range.upperBound)
    guard let problem = write(journalText ?? SessionFormat.record(of: call.inFull)) else { return }
    undo.noteChanges(of: session)
    for change in undo.changes(since: before.undo) { exchange(change) }
    undo = before.undo
    (lastReverse, lastForward) = before.sweeps
    session.takeBack(to: before.moment)
    throw CommandError("journal", "\(problem.message); the command was taken back", at: range)
  }

  /// Marks in the journal where the statements of a command begin, which are one step to undo.
  mutating func openJournalStep(at range: SourceRange) throws {
    guard !isRepeating, let problem = write(JournalMark.step.rawValue) else { return }
    throw CommandError("journal", problem.message, at: range)
  }

  /// Marks where they end. If that fails the statements stay, which are kept already; the mark comes before whatever is
  /// kept next.
  mutating func closeJournalStep() {
    if !isRepeating, write(JournalMark.end.rawValue) != nil { owedMarks += 1 }
  }

  /// Takes up a mark of a journal.
  package mutating func takeUp(_ mark: JournalMark) {
    switch mark {
    case .step, .atOnce: beginCompoundStep()
    case .end: endCompoundStep()
    }
  }

  /// How many steps a journal has begun and not ended so far.
  package var openMarkCount: Int { depth }

  /// Keeps a command before it does what cannot be taken back; gives the reason if that fails.
  mutating func keepBeforehand(_ command: String) -> FileProblem? { isRepeating ? nil : write(command) }

  private mutating func write(_ text: [UInt8], _ range: SourceRange) -> FileProblem? {
    if host.journal == nil { return nil }
    return write(
      SessionFormat.record(of: String(decoding: text[range.lowerBound..<range.upperBound], as: UTF8.self)))
  }

  private mutating func write(_ records: String) -> FileProblem? {
    let marks = String(repeating: JournalMark.end.rawValue + "\n", count: owedMarks)
    if let problem = host.journal?(marks + records) { return problem }
    owedMarks = 0
    return nil
  }

  private func hasChanged(since before: JournalMoment) -> Bool {
    session.hasChanges || session !== before.session || session.graph.count != before.count
      || session.lastResult != before.moment.last || settings != before.settings
      || undo.changes(since: before.undo).isEmpty == false
  }
}
