package import Pictures
import Sessions

/// What a statement or a command came to: plain data, which is put into words only when it is shown.
package protocol Outcome: Sendable {
  /// The word by which programs tell outcomes apart.
  var kind: String { get }

  /// The data as the members of a JSON object, `kind` aside.
  var members: [(String, JSON)] { get }

  /// The outcome as a person reads it, without a final newline; empty if there is nothing to say.
  func text(_ style: TextStyle) -> StyledText

  /// What is said behind the remarks.
  func closing(_ style: TextStyle) -> StyledText?

  /// Whether an empty text is a line all the same.
  var showsEmptyLine: Bool { get }
}

extension Outcome {
  package func closing(_ style: TextStyle) -> StyledText? { nil }

  package var showsEmptyLine: Bool { false }
}

/// How outcomes are put into words.
package struct TextStyle: Sendable {
  /// How numbers are written.
  package var numbers: NumberFormat

  /// The columns of the screen, or of what output goes to; 80 where that is not known.
  package var width: Int

  /// Whether tables are cut to that width and long lines broken. In files and pipes, where nobody said how wide they
  /// are, whatever reads them has room.
  package var limitsWidth = true

  /// Whether every row and column of a large table is shown, however wide.
  package var showsAll = false

  /// The most elements of an array that are shown one by one.
  package var elements = 60

  /// What text is made of.
  package var characters = Characters.unicode

  /// The source whose text stands right above, as somebody has just typed it: a mistake in it is shown without its place.
  package var typedSource: String?

  package init(numbers: NumberFormat = NumberFormat(), width: Int = 80) {
    self.numbers = numbers
    self.width = width
  }

  /// A number in its role.
  func value(_ number: Double) -> StyledText { StyledText(numbers.string(number), .value) }

  /// The value that somebody gave an input: with the sign of a zero, which divides 1 into −∞ if it is negative.
  func inputValue(_ number: Double) -> StyledText {
    number == 0 && number.sign == .minus ? StyledText("-0", .value) : value(number)
  }

  /// A number in brackets where it is negative, as a factor needs it.
  func factor(_ number: Double) -> StyledText {
    number < 0 ? "(\(value(number)))" : value(number)
  }

  /// The columns that a table may take; nil for as many as it needs.
  var tableWidth: Int? { showsAll || !limitsWidth ? nil : width }

  /// What is said beside tables that are cut.
  static let hint = "--all shows them"

  /// A dash, where there is nothing to tell.
  var dash: StyledText { StyledText(characters.dash, .faint) }

  /// A list of names behind words; of more than a line holds, the first, one at least, and how many more there are.
  ///
  ///     not connected: a, b, c and 17 more
  ///
  /// - Complexity: O(*n*) in the number of names that are listed.
  func list(_ names: [String], after words: String, besides margin: Int = 0) -> String {
    var room = width - margin - displayWidth(words)
    /// How many names fit with the number of the rest, and whether all do without.
    var (count, position) = (0, 0)
    while position < names.count, !showsAll {
      room -= displayWidth(names[position]) + (position == 0 ? 0 : 2)
      position += 1
      if room < 0 { break }
      let rest = " and \(NumberFormat.grouped(names.count - position)) more"
      if position == names.count || displayWidth(rest) <= room { count = position }
    }
    let shown = showsAll ? names.count : max(1, count)
    let rest = names.count > shown ? " and \(NumberFormat.grouped(names.count - shown)) more" : ""
    return words + names.prefix(shown).joined(separator: ", ") + rest
  }

  /// A table, cut to the width of the terminal and in the middle if it is long, unless everything is wanted.
  ///
  /// In a file or a pipe it is cut in the middle too, but as wide as it needs to be, unless the environment says how
  /// wide (`COLUMNS`). What was left out can be seen as the `hint` says, where there is a way.
  func laidOut(_ table: TextTable, hint: String? = TextStyle.hint) -> StyledText {
    var table = table
    table.hint = hint
    let rows = Excerpt.rows
    let shown = showsAll ? table : table.elidingMiddle(keepingFirst: rows.first, last: rows.last)
    return shown.styledText(fitting: tableWidth, in: characters)
  }

  /// Sentences, with lines that are longer than the screen, beside a margin, broken between words.
  func wrapped(_ text: StyledText, indentation: Int = 2, besides margin: Int = 0) -> StyledText {
    guard limitsWidth else { return text }
    // Some signs take more columns in plain characters.
    let text = characters == .ascii ? text.transliterated : text
    return text.wrapped(toWidth: width - margin, indentation: indentation)
  }

  /// A page that was written for 80 columns, laid out for the screen beside a margin.
  func page(_ text: StyledText, besides margin: Int = 0) -> StyledText {
    guard limitsWidth else { return text }
    let text = characters == .ascii ? text.transliterated : text
    return text.pageLaidOut(forWidth: width - margin)
  }
}

/// An outcome that is to be shown whole, as `--all` asks.
struct WholeOutcome: Outcome {
  let outcome: any Outcome

  var kind: String { outcome.kind }
  var members: [(String, JSON)] { outcome.members }

  func text(_ style: TextStyle) -> StyledText {
    var style = style
    style.showsAll = true
    return outcome.text(style)
  }
}

/// One thing that the interpreter has to say.
package enum Emission: Sendable {
  /// A statement or command that was carried out, with remarks.
  case outcome(any Outcome, notices: [Remark])

  /// One that was not, and has changed nothing.
  case failure(Failure)

  /// The line of JSON that says it to programs.
  package var json: String { object.text }

  /// The JSON object that says it to programs. Remarks are texts, with their data in a list beside them.
  var object: JSON {
    switch self {
    case .outcome(let outcome, let notices):
      var members = [("kind", JSON.string(outcome.kind))] + outcome.members
      if !notices.isEmpty {
        members.append(("notices", .array(notices.map { .string($0.text) })))
        members.append(("noticeDetails", .array(notices.map(\.details))))
      }
      return .object(members)
    case .failure(let failure):
      return .object(failure.members)
    }
  }

  /// What a person reads, without a final newline.
  package func text(_ style: TextStyle) -> StyledText {
    let text = unicodeText(style)
    return style.characters == .ascii ? text.transliterated : text
  }

  /// Whether the text is to be shown: it may be empty since there is nothing to say.
  package func isShown(as text: StyledText) -> Bool {
    if case .outcome(let outcome, _) = self, outcome.showsEmptyLine { true } else { !text.isEmpty }
  }

  /// The same, in which not everything is in the characters that are asked for.
  private func unicodeText(_ style: TextStyle) -> StyledText {
    switch self {
    case .outcome(let outcome, let notices):
      let text = outcome.text(style)
      let closing = outcome.closing(style)
      if notices.isEmpty, closing == nil { return text }
      let remarks = notices.map {
        style.wrapped(StyledText(verbatim: "  (\($0.text))", .faint), indentation: 1)
      }
      let shown = text.isEmpty && !outcome.showsEmptyLine ? [] : [text]
      return (shown + remarks + (closing.map { [$0] } ?? [])).joined(separator: "\n")
    case .failure(let failure):
      return failure.text(style)
    }
  }
}
