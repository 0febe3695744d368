import Formulas

extension Interpreter {
  /// Keeps a statement that was carried out; throws if that fails, for the statement to be taken back.
  mutating func keep(_ text: [UInt8], _ range: SourceRange) throws {
    if isRepeating { return }
    guard let problem = write(text, range) else { return }
    throw CommandError(.notKept(problem, undone: .statement), at: range)
  }

  /// Keeps a command that was carried out, if its kind is kept; throws if that fails, for what it did to be taken back.
  mutating func keep(_ call: CommandCall, from start: Int, since before: Checkpoint) throws {
    let isKept =
      switch call.command.journaling {
      case .always: true
      case .never: false
      case .ifChanged: hasChanged(since: before)
      }
    guard isKept, !isRepeating else { return }
    let range = SourceRange(start, call.arguments.range.upperBound)
    let text = try journalText ?? SessionFormat.record(of: call.inFull())
    guard let problem = write(text) else { return }
    throw CommandError(.notKept(problem, undone: .command), at: range)
  }

  /// Marks in the journal where the statements of a command begin, which are one step to undo.
  mutating func openJournalStep(at range: SourceRange) throws {
    guard !isRepeating, let problem = write(JournalMark.step.rawValue) else { return }
    throw CommandError(.notKept(problem, undone: nil), at: range)
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
}
