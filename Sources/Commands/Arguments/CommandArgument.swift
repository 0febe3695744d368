/// Something that may stand behind a command's name, as the command declares it.
///
/// How it is written in the usage line, what Tab completes there and what is wrong with what was typed all follow from it.
package indirect enum CommandArgument: Sendable, Equatable {
  /// The formula that the command is about; left out, the last one.
  case target

  /// Several of them, with commas between.
  case targets

  /// A formula that must be there.
  case formula(String)

  /// A formula over what is known of a node, such as a condition (``NodeCondition/Attribute``).
  case condition(String)

  /// Names of inputs behind a colon, for some of all.
  case inputs

  /// The same with starts or intervals for some of them: `: x=-2..2 y`.
  case bindings(String)

  /// Names of variables, with orders among them, at the end of a target.
  case variables(String)

  /// The inputs to go forward from, with the components of a direction or without.
  case seeds(String)

  /// Names of anything that the session defined: one, or several where the second number says so.
  case name(String)
  case names(String)

  /// One of some words.
  case word(String, of: [String])

  /// A whole number, as "a number of rounds" from `least` on.
  case count(String, of: String, least: Int)

  /// The path of a file.
  case file

  /// Statements up to the end of the line, `;` included.
  case statements(String)

  /// A text up to the end of the line, `;` included.
  case line(String)

  /// Any other text.
  case text(String)

  /// A topic of help.
  case topic

  /// A setting, and its value.
  case setting

  /// A word between arguments, and what stands behind it: `with data`, `to y`, `for x in -10..10`.
  case clause(String, CommandArgument)

  /// A place in the usage line at which options are told, of which one can be given; `with` is another that belongs to it.
  case options([CommandOption], with: CommandOption? = nil)

  /// The same for one option.
  static func option(_ option: CommandOption) -> CommandArgument { .options([option]) }

  /// How it is written in the usage line.
  var usage: String {
    switch self {
    case .target: "[target]"
    case .targets: "a, b, …"
    case .inputs: "[: x y …]"
    case .file: "FILE"
    case .topic: "[topic]"
    case .setting: "[name [value]]"
    case .formula(let usage), .condition(let usage), .bindings(let usage), .variables(let usage),
      .seeds(let usage),
      .name(let usage), .names(let usage),
      .word(let usage, _), .count(let usage, _, _), .statements(let usage), .line(let usage),
      .text(let usage):
      usage
    case .clause(let word, let argument): "\(word) \(argument.usage)"
    case .options(let options, let other):
      "[\(options.map(\.label).joined(separator: " | "))\(other.map { " [\($0.label)]" } ?? "")]"
    }
  }
}
