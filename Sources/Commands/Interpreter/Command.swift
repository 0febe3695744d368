import Formulas

/// Something that is asked for by `:name`.
///
/// A command is one file: what it is called, what help says about it, what it does, and the outcome that it gives. It
/// becomes known by its line in `CommandRegistry`.
package protocol Command: Sendable {
  /// The word after the colon.
  var name: String { get }

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

  /// Whether it takes the rest of the line, `;` included.
  var takesWholeLine: Bool { get }

  /// Short forms of the name that are taken although other names begin so too.
  var shortNames: [String] { get }

  /// Carries the command out. It may throw before it has changed anything.
  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)?
}

extension Command {
  package var options: [CommandOption] { [] }
  package var takesWholeLine: Bool { false }
  package var shortNames: [String] { [] }
}

/// An option of a command: `--dot`, or `-o FILE`.
package struct CommandOption: Sendable {
  let name: String

  /// What its value is called in help, where it takes one.
  var value: String?

  let summary: String

  /// What every command takes that can print long tables; see ``WholeOutcome``.
  static let all = CommandOption(name: "--all", summary: "all rows and columns, uncut")
}

/// Why a command was not carried out.
struct CommandError: Error, Diagnosable {
  let diagnostic: Diagnostic

  init(_ code: String, _ message: String, at range: SourceRange, suggestion: String? = nil) {
    diagnostic = Diagnostic(code: code, message: message, range: range, suggestion: suggestion)
  }
}
