import Formulas
import Pictures

struct LoadCommand: Command {
  let name = "load"
  let group = CommandGroup.session
  let usage = ":load FILE"
  let summary = "run the statements of a file"
  let discussion = """
    Runs a file line by line, as if it were typed. A file name with blanks goes
    in double quotes. A line that fails is reported with its place in the file,
    and the lines after it still run. A file that a script loads is looked for
    from the folder of the script; at the prompt and in a pipe it is looked for
    from the working directory, as are the files of ':save' and of '-o'. '~/' is
    the home folder.
    """
  let example = """
    ad> :load "no such file.ad"
    <stdin>:1:7: error: cannot read 'no such file.ad': No such file or directory
        :load "no such file.ad"
              ^~~~~~~~~~~~~~~~~
    """

  let journaling = Journaling.never

  /// How many files may load one another.
  static let depthLimit = 20

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let file = try arguments.file(for: self)
    guard interpreter.loadDepth < Self.depthLimit else {
      throw CommandError(
        "load-depth",
        "'\(file.text)' is loaded from files that load one another, more than \(Self.depthLimit) deep",
        at: file.range)
    }
    let path = interpreter.scriptFolder.path(of: file.text)
    let nextLine: LineSource
    switch interpreter.host.openFile(path) {
    case .failure(let problem): throw CommandError("cannot-read", problem.message, at: file.range)
    case .success(let lines): nextLine = lines
    }
    if interpreter.isRepeating, interpreter.host.journal != nil {
      throw CommandError(
        "not-in-a-loop", "the loops of a session that is kept cannot load files, which may change",
        at: file.range)
    }
    interpreter.loadDepth += 1
    defer { interpreter.loadDepth -= 1 }
    try interpreter.openJournalStep(at: file.range)
    do {
      let count = try interpreter.run(linesOf: path, in: ScriptFolder(of: path), nextLine)
      if interpreter.host.isInterrupted() {
        let problem = CommandError(
          "interrupted",
          "stopped after \(NumberFormat.count(count, "line")); what they did stays, until ':undo'",
          at: file.range)
        interpreter.fail(problem.diagnostic, in: arguments.source)
      }
    } catch {
      // What was read so far has been carried out and stays, so this is no failure of the command as a whole.
      let problem = CommandError("cannot-read", "\(error)", at: file.range)
      interpreter.fail(problem.diagnostic, in: arguments.source)
    }
    interpreter.closeJournalStep()
    return MessageOutcome(kind: "load", members: [("file", .string(path))], message: "")
  }
}
