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
    guard !interpreter.isReplaying else {
      throw CommandError(
        "not-in-a-journal", "a ':quit' in a journal is passed over: what comes after it would be lost",
        at: arguments.range)
    }
    interpreter.isFinished = true
    return MessageOutcome(kind: "quit", message: "")
  }
}
