import Formulas
import Pictures

struct SetCommand: Command {
  let name = "set"
  let usage = ":set [name [value]]"
  let summary = "look at the settings, or change one"
  let discussion = """
    Without a name it lists the settings; with a name it shows one, and with a
    value it changes it.
    """
  let example = """
    ad> 1/3
    0.3333333333
    ad> :set digits 4
    digits = 4
    ad> 1/3
    0.3333
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let words = arguments.words
    guard let name = words.first else { return outcome(Settings.entries, interpreter) }
    guard let entry = Settings.entries.first(where: { $0.name == name.text }) else {
      throw CommandError(
        "unknown-setting", "there is no setting '\(name.text)'", at: name.range,
        suggestion: Suggestion.nearest(to: name.text, among: Settings.entries.map(\.name)))
    }
    if words.count > 2 {
      throw CommandError("unexpected-argument", "a setting takes one value", at: words[2].range)
    }
    if words.count == 2, !entry.write(&interpreter.settings, words[1].text) {
      throw CommandError(
        "invalid-setting", "'\(name.text)' is \(entry.choices), not '\(words[1].text)'", at: words[1].range)
    }
    return outcome([entry], interpreter)
  }

  private func outcome(_ entries: [Settings.Entry], _ interpreter: Interpreter) -> SettingsOutcome {
    SettingsOutcome(
      entries: entries.map { ($0.name, $0.read(interpreter.settings), "\($0.summary): \($0.choices)") })
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
        .object(entries.map { ($0.name, Int($0.value).map { .integer($0) } ?? .string($0.value)) })
      )
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if let entry = entries.first, entries.count == 1 {
      return "\(entry.name, .name) = \(entry.value, .value)"
    }
    var table = TextTable(columns: [.init(), .init(), .init(), .init()])
    for entry in entries {
      table.addRow(["\(entry.name, .name)", "=", "\(entry.value, .value)", "\(entry.summary, .faint)"])
    }
    return style.written(table)
  }
}
