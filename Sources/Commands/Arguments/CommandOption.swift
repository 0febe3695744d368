/// An option of a command: `--dot`, `-o FILE`, or `--depth n`.
package struct CommandOption: Sendable, Equatable {
  /// What is typed: `--dot`.
  let name: String

  /// What follows it, where something does.
  var value: Value?

  /// What it does, in a few words.
  let summary: String

  /// What follows an option.
  enum Value: Sendable, Equatable {
    /// The path of a file.
    case file

    /// Any word, as it is called in help.
    case word(String)

    /// A formula over what is known of a node (``NodeCondition/Attribute``), up to the next option, as it is called in help.
    case condition(String)

    /// A whole number in a range.
    case count(String, ClosedRange<Int>)

    /// A number in a range.
    case number(String, ClosedRange<Double>)

    /// What it is called in help.
    var placeholder: String {
      switch self {
      case .file: "FILE"
      case .word(let placeholder), .condition(let placeholder), .count(let placeholder, _),
        .number(let placeholder, _):
        placeholder
      }
    }
  }

  /// The option as it is typed: `-o FILE`.
  var label: String { value.map { "\(name) \($0.placeholder)" } ?? name }

  /// What every command takes that can print long tables; see ``WholeOutcome``.
  static let all = CommandOption(name: "--all", summary: "all rows and columns, uncut")

  /// What a command takes that can tell how it went about it.
  static let verbose = CommandOption(name: "--verbose", summary: "how it was computed, in detail")

  /// What a command takes that tells a sweep.
  static let step = CommandOption(name: "--step", summary: "over the drawn graph, step by step")

  /// What every command takes that writes files.
  static let force = CommandOption(name: "--force", summary: "overwrite a file that is there")

  /// What a command takes that can write what it shows to a file.
  static let output = CommandOption(name: "-o", value: .file, summary: "write to a file")
}

/// Options of a command of which only one can be given.
struct OptionExclusion: Sendable, Equatable {
  /// The code of the mistake, and what there is one of: "one side at a time".
  let code: String
  let rule: String

  let options: [CommandOption]

  /// Whether the first of those that were given is marked, and not the second.
  var marksFirst = false
}

extension CommandArguments.Word {
  /// What stands behind the last dot of a file's own name; nil where there is none, or nothing before it.
  var fileEnding: String? {
    let name = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...]
    return ending.isEmpty ? nil : String(ending)
  }
}
