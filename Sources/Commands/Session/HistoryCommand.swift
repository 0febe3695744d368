import Formulas
import Pictures

struct HistoryCommand: Command {
  let name = "history"
  let group = CommandGroup.session
  let usage = ":history [pattern] [--all]"
  let argumentKind = ArgumentKind.nothing
  let summary = "the statements entered so far"
  let discussion = """
    Lists the statements entered at a terminal, of earlier sessions too, the
    newest last. With a pattern it lists those that contain it, whatever the
    case of their letters. --all shows all of them, and the whole of each.

    The statements are kept in ~/.local/state/adrepl/history (or below
    $XDG_STATE_HOME), each in one line, with a newline as \\n and a backslash as
    \\\\. $ADREPL_HISTORY names another file; if it is empty, none is kept.
    Statements that begin with a blank are not remembered. Up brings back those
    that begin with what is typed, Ctrl-R those that contain it.
    """
  let example = """
    ad> x = 3; y = 4;
    ad> z = x*y
    z = 12
    ad> :history
    1  x = 3; y = 4;
    2  z = x*y
    3  :history
    ad> :history x*
    2  z = x*y
    4  :history x*
    """
  let options = [CommandOption.all]

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    try arguments.checkOptions()
    guard let history = interpreter.host.history() else {
      throw CommandError(
        "no-history", "there is no history: only a session at a terminal keeps one", at: arguments.range)
    }
    var entries = zip(1..., history).map { HistoryOutcome.Entry(number: $0, text: $1) }
    let pattern = pattern(arguments)
    if !pattern.isEmpty { entries = entries.filter { $0.text.lowercased().contains(pattern) } }
    return HistoryOutcome(entries: entries)
  }

  /// What the entries are to contain, in small letters: all that was typed, with the blanks within it.
  private func pattern(_ arguments: CommandArguments) -> String {
    let blanks: [Character] = [" ", "\t", "\n"]
    let text = arguments.text.lowercased().drop { blanks.contains($0) }
    return String(text.reversed().drop { blanks.contains($0) }.reversed())
  }
}

/// Statements entered earlier.
struct HistoryOutcome: Outcome {
  struct Entry: Sendable {
    /// The place among all that are remembered, from 1.
    let number: Int
    let text: String
  }

  let entries: [Entry]

  /// How many of the newest are shown where not all are wanted.
  private static let newest = 40

  var kind: String { "history" }
  var members: [(String, JSON)] {
    [
      (
        "entries",
        .array(entries.map { .object([("number", .integer($0.number)), ("text", .string($0.text))]) })
      )
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if entries.isEmpty { return "\("nothing was found", .faint)" }
    let shown = style.showsAll ? entries[...] : entries.suffix(Self.newest)
    let digits = String(shown.last?.number ?? 0).count
    var lines: [StyledText] = []
    let omitted = entries.count - shown.count
    if omitted > 0 { lines.append("\("… \(omitted) earlier ones; --all shows them", .faint)") }
    for entry in shown {
      let number = String(entry.number)
      var margin = StyledText(
        verbatim: String(repeating: " ", count: digits - number.count) + number + "  ", .faint)
      for line in entry.text.split(separator: "\n", omittingEmptySubsequences: false) {
        let whole = margin + StyledText(verbatim: String(line))
        lines.append(style.tableWidth.map { whole.elidingMiddle(toWidth: $0, style.characters) } ?? whole)
        margin = StyledText(verbatim: String(repeating: " ", count: digits + 2))
      }
    }
    return lines.joined(separator: "\n")
  }
}
