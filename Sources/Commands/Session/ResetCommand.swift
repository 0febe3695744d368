import Pictures

struct ResetCommand: Command {
  let name = "reset"
  let group = CommandGroup.change
  let usage = ":reset"
  let summary = "forget everything but the settings"
  let discussion = """
    Begins anew with an empty graph and no names. ':undo' brings back what was;
    ':clean' gives its memory back.
    """
  let example = """
    ad> x = 3;
    ad> :reset
    everything is forgotten
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try arguments.requireNone()
    interpreter.replaceSession()
    return MessageOutcome(kind: "reset", message: "everything is forgotten")
  }
}
