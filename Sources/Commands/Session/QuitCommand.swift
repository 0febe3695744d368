import Pictures

struct QuitCommand: InterpreterCommand {
  let name = "quit"
  let group = CommandGroup.session
  let summary = "leave"
  let discussion = """
    Leaves the session; so does Ctrl-D on an empty line.
    """
  let example = "ad> :quit"

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    guard !interpreter.isReplaying else {
      throw CommandError(.misplaced(.quittingInJournal), at: arguments.range)
    }
    interpreter.isFinished = true
    return .outcome(MessageOutcome(kind: "quit", message: ""))
  }
}
