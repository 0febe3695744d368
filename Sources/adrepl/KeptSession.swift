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
    try checkStreams()
  }

  private static func isValid(_ name: String) -> Bool {
    name.utf8.count <= 100 && name.first != "." && !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  /// What is read or written all the time must be other files than the journal: results would be read back as statements,
  /// or statements be read as fast as they are kept.
  private func checkStreams() throws(KeptSessionProblem) {
    let history = HistoryFile.standardPath(EnvironmentVariable.value).flatMap { FileIdentity(path: $0) }
    let streams = [
      ("standard input", FileIdentity(descriptor: 0)), ("standard output", FileIdentity(descriptor: 1)),
      ("standard error", FileIdentity(descriptor: 2)), ("the history", history),
    ]
    for (stream, file) in streams where journal.isFile(file) {
      throw KeptSessionProblem(message: "\(stream) is the journal of session '\(name)': take another file")
    }
  }

  /// Whether nothing was kept yet.
  var isNew: Bool { journal.isEmpty }

  /// Carries out what is kept, and has the interpreter keep from then on what it accepts.
  func resume(_ interpreter: inout Interpreter) throws -> Report {
    var replay = JournalReplay(of: journal, name)
    let report = try replay.run(&interpreter)
    protect(&interpreter)
    keep(with: &interpreter.host, format: replay.format)
    return report
  }

  /// Writes what is accepted from now on into the journal.
  private func keep(with host: inout Host, format: Int) {
    var format = format
    host.journal = { [journal, name] statement in
      let (statement, files) = JournalArrays.takingOut(of: statement)
      // Before the statement counts.
      for file in files { if let problem = ArrayFolder(of: journal).keep(file) { return problem } }
      var (headings, new) = ("", format)
      if new < SessionFormat.current {
        headings = SessionFormat.journalHeading + "\n"
        new = SessionFormat.current
      }
      if !files.isEmpty, new < SessionFormat.withFiles {
        headings += SessionFormat.filesHeading + "\n"
        new = SessionFormat.withFiles
      }
      do throws(JournalError) {
        let remark = try journal.append(headings + statement)
        format = new
        if let remark { Console.printError("adrepl: \(words(for: remark, name))") }
        return nil
      } catch {
        return FileProblem(message: error.words(inSession: name))
      }
    }
  }

  /// Whether a path leads to the journal.
  func isJournal(_ path: String) -> Bool { journal.isFile(FileIdentity(path: Files.expandingHome(path))) }

  /// What is said of a file that is the journal.
  static func problem(with path: String) -> FileProblem {
    FileProblem(message: "'\(escapingControlCharacters(path))' is the journal of this very session")
  }

  /// Keeps commands away from the journal itself, whatever it is called.
  private func protect(_ interpreter: inout Interpreter) {
    let host = interpreter.host
    func problem(_ path: String) -> FileProblem? { isJournal(path) ? Self.problem(with: path) : nil }
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

    /// Whether the end of the last statement was never written.
    var dropsTornStatement = false

    /// How many statements were carried out once and could not be again.
    var lostCount = 0

    /// Where what is dropped of the journal is kept, for people to look at.
    let droppedPath: String

    /// What is to be said of what was dropped; nil if nothing was.
    var remark: String? {
      let aside = "set aside in '\(droppedPath)'"
      if lostCount > 0 {
        let count = NumberFormat.count(lostCount, "statement")
        return
          "\(count) of session '\(name)' could not be carried out again, and \(lostCount == 1 ? "is" : "are") \(aside)"
      }
      return dropsTornStatement
        ? "the last statement of session '\(name)' was not whole, and is \(aside)" : nil
    }
  }
}

/// What is to be said of a statement that was kept not quite as usual.
private func words(for remark: JournalFile.Remark, _ name: String) -> String {
  switch remark {
  case .movedOn(nil):
    "the journal of session '\(name)' was removed or emptied by another program; there is a new one with all that it held"
  case .movedOn(let aside?):
    "the journal of session '\(name)' was replaced or changed by another program; what is there is '\(aside)' now, and there is a new one with all that it held"
  case .unsure(let error): "\(error): the statement counts as kept, though the disk may not have it"
  }
}

extension JournalError {
  fileprivate func words(inSession name: String) -> String {
    switch self {
    case .inUse: "session '\(name)' \(self)"
    case .lost: "the journal of session '\(name)' \(self)"
    case .system: description
    }
  }
}

/// Why a session cannot go on.
struct KeptSessionProblem: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
