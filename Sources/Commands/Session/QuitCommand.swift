import Pictures

struct QuitCommand: ContextCommand {
  let name = "quit"
  let group = CommandGroup.session
  let summary = "leave"
  let discussion = """
    Leaves the session; so does Ctrl-D on an empty line.
    """
  let example = "ad> :quit"

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    guard !context.isReplaying else {
      throw CommandError(.misplaced(.quittingInJournal), at: arguments.range)
    }
    return .end(MessageOutcome(kind: "quit", message: ""))
  }
}
