import Commands
import Formulas
import Pictures
import Terminals

/// Carries out again what a journal holds, and mends the journal where that is not possible.
///
/// Afterwards the session is what it was when the last statement was accepted, and so it is when the journal is read the
/// next time: what could not be carried out is set aside, and a step that was cut off is closed.
struct JournalReplay {
  private let journal: JournalFile
  private var report: KeptSession.Report

  /// The journal's format at its end; 0 if it is empty.
  private(set) var format = 0

  /// The records of a step that was written at once, while its end was not read yet, and where it begins.
  private var group: (start: Int, records: [JournalReader.Record])?

  /// What the journal is to hold in place of some of its parts.
  private var edits: [(range: Range<Int>, text: String)] = []

  /// What a record came to.
  private let log = Log()

  private final class Log {
    /// The statements of it that were accepted.
    var kept: [String] = []

    /// Whether one of them failed.
    var hasFailed = false

    /// Why it cannot be said whether it can be carried out: there is not the time or the memory for it.
    var hindrance: Failure?
  }

  init(of journal: JournalFile, _ name: String) {
    self.journal = journal
    report = KeptSession.Report(name: name, droppedPath: journal.path + ".dropped")
  }

  /// Carries everything out.
  ///
  /// - Throws: `ReadError`, or `KeptSessionProblem` where the session cannot be brought back; the journal is as it was then.
  mutating func run(_ interpreter: inout Interpreter) throws -> KeptSession.Report {
    let (host, stopsAtFailure) = (interpreter.host, interpreter.stopsAtFailure)
    begin(&interpreter)
    defer {
      interpreter.isReplaying = false
      interpreter.stopsAtFailure = stopsAtFailure
      interpreter.host = host
      host.showProgress(nil)
    }
    let lines = journal.lines()
    let start = host.seconds()
    var (reader, line, number, position) = (JournalReader(), [UInt8](), 1, 0)
    while try lines.nextLine(appendingTo: &line) {
      for record in reader.add(line, in: position..<lines.position, number: number) {
        try carryOut(record, &interpreter)
      }
      position = lines.position
      number += 1
      line.removeAll(keepingCapacity: true)
      if number.isMultiple(of: 1000), host.seconds() - start > 0.5 {
        host.showProgress(ProgressLine(done: number, elapsed: host.seconds() - start))
      }
    }
    for record in reader.finish() { try carryOut(record, &interpreter) }
    try mend(&interpreter)
    return report
  }

  /// What was written then is not to be written again, and what was accepted then is accepted now, however long it takes.
  private func begin(_ interpreter: inout Interpreter) {
    let emit = interpreter.host.emit
    interpreter.isReplaying = true
    interpreter.stopsAtFailure = false
    interpreter.host.writeFile = { _, _ in nil }
    interpreter.host.journal = { [log] in
      log.kept.append($0)
      return nil
    }
    interpreter.host.emit = { [log] emission, settings in
      guard case .failure(let failure) = emission else { return }
      if failure.isHindrance { log.hindrance = failure } else { emit(emission, settings) }
      log.hasFailed = true
    }
  }

  private mutating func carryOut(_ record: JournalReader.Record, _ interpreter: inout Interpreter) throws {
    if group != nil, !record.isEnd {
      group?.records.append(record)
      return
    }
    switch record.content {
    case .format(let number):
      guard number <= SessionFormat.withFiles else {
        throw KeptSessionProblem(
          message:
            "session '\(report.name)' was written by a newer adrepl, in format \(number); this one knows formats up to \(SessionFormat.withFiles)"
        )
      }
      format = number
    case .mark(.atOnce): group = (record.range.lowerBound, [])
    case .mark(let mark):
      if let records = group?.records {
        group = nil
        interpreter.takeUp(.atOnce)
        for record in records { try carryOut(record, &interpreter) }
      }
      interpreter.takeUp(mark)
    case .statement(let text, let isWhole):
      format = max(1, format)
      if isWhole { return try run(text, record, &interpreter) }
      // What was being written when the power went was not accepted yet.
      if record.range.upperBound == journal.length {
        report.dropsTornStatement = true
      } else {
        report.lostCount += 1
      }
      edits.append((record.range, ""))
    }
  }

  private mutating func run(
    _ text: [UInt8], _ record: JournalReader.Record, _ interpreter: inout Interpreter
  ) throws {
    let arrays = ArrayFolder(of: journal)
    let whole: [UInt8]
    do throws(JournalArrays.Missing) {
      whole = try JournalArrays.puttingBack(text, arrays.load)
    } catch {
      throw KeptSessionProblem(
        message:
          "session '\(report.name)' cannot be brought back now, and is as it was: line \(record.number) of '\(journal.path)': \(arrays.words(for: error))"
      )
    }
    log.kept.removeAll(keepingCapacity: true)
    log.hasFailed = false
    interpreter.run(SourceText(whole, name: journal.path, firstLine: record.number))
    if let hindrance = log.hindrance {
      throw KeptSessionProblem(
        message:
          "session '\(report.name)' cannot be brought back now, and is as it was: line \(record.number) of '\(journal.path)': \(hindrance.message)"
      )
    }
    if log.hasFailed {
      report.lostCount += 1
      // Several statements may stand in a line that somebody has written.
      edits.append((record.range, log.kept.map { $0 + "\n" }.joined()))
    } else {
      report.statementCount += 1
    }
  }

  /// Puts what is dropped on the disk, and then the journal without it.
  private mutating func mend(_ interpreter: inout Interpreter) throws {
    let end = journal.length..<journal.length
    if let start = group?.start {
      report.dropsTornStatement = true
      edits.append((start..<end.upperBound, ""))
    }
    if journal.hadTornLine { report.dropsTornStatement = true }
    var dropped: [UInt8] = []
    for edit in edits {
      guard let bytes = journal.bytes(edit.range) else {
        throw KeptSessionProblem(message: "'\(journal.path)' cannot be read to its end")
      }
      dropped += bytes
    }
    dropped += journal.tornLine
    if !dropped.isEmpty, let problem = Files.append(dropped, to: report.droppedPath) {
      throw KeptSessionProblem(message: problem.message)
    }
    // The step that was cut off is closed for good: what comes is none of it.
    if interpreter.openMarkCount > 0 {
      let marks = (0..<interpreter.openMarkCount).map { _ in JournalMark.end.rawValue + "\n" }
      while interpreter.openMarkCount > 0 { interpreter.takeUp(.end) }
      edits.append((end, marks.joined()))
    }
    if edits.isEmpty { return }
    do throws(JournalError) {
      try journal.edit(edits)
    } catch {
      throw KeptSessionProblem(message: "the journal of session '\(report.name)' cannot be mended: \(error)")
    }
  }
}

extension JournalReader.Record {
  fileprivate var isEnd: Bool { if case .mark(.end) = content { true } else { false } }
}

extension Failure {
  /// Whether a statement was stopped that might be carried out another time.
  fileprivate var isHindrance: Bool { ["interrupted", "too-large", "too-many-nodes"].contains(code) }
}
