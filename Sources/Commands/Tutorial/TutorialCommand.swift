import Formulas
import Pictures

struct TutorialCommand: InterpreterCommand {
  let name = "tutorial"
  let group = CommandGroup.session
  let syntax = CommandSyntax(
    .word("[next | back | N | list | stop]", of: ["next", "back", "list", "stop"]))
  let summary = "automatic differentiation in ten short steps"
  let discussion = """
    Begins the tutorial, or goes on where it was left. Each step says something
    to type and looks at what comes of it; how it is written does not matter.
    Other statements in between are fine. 'next' and 'back' go to the next step
    and the one before, a number to that step; 'list' shows the contents; 'stop'
    leaves. It uses names of its own: where you have an x already, it says x1.
    How far you are is kept until you leave adrepl.
    """
  let example = """
    ad> :tutorial stop
    the tutorial is not running; ':tutorial' begins it
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    let words = try arguments.words
    let view = interpreter.tutorialView()
    let last = TutorialStep.all.count - 1
    let step = interpreter.tutorial.step
    switch words.first?.text {
    case nil:
      let hasBegun = interpreter.tutorial.hasBegun
      interpreter.tutorial.resume(view)
      return .outcome(interpreter.tutorial.outcome(hasBegun ? .task : .begun, view))
    case "next":
      if step == last { return message("last", "that was the last step; ':tutorial stop' leaves") }
      interpreter.tutorial.go(toStep: step + 1, view)
    case "back": interpreter.tutorial.go(toStep: max(0, step - 1), view)
    case "list":
      return .outcome(
        TutorialListOutcome(
          step: step, isRunning: interpreter.tutorial.isRunning, finished: interpreter.tutorial.finished))
    case "stop":
      if !interpreter.tutorial.isRunning {
        return message("none", "the tutorial is not running; ':tutorial' begins it")
      }
      interpreter.tutorial.stop()
      return .outcome(interpreter.tutorial.outcome(.stopped, view))
    case let word?:
      guard let number = Int(word), (1...last + 1).contains(number) else {
        throw CommandError(.unknownStep(word, count: last + 1), at: words[0].range)
      }
      interpreter.tutorial.go(toStep: number - 1, view)
    }
    return .outcome(interpreter.tutorial.outcome(.task, view))
  }

  private func message(_ event: String, _ text: String) -> CommandResult {
    .outcome(
      MessageOutcome(
        kind: "tutorial", members: [("event", .string(event)), ("text", .string(text))],
        message: "\(text, .faint)"))
  }
}
