import Pictures

struct QuitCommand: Command {
  let name = "quit"
  let group = CommandGroup.session
  let usage = ":quit"
  let summary = "leave"
  let discussion = """
    Leaves the session; so does Ctrl-D on an empty line.
    """
  let example = "ad> :quit"

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try arguments.requireNone()
    interpreter.isFinished = true
    return MessageOutcome(kind: "quit", message: "")
  }
}
