import AutoDiff
import Formulas
import Pictures
import Sessions

struct SaveCommand: Command {
  let name = "save"
  let group = CommandGroup.session
  let usage = ":save FILE [--force]"
  let summary = "write the session as a script that brings it back"
  let discussion = """
    Writes statements that build the inputs, definitions and functions again, every
    number to the last bit, and the settings that are not as in a new session.
    Definitions are written as they were typed. Where a name in one means something
    else by now, its nodes are written instead, some with names like '_1', which are
    deleted again at the end.
    ':load FILE' or 'adrepl -i FILE' brings them back. The file is written aside
    first and then put in the place of an older one, which is there until the new
    one is whole. At a prompt, a file that this session has neither loaded nor
    saved is overwritten with --force only. A function that cannot be called, since
    what it uses was deleted or takes other arguments now, is written as a comment.
    """
  let example = """
    ad> x = 3; z = x^2; f(u) = u + 1;
    ad> :save square.ad
    saved: 1 input, 1 definition, 1 function in square.ad
    """
  let options = [CommandOption.force]

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let file = try arguments.file(for: self)
    try interpreter.checkOverwriting(file, self, arguments)
    let session = interpreter.session
    let heading = SessionFormat.heading(
      "a session of adrepl. ':load' or 'adrepl -i' with this file brings it back.")
    guard let script = try interpreter.script(heading) else {
      throw CommandError("interrupted", "interrupted; nothing was written", at: file.range)
    }
    if let problem = interpreter.host.writeFile(file.text, script.text) {
      throw CommandError("cannot-write", problem.message, at: file.range)
    }
    interpreter.notices += script.lost.map { function, problem in
      Remark(
        "lost-function",
        "\(function.heading) cannot be called (\(problem.diagnostic.message)), and is a comment in the file",
        [("function", .string(function.name)), ("reason", .string(problem.diagnostic.code))])
    }
    let bindings = session.environment.variables.map(\.binding)
    return SaveOutcome(
      file: file.text, inputs: bindings.count(where: \.isInput),
      definitions: bindings.count(where: { !$0.isInput }),
      functions: session.environment.functions.count - script.lost.count)
  }
}

extension CommandArguments {
  /// The one file that a command takes.
  func file(for command: any Command) throws -> Word {
    try checkOptions()
    guard let file = words.first else {
      throw CommandError("missing-file", "name the file", at: range, suggestion: ":\(command.name) FILE")
    }
    if !file.isClosed {
      throw CommandError("unclosed-quote", "'\"' was never closed", at: file.range)
    }
    if let extra = words.dropFirst().first {
      throw CommandError(
        "unexpected-argument", "one file at a time; a name with blanks goes in double quotes", at: extra.range
      )
    }
    return file
  }
}

/// What was saved.
struct SaveOutcome: Outcome {
  let file: String
  let inputs: Int
  let definitions: Int
  let functions: Int

  var kind: String { "save" }
  var members: [(String, JSON)] {
    [
      ("file", .string(file)), ("inputs", .integer(inputs)), ("definitions", .integer(definitions)),
      ("functions", .integer(functions)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    let parts = [(inputs, "input"), (definitions, "definition"), (functions, "function")]
      .filter { $0.0 > 0 }.map { NumberFormat.count($0.0, $0.1) }
    let what = parts.isEmpty ? "the settings" : parts.joined(separator: ", ")
    return "saved: \(what) in \(file, .name)"
  }
}
