import Formulas
import Pictures
import Sessions

struct DeleteCommand: Command {
  let name = "delete"
  let group = CommandGroup.change
  let usage = ":delete name …"
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

  let argumentKind = ArgumentKind.names

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let names = arguments.names(in: arguments.range)
    if names.isEmpty { throw CommandError("missing-names", "say which names to forget", at: arguments.range) }
    try interpreter.session.delete(names)
    let list = names.map(\.text)
    return MessageOutcome(
      kind: "delete", members: [("names", .array(list.map { .string($0) }))],
      message: "forgotten: \(list.joined(separator: ", "), .name)")
  }
}
