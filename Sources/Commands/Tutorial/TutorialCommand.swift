import Formulas
import Pictures

struct TutorialCommand: Command {
  let name = "tutorial"
  let group = CommandGroup.session
  let usage = ":tutorial [next | back | N | list | stop]"
  let argumentKind = ArgumentKind.words(["next", "back", "list", "stop"])
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

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let words = arguments.words
    if let extra = words.dropFirst().first {
      throw CommandError("unexpected-argument", "one step at a time", at: extra.range)
    }
    let view = interpreter.tutorialView()
    let last = TutorialStep.all.count - 1
    let step = interpreter.tutorial.step
    switch words.first?.text {
    case nil:
      let hasBegun = interpreter.tutorial.hasBegun
      interpreter.tutorial.resume(view)
      return interpreter.tutorial.outcome(hasBegun ? .task : .begun, view)
    case "next":
      if step == last { return message("last", "that was the last step; ':tutorial stop' leaves") }
      interpreter.tutorial.go(toStep: step + 1, view)
    case "back": interpreter.tutorial.go(toStep: max(0, step - 1), view)
    case "list":
      return TutorialListOutcome(
        step: step, isRunning: interpreter.tutorial.isRunning, finished: interpreter.tutorial.finished)
    case "stop":
      if !interpreter.tutorial.isRunning {
        return message("none", "the tutorial is not running; ':tutorial' begins it")
      }
      interpreter.tutorial.stop()
      return interpreter.tutorial.outcome(.stopped, view)
    case let word?:
      guard let number = Int(word), (1...last + 1).contains(number) else {
        throw CommandError(
          "unknown-step", "'\(word)' is no step of the tutorial: they are 1 to \(last + 1)",
          at: words[0].range, suggestion: ":tutorial list")
      }
      interpreter.tutorial.go(toStep: number - 1, view)
    }
    return interpreter.tutorial.outcome(.task, view)
  }

  private func message(_ event: String, _ text: String) -> MessageOutcome {
    MessageOutcome(
      kind: "tutorial", members: [("event", .string(event)), ("text", .string(text))],
      message: "\(text, .faint)")
  }
}
