import AutoDiff
import Pictures
import Sessions

struct CleanCommand: InterpreterCommand {
  let name = "clean"
  let group = CommandGroup.change
  let summary = "free the nodes that nothing refers to"
  let discussion = """
    Frees the nodes that no name is made of, nor the last result and the last
    formula; what came before cannot be taken back any more. The others keep their
    numbers; the numbers of freed nodes are never given to others. It also happens
    by itself in large graphs, when more than half of the nodes could be freed;
    what ':undo' and the last sweeps need is kept then.
    """
  let example = """
    ad> x = 3; y = sin(x)*x; y = x^2;
    ad> :clean
    2 nodes freed, 2 left
    ad> %1
    <stdin>:3:1: error: node %1 is gone: no name used it any more, and it was freed
        %1
        ^~
    """

  let journaling = Journaling.never

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    guard !interpreter.isRepeating else {
      throw CommandError(.misplaced(.cleaningInLoop), at: arguments.range)
    }
    // It is kept before it is done: what is freed cannot be brought back.
    var problem: FileProblem?
    let freed = try interpreter.session.collect(keeping: []) { _ in
      problem = interpreter.keepBeforehand(":clean")
      return problem == nil
    }
    if let problem {
      throw CommandError(.notKept(problem, undone: .cleaning), at: arguments.range)
    }
    interpreter.undo.forget()
    interpreter.sweeps.forgetGone(in: interpreter.session.graph)
    let left = interpreter.session.graph.livingCount
    return .outcome(
      MessageOutcome(
        kind: "clean", members: [("freed", .integer(freed)), ("nodes", .integer(left))],
        message:
          "\(NumberFormat.grouped(freed), .value) node\(freed == 1 ? "" : "s") freed, \(NumberFormat.grouped(left), .value) left"
      ))
  }
}
