import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct SaveCommand: ContextCommand {
  let name = "save"
  let group = CommandGroup.session
  let syntax = CommandSyntax(.file, .option(.force))
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

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let file = try arguments.file()
    let session = context.session
    let heading = SessionFormat.heading(
      "a session of adrepl. ':load' or 'adrepl -i' with this file brings it back.")
    let script = try context.script(heading)
    context.notices += script.lost.map { .lostFunction($0.function, $0.problem) }
    let bindings = session.environment.variables.map(\.binding)
    return .document(
      Document(
        file: file, text: script.text, mostBytes: script.mostBytes,
        outcome: SaveOutcome(
          file: file.text, inputs: bindings.count(where: \.isInput),
          definitions: bindings.count(where: { !$0.isInput }),
          functions: session.environment.functions.count - script.lost.count),
        interruption: .interruptedWriting))
  }
}

extension CommandContext {
  /// The session and its settings as statements.
  fileprivate struct Script {
    /// The text of the file, and how many bytes it takes to make it.
    let text: @Sendable () -> String
    let mostBytes: Int

    /// The functions that cannot be called any more, and are comments in it, with the reason.
    let lost: [(function: Function, problem: SessionError)]
  }

  /// The session as it is written down, behind a line that says what it is.
  fileprivate func script(_ heading: String) throws(Interruption) -> Script {
    // Last, so that what they do to output or its limits does not begin while the rest is read.
    let settings = Settings.entries.filter { $0.read(self.settings) != $0.read(Settings()) }
      .map { ":set \($0.name) \($0.read(self.settings));" }
    let script = try SessionScript(of: session)
    let writing = script.writing
    return Script(
      text: { ([heading] + writing.lines + settings).lazy.map { $0 + "\n" }.joined() },
      mostBytes: writing.mostBytes, lost: script.lost)
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
