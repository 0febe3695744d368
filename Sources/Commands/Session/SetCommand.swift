import Formulas
import Pictures

struct SetCommand: ContextCommand {
  let name = "set"
  let group = CommandGroup.session
  let syntax = CommandSyntax(.setting)
  let summary = "look at the settings, or change one"
  let discussion = """
    Without a name it lists the settings; with a name it shows one, and with a
    value it changes it.

    notation      plain, scientific (1.2345e3) or engineering: exponents that
                  are multiples of three
    unicode       off writes d, ^2, * and |- for what ASCII does not have; only
                  names stay as they were typed. auto asks the terminal's locale
    theme         dark or light for that kind of background, none for no colour;
                  auto takes colours that can be read on both
    pager         what is taller than the screen is shown by $PAGER, or less, at
                  a prompt only; on: all results of several lines
    max-nodes     a statement that would make the graph larger fails
    max-seconds   a statement that takes longer is stopped, as by Ctrl-C
    undo          what the oldest changes take beyond that is forgotten, with a word

    Tables are cut to forty rows, and on a terminal to its width; in pipes and
    files, to the width that COLUMNS says, if it is set. --all shows them whole.
    JSON is always whole.
    """
  let example = """
    ad> 1/3
    0.3333333333
    ad> :set digits 4
    digits = 4
    ad> 1/3
    0.3333
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let words = try arguments.words
    guard let name = words.first else { return .outcome(outcome(Settings.entries, context)) }
    guard let entry = Settings.entries.first(where: { $0.name == name.text }) else {
      let nearest = Suggestion.nearest(to: name.text, among: Settings.entries.map(\.name))
      throw CommandError(.unknownSetting(name.text, nearest: nearest), at: name.range)
    }
    if words.count == 2, !entry.write(&context.settings, words[1].text) {
      throw CommandError(
        .invalidSetting(name.text, choices: entry.choices, given: words[1].text), at: words[1].range)
    }
    return .outcome(outcome([entry], context))
  }

  private func outcome(_ entries: [Settings.Entry], _ context: CommandContext) -> SettingsOutcome {
    SettingsOutcome(
      entries: entries.map { ($0.name, $0.read(context.settings), "\($0.summary): \($0.choices)") })
  }
}

/// Settings and what they are set to.
struct SettingsOutcome: Outcome {
  let entries: [(name: String, value: String, summary: String)]

  var kind: String { "settings" }
  var members: [(String, JSON)] {
    [
      (
        "settings",
        .object(entries.map { ($0.name, json($0.value)) })
      )
    ]
  }

  private func json(_ value: String) -> JSON {
    Int(value).map { .integer($0) } ?? Double(value).map { .number($0) } ?? .string(value)
  }

  func text(_ style: TextStyle) -> StyledText {
    if let entry = entries.first, entries.count == 1 {
      return "\(entry.name, .name) = \(entry.value, .value)"
    }
    var table = TextTable(columns: [.init(), .init(), .init(), .init(isProse: true)])
    for entry in entries {
      table.addRow(["\(entry.name, .name)", "=", "\(entry.value, .value)", "\(entry.summary, .faint)"])
    }
    return style.laidOut(table)
  }
}
