import Formulas

/// Something that is asked for by `:name`.
///
/// A command is one file: what it is called, what help says about it, what it does, and the outcome that it gives. It
/// becomes known by its line in `CommandRegistry`.
package protocol Command: Sendable {
  /// The word after the colon.
  var name: String { get }

  /// What people want who use it: help lists it there.
  var group: CommandGroup { get }

  /// How it is typed: `:grad [target] [: x y …]`.
  var usage: String { get }

  /// What it shows or does, in one line.
  var summary: String { get }

  /// What there is to know about it, in a few lines.
  var discussion: String { get }

  /// A session that shows it, as typed and as printed. The tests replay it.
  var example: String { get }

  /// The options that it takes.
  var options: [CommandOption] { get }

  /// What its arguments are, for completing them.
  var argumentKind: ArgumentKind { get }

  /// Whether it takes the rest of the line, `;` included.
  var takesWholeLine: Bool { get }

  /// Short forms of the name that are taken although other names begin so too.
  var shortNames: [String] { get }

  /// Where the statements that it runs begin among its arguments; nil if it runs none.
  func startOfStatements(in arguments: CommandArguments) -> Int?

  /// Whether a session's journal keeps the command.
  var journaling: Journaling { get }

  /// Carries the command out. If it throws, the interpreter takes back whatever it did.
  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)?
}

extension Command {
  package var options: [CommandOption] { [] }
  package var argumentKind: ArgumentKind { ArgumentKind(usage: usage) }
  package var takesWholeLine: Bool { false }
  package var shortNames: [String] { [] }
  package func startOfStatements(in arguments: CommandArguments) -> Int? { nil }
  package var journaling: Journaling { .ifChanged }

  /// Whether it is carried out as a whole or not at all. Where a journal keeps the statements that a command runs, and not
  /// the command, each of them is carried out for itself; `:clean`, which frees nodes, cannot be taken back.
  var isTransaction: Bool { journaling != .never }
}

/// When a session's journal keeps a command, so that it is carried out again when the session goes on.
package enum Journaling: Sendable {
  /// If it has changed something, or built nodes.
  case ifChanged

  /// Whenever it was carried out.
  case always

  /// Not at all: the statements that it runs are kept instead.
  case never
}

/// An option of a command: `--dot`, or `-o FILE`.
package struct CommandOption: Sendable {
  let name: String

  /// What its value is called in help, where it takes one.
  var value: String?

  let summary: String

  /// The option as it is typed: `-o FILE`.
  var label: String { value.map { "\(name) \($0)" } ?? name }

  /// What every command takes that can print long tables; see ``WholeOutcome``.
  static let all = CommandOption(name: "--all", summary: "all rows and columns, uncut")

  /// What a command takes that can tell how it went about it.
  static let verbose = CommandOption(name: "--verbose", summary: "how it was computed, in detail")
}

/// Why a command was not carried out.
struct CommandError: Error, Diagnosable {
  let diagnostic: Diagnostic

  init(_ code: String, _ message: String, at range: SourceRange, suggestion: String? = nil) {
    diagnostic = Diagnostic(code: code, message: message, range: range, suggestion: suggestion)
  }
}
