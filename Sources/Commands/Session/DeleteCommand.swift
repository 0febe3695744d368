import Formulas
import Pictures
import Sessions

struct DeleteCommand: ContextCommand {
  let name = "delete"
  let group = CommandGroup.change
  let syntax = CommandSyntax(.names("name …"))
  let summary = "forget names"
  let discussion = """
    Forgets the variables or functions of these names. Formulas that were built
    with them keep their nodes. If one of the names does not exist, none is
    forgotten.
    """
  let example = """
    ad> x = 3; f(u) = u^2;
    ad> :delete x f
    forgotten: x, f
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let names = try arguments.names(in: arguments.range)
    if names.isEmpty { throw CommandError(.missing(.namesToForget), at: arguments.range) }
    try context.session.delete(names)
    let list = names.map(\.text)
    return .outcome(
      MessageOutcome(
        kind: "delete", members: [("names", .array(list.map { .string($0) }))],
        message: "forgotten: \(list.joined(separator: ", "), .name)"))
  }
}
