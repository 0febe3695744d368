import Pictures

struct ResetCommand: ContextCommand {
  let name = "reset"
  let group = CommandGroup.change
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

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    .newSession(MessageOutcome(kind: "reset", message: "everything is forgotten"))
  }
}
