import Formulas
import Pictures
import Sessions

struct HelpCommand: Command {
  let name = "help"
  let group = CommandGroup.session
  let usage = ":help [topic]   or   ?topic"
  let summary = "help on everything, or on one thing"
  let discussion = """
    Without a topic it gives the overview. A topic is a command, a function, an
    operator, a constant, a setting, a name of the session, or one of those that
    the overview names. A colon before it says that the command is meant.
    '?topic' and 'topic?' are short for it.
    """
  let example = """
    ad> :help --search hyperbolic
    function  cosh  the hyperbolic cosine
    function  sinh  the hyperbolic sine
    function  tanh  the hyperbolic tangent
    ad> f(u) = u*sin(u);
    ad> f?
    f(u) = u*sin(u)   a function of this session
    derivative: ∂/∂u = u*cos(u) + sin(u)
    """
  let options = [
    CommandOption(name: "--search", value: "WORD", summary: "everything in which a word occurs")
  ]
  let argumentKind = ArgumentKind.topic

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try arguments.checkOptions()
    if let word = arguments.options["--search"] {
      let phrase = ([word] + arguments.words).map(\.text).joined(separator: " ")
      let found = HelpIndex(interpreter).search(for: phrase)
      if found.isEmpty {
        throw CommandError("unknown-topic", "'\(phrase)' occurs nowhere in the help", at: word.range)
      }
      return HelpSearchOutcome(phrase: phrase, found: found)
    }
    guard let word = arguments.words.first else { return HelpOutcome(topic: nil, body: HelpPages.overview) }
    if let extra = arguments.words.dropFirst().first {
      throw CommandError(
        "unexpected-argument", "one topic at a time", at: extra.range,
        suggestion: ":help --search \(arguments.words.map(\.text).joined(separator: " "))")
    }
    let isCommand = word.text.hasPrefix(":") && word.text != ":="
    let name = isCommand ? String(word.text.dropFirst()) : word.text
    if let page = HelpPages.page(on: name, isCommand: isCommand, interpreter) {
      return HelpOutcome(topic: name, body: page)
    }
    throw CommandError(
      "unknown-topic", "there is no help on '\(word.text)'", at: word.range,
      suggestion: suggestion(for: name, HelpIndex(interpreter)))
  }

  /// What another tool calls so, else the nearest topic by its name, else the one in which the word occurs first.
  private func suggestion(for name: String, _ index: HelpIndex) -> String {
    if let known = ForeignWord.topic(for: name), index.entries.contains(where: { $0.title == known }) {
      return ":help \(known)"
    }
    if let nearest = Suggestion.nearest(to: name, among: index.entries.map(\.name)) {
      return ":help \(nearest)"
    }
    // Of 'gradients' and 'jacobians' the beginning says what is meant.
    let beginnings = index.entries.filter { $0.name.count > 3 && name.hasPrefix($0.name) }
    if let longest = beginnings.max(by: { $0.name.count < $1.name.count }) { return ":help \(longest.name)" }
    let found = index.search(for: name)
    if found.count > 1 { return ":help --search \(name)" }
    return found.first.map { ":help \($0.title)" } ?? ":help"
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
  func text(_ style: TextStyle) -> StyledText { style.page(body) }
}

/// Where a word or phrase occurs in the help.
struct HelpSearchOutcome: Outcome {
  let phrase: String
  let found: [HelpEntry]

  var kind: String { "help" }
  var members: [(String, JSON)] {
    [
      ("search", .string(phrase)),
      (
        "found",
        .array(
          found.map {
            .object([
              ("topic", .string($0.title)), ("kind", .string($0.kind.rawValue)),
              ("summary", .string($0.summary)),
            ])
          })
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [.init(), .init(), .init(isProse: true)])
    for entry in found {
      table.addRow(["\(entry.kind.rawValue, .faint)", "\(entry.title, .accent)", "\(entry.summary)"])
    }
    return table.styledText(fitting: style.tableWidth, in: style.characters)
  }
}
