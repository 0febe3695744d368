import AutoDiff
import Formulas
import Pictures
import Sessions

/// Something that there is help on.
struct HelpEntry: Sendable, Equatable {
  enum Kind: String, Sendable {
    case name, command, function, `operator`, constant, setting, topic
  }

  let kind: Kind
  let name: String
  let summary: String

  /// What else there is to read about it.
  var text = ""

  /// The name as it is asked for: `:grad`, so that it is not taken for a function.
  var title: String { (kind == .command ? ":" : "") + name }
}

/// Everything that there is help on: what the program is made of, and the session's own names.
struct HelpIndex {
  let entries: [HelpEntry]

  init(_ session: Session) {
    let names =
      session.environment.variables.map {
        HelpEntry(kind: .name, name: $0.name, summary: $0.binding.isInput ? "an input" : "a definition")
      } + session.environment.functions.map { HelpEntry(kind: .name, name: $0.name, summary: $0.text) }
    entries = names + Self.builtIn
  }

  /// What the program is made of.
  static let builtIn: [HelpEntry] =
    CommandRegistry.commands.map {
      HelpEntry(
        kind: .command, name: $0.name, summary: $0.summary,
        text: ([$0.discussion] + $0.options.map { "\($0.name) \($0.summary)" }).joined(separator: "\n"))
    }
    + functions
    + Operator.table.map {
      HelpEntry(
        kind: .operator, name: $0.symbol, summary: $0.summary,
        text: $0.spellings.joined(separator: " "))
    }
    + BuiltIns.constantList.map { HelpEntry(kind: .constant, name: $0.name, summary: $0.summary) }
    + Settings.entries.map {
      HelpEntry(kind: .setting, name: $0.name, summary: "\($0.summary): \($0.choices)")
    }
    + HelpTopic.all.map {
      HelpEntry(kind: .topic, name: $0.name, summary: $0.summary, text: $0.isList ? "" : $0.body.plain)
    }

  /// The functions under all their names.
  private static var functions: [HelpEntry] {
    BuiltIns.functionNames.sorted().map { name in
      let primitive = BuiltIns.function(name)
      let form = BuiltIns.forms.first { $0.name == name }
      return HelpEntry(
        kind: .function, name: name, summary: primitive?.summary ?? form?.summary ?? "",
        text: primitive?.domain ?? "")
    }
  }

  /// The entries in which a word or phrase occurs in letters of any case: first those that it names, then those whose
  /// summary holds it, then those whose text does.
  func search(for phrase: String) -> [HelpEntry] {
    let phrase = phrase.lowercased()
    func holds(_ text: String) -> Bool { text.lowercased().firstRange(of: phrase) != nil }
    let ranked = entries.map { entry -> (rank: Int, entry: HelpEntry) in
      if entry.name.lowercased() == phrase { return (0, entry) }
      if holds(entry.name) { return (1, entry) }
      return (holds(entry.summary) ? 2 : holds(entry.text) ? 3 : 4, entry)
    }
    return (0..<4).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.entry) }
  }
}
