import Commands
import Pictures
import Terminals

/// A session that goes on from one run to the next: every statement that was accepted is on the disk before its result
/// is shown, and is carried out again at the next start.
struct KeptSession {
  /// The name by which it goes on.
  let name: String
  private let journal: JournalFile

  /// Opens the session of that name, or begins it.
  ///
  /// - Throws: `KeptSessionProblem` when the name is none, or the journal cannot be had.
  init(named name: String) throws(KeptSessionProblem) {
    self.name = name
    guard Self.isValid(name) else {
      throw KeptSessionProblem(
        message:
          "'\(escapingControlCharacters(name))' cannot be a session's name: letters, digits, '-', '_' and '.' can be in it, and '.' not at its beginning"
      )
    }
    guard let folder = StateFolder.path(EnvironmentVariable.value).map({ $0 + "/sessions" }) else {
      throw KeptSessionProblem(
        message: "sessions are kept in the home folder, and HOME does not say where that is")
    }
    let error = StateFolder.make(folder)
    guard error == 0 else {
      throw KeptSessionProblem(message: "\(WriteError(name: folder, errorNumber: error))")
    }
    do {
      journal = try JournalFile.open(path: "\(folder)/\(name).ad")
    } catch .inUse(let process) {
      throw KeptSessionProblem(message: "session '\(name)' \(JournalError.inUse(process: process))")
    } catch {
      throw KeptSessionProblem(message: "\(error)")
    }
  }

  private static func isValid(_ name: String) -> Bool {
    name.utf8.count <= 100 && name.first != "." && !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  /// Whether nothing was kept yet.
  var isNew: Bool { journal.isEmpty }

  /// Carries out what is kept, and has the interpreter keep from then on what it accepts.
  func resume(_ interpreter: inout Interpreter) throws -> Report {
    var report = Report(name: name)
    let host = interpreter.host
    // What was written then is not to be written again, and what was accepted then is accepted now, however long it takes.
    interpreter.host.writeFile = { _, _ in nil }
    interpreter.isReplaying = true
    defer {
      interpreter.isReplaying = false
      host.showProgress(nil)
    }
    var feed = ScriptFeed(named: journal.path)
    let reader = journal.lines()
    var (line, number, whole) = ([UInt8](), 1, 0)
    let start = host.seconds()
    while !interpreter.isStopped, try reader.nextLine(appendingTo: &line) {
      if feed.isUnfinished || !interpreter.takeMark(line) {
        feed.feed(line, number: number, to: &interpreter)
        if !feed.isUnfinished { report.statementCount += 1 }
      }
      number += 1
      line.removeAll(keepingCapacity: true)
      if !feed.isUnfinished { whole = reader.position }
      if number.isMultiple(of: 1000), host.seconds() - start > 0.5 {
        host.showProgress(ProgressLine(done: number, elapsed: host.seconds() - start))
      }
    }
    interpreter.closeMarks()
    // The power may have gone in the middle of a statement.
    if feed.isUnfinished { keepAside(journal.cut(to: whole)) }
    report.dropsTornLine = journal.hadTornLine
    protect(host, &interpreter)
    interpreter.host.journal = { [journal] statement in
      do throws(JournalError) {
        try journal.append(statement)
        return nil
      } catch {
        return FileProblem(message: "\(error)")
      }
    }
    return report
  }

  /// Where what is dropped of the journal is kept, for people to look at.
  private var droppedPath: String { journal.path + ".dropped" }

  private func keepAside(_ bytes: [UInt8]) {
    Files.append(bytes, to: droppedPath)
  }

  /// Keeps commands away from the journal itself.
  private func protect(_ host: Host, _ interpreter: inout Interpreter) {
    func problem(_ path: String) -> FileProblem? {
      journal.isFile(at: Files.expandingHome(path))
        ? FileProblem(message: "'\(path)' is the journal of this very session") : nil
    }
    interpreter.host.writeFile = { path, text in problem(path) ?? host.writeFile(path, text) }
    interpreter.host.openFile = { path in problem(path).map { .failure($0) } ?? host.openFile(path) }
    interpreter.host.keepTranscript = { path in
      path.flatMap { problem($0) } ?? host.keepTranscript(path)
    }
  }

  /// What was brought back.
  struct Report {
    let name: String
    var statementCount = 0
    var dropsTornLine = false
  }
}

/// Why a session cannot go on.
struct KeptSessionProblem: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
