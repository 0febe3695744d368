import Formulas
import Pictures
import Sessions

struct HelpCommand: ContextCommand {
  private static let search = CommandOption(
    name: "--search", value: .word("WORD"), summary: "everything in which a word occurs")

  let name = "help"
  let group = CommandGroup.session
  let syntax = CommandSyntax(.topic, written: ["?topic"], options: [Self.search])
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
  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    if let word = arguments.word(of: Self.search) {
      let phrase = try ([word] + arguments.words).map(\.text).joined(separator: " ")
      let found = HelpIndex(context.session).search(for: phrase)
      if found.isEmpty {
        throw CommandError(.occursNowhere(phrase), at: word.range)
      }
      return .outcome(HelpSearchOutcome(phrase: phrase, found: found))
    }
    guard let word = try arguments.words.first else {
      return .outcome(HelpOutcome(topic: nil, body: HelpPages.overview))
    }
    let isCommand = word.text.hasPrefix(":") && word.text != ":="
    let name = isCommand ? String(word.text.dropFirst()) : word.text
    if let page = HelpPages.page(on: name, isCommand: isCommand, context) {
      return .outcome(HelpOutcome(topic: name, body: page))
    }
    let instead = suggestion(for: name, HelpIndex(context.session))
    throw CommandError(.unknownTopic(word.text, instead: instead), at: word.range)
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
