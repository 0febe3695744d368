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
}

/// How outcomes are put into words.
package struct TextStyle: Sendable {
  /// How numbers are written.
  package var numbers: NumberFormat

  /// The columns that a line may take.
  package var width: Int

  /// Whether every row of a long table is shown.
  package var showsAll = false

  /// Whether a mistake is shown with its file and line; who has just typed it knows.
  package var showsPlace = true

  package init(numbers: NumberFormat = NumberFormat(), width: Int = 80) {
    self.numbers = numbers
    self.width = width
  }

  /// A number in its role.
  func value(_ number: Double) -> StyledText { StyledText(numbers.string(number), .value) }

  /// A number in brackets where it is negative, as a factor needs it.
  func factor(_ number: Double) -> StyledText {
    number < 0 ? "(\(value(number)))" : value(number)
  }
}

/// One thing that the interpreter has to say.
package enum Emission: Sendable {
  /// A statement or command that was carried out, with remarks.
  case outcome(any Outcome, notices: [String])

  /// One that was not, and has changed nothing.
  case failure(Failure)

  /// The line of JSON that says it to programs.
  package var json: String {
    switch self {
    case .outcome(let outcome, let notices):
      var members = [("kind", JSON.string(outcome.kind))] + outcome.members
      if !notices.isEmpty { members.append(("notices", .array(notices.map { .string($0) }))) }
      return JSON.object(members).text
    case .failure(let failure):
      return JSON.object(failure.members).text
    }
  }

  /// What a person reads, without a final newline.
  package func text(_ style: TextStyle) -> StyledText {
    switch self {
    case .outcome(let outcome, let notices):
      let text = outcome.text(style)
      if notices.isEmpty { return text }
      let remarks = notices.map { StyledText(verbatim: "  (\($0))", .faint) }
      return ((text.isEmpty ? [] : [text]) + remarks).joined(separator: "\n")
    case .failure(let failure):
      return failure.text(style)
    }
  }
}
