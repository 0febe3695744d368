import Pictures

/// A page of help that is not about one name.
struct HelpTopic: Sendable {
  /// The word by which it is asked for.
  let name: String

  /// What it tells, in a line.
  let summary: String

  /// The page, without its example.
  let body: StyledText

  /// A session that shows it, as typed and as printed, or commands of a shell behind `$ `. The tests replay it.
  let example: String

  /// What else it is asked for by: signs that have no page of their own.
  var aliases: [String] = []

  /// Whether the page only lists what has pages of its own.
  var isList = false

  /// All topics, in the order in which they are listed. A new one takes a file in `Topics` and a word here.
  static let all: [HelpTopic] = [
    syntax, arrays, targets, modes, kinks, keys, session, scripts, json, files, commands, functions,
    operators,
    constants, settings,
  ]
}
