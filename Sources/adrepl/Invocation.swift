import Terminals

/// What a command line asks for.
struct Invocation: Equatable {
  /// Scripts to run, in order; `-` is standard input.
  var files: [String] = []

  /// Statements to run after the files, in order.
  var statements: [String] = []

  /// Whether the session goes on after files and statements.
  var staysInteractive = false

  /// Whether each result is a line of JSON.
  var json = false

  /// When output is coloured.
  var color = ColorChoice.auto

  /// Whether the first statement that fails is the last.
  var stopsAtFailure = false

  /// Whether there is no greeting.
  var isQuiet = false

  /// Whether the init file of interactive sessions is read.
  var readsInit = true

  /// The name of the session that goes on from one run to the next.
  var sessionName: String?

  /// Whether commands may not touch files or start programs.
  var isSafe = false

  /// An invocation that leaves everything as it is.
  init() {}

  /// Reads a command line of nothing but files and `-e` statements, as most are; nil for all others.
  ///
  /// ``AdRepl`` reads every command line, but to declare its flags takes longer than all else that is to be done before
  /// the first statement. This knows no flag besides the one that takes statements, and leaves to it whatever begins
  /// with a dash.
  init?(plain arguments: some Sequence<String>) {
    var arguments = arguments.makeIterator()
    while let argument = arguments.next() {
      if argument == "-e" {
        guard let statement = arguments.next() else { return nil }
        statements.append(statement)
      } else if argument == "-" || !argument.utf8.starts(with: "-".utf8) {
        files.append(argument)
      } else {
        return nil
      }
    }
  }
}
