import AutoDiff
import Formulas
import Pictures
import Sessions

struct SaveCommand: Command {
  let name = "save"
  let group = CommandGroup.session
  let usage = ":save FILE"
  let summary = "write the session as a script that brings it back"
  let discussion = """
    Writes statements that build the inputs, definitions and functions again, every
    number to the last bit, and the settings that are not as in a new session.
    ':load FILE' or 'adrepl -i FILE' brings them back. The file is written aside
    first and then put in the place of an older one, which is there until the new
    one is whole. A function that cannot be called, since what it uses was deleted
    or takes other arguments now, is written as a comment.
    """
  let example = """
    ad> x = 3; z = x^2; f(u) = u + 1;
    ad> :save square.ad
    saved: 1 input, 1 definition, 1 function in square.ad
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let file = try arguments.file(for: self)
    let session = interpreter.session
    // Last, so that what they do to output or its limits does not begin while the rest is read.
    let settings = Settings.entries.filter { $0.read(interpreter.settings) != $0.read(Settings()) }
      .map { ":set \($0.name) \($0.read(interpreter.settings));" }
    let script = SessionScript(of: session)
    let writing = script.writing
    guard session.graph.mayTake(writing.mostBytes) else {
      throw CommandError.interrupted(at: file.range)
    }
    let text = interpreter.host.compose {
      let heading = "# A session of adrepl. ':load' or 'adrepl -i' with this file brings it back."
      return ([heading] + writing.lines + settings).lazy.map { $0 + "\n" }.joined()
    }
    guard let text, !session.graph.wasInterrupted else {
      throw CommandError("interrupted", "interrupted; nothing was written", at: file.range)
    }
    if let problem = interpreter.host.writeFile(file.text, text) {
      throw CommandError("cannot-write", problem.message, at: file.range)
    }
    interpreter.notices += script.lost.map { function, problem in
      "\(function.heading) cannot be called (\(problem.diagnostic.message)), and is a comment in the file"
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
