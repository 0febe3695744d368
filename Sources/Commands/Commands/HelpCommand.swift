import AutoDiff
import Formulas
import Pictures
import Sessions

struct HelpCommand: Command {
  let name = "help"
  let usage = ":help [topic]   or   ?topic"
  let summary = "help on everything, or on one thing"
  let discussion = """
    Without a topic it gives the overview. A topic is a command, a function, a
    constant, an operator, or one of 'syntax', 'functions' and 'modes'.
    """
  let example = """
    ad> :help tanh
    tanh(x)   the hyperbolic tangent
    domain: all real numbers
    derivative: ∂/∂x = 1/cosh(x)*(1/cosh(x))
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    guard let word = arguments.words.first else { return HelpOutcome(topic: nil, body: HelpPages.overview) }
    let name = word.text.hasPrefix(":") ? String(word.text.dropFirst()) : word.text
    if let page = HelpPages.page(on: name, isCommand: word.text.hasPrefix(":"), interpreter) {
      return HelpOutcome(topic: name, body: page)
    }
    throw CommandError(
      "unknown-topic", "there is no help on '\(word.text)'", at: word.range,
      suggestion: Suggestion.nearest(to: name, among: HelpPages.topics).map { ":help \($0)" } ?? ":help")
  }
}

/// A page of help.
struct HelpOutcome: Outcome {
  let topic: String?
  let body: StyledText

  var kind: String { "help" }
  var members: [(String, JSON)] {
    [("topic", topic.map { .string($0) } ?? .null), ("text", .string(body.plain))]
  }
  func text(_ style: TextStyle) -> StyledText { body }
}
