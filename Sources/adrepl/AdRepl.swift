import ArgumentParser
import Commands
import Pictures
import Terminals
import Platform

/// The command line: flags and files in, an exit status out.
@main
struct AdRepl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adrepl",
    abstract: "Formulas become a live, differentiable graph.",
    usage: """
      adrepl [options]     interactive on a terminal, else reads standard input
      adrepl [options] [FILE …] [-e 'STATEMENT' …]   run scripts, then statements, then leave
      """,
    discussion: """
      Inside, ':help' explains everything; 'man adrepl' holds the same.
      Exit status: \(exitStatus)
      """,
    version: "adrepl \(Version.current)")

  /// What the exit status tells.
  static let exitStatus = "0 all well, 1 a statement failed, 2 wrong usage or no such file."

  @Argument(
    help: ArgumentHelp("Scripts to run, in order; '-' is standard input.", valueName: "FILE"),
    completion: .file())
  var files: [String] = []

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run a statement; may be given several times.", valueName: "STATEMENT"))
  var statements: [String] = []

  @Flag(name: .customShort("i"), help: "Stay in the session after files and statements.")
  var staysInteractive = false

  @Flag(name: .customLong("json"), help: "One JSON object a line for each result.")
  var json = false

  @Option(name: .customLong("color"), help: "Colour in the output.")
  var color: Color?

  @Flag(name: .customLong("bail"), help: "Stop at the first statement that fails.")
  var bail = false

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "No greeting.")
  var quiet = false

  @Flag(name: .customLong("no-init"), help: "Skip the init file of interactive sessions.")
  var noInit = false

  @Option(
    name: .customLong("session"),
    help: ArgumentHelp("Go on with a session, which is kept as it is made.", valueName: "NAME"))
  var sessionNames: [String] = []

  @Flag(name: .customLong("safe"), help: "Let no command touch files or start programs.")
  var safe = false

  @Flag(name: .customLong("manual"), help: ArgumentHelp("Print the manual page.", visibility: .hidden))
  var manual = false

  /// When output is coloured.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  /// Parses the arguments and runs; wrong usage ends with status 2.
  static func main() {
    StandardStreams.makeSure()
    if let invocation = Invocation(plain: CommandLine.arguments.dropFirst()) {
      exitProcess(Program(invocation).run())
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      switch exitCode(for: error) {
      case .success: exitProcess(printed(fullMessage(for: error) + "\n"))
      case .validationFailure:
        Console.printError(escapingControlCharacters(fullMessage(for: error), keepsNewlines: true))
        exitProcess(2)
      default: exit(withError: error)
      }
    }
  }

  func validate() throws {
    if sessionNames.count > 1 {
      throw ValidationError("--session is given once: a run goes on with one session.")
    }
  }

  mutating func run() throws {
    if manual {
      exitProcess(Self.printed(Self.manual.roff))
    } else {
      exitProcess(Program(invocation).run())
    }
  }

  /// Prints what was asked for instead of a session; returns the exit status.
  private static func printed(_ text: String) -> Int32 {
    var output = OutputFile(descriptor: STDOUT_FILENO, name: "<stdout>")
    output.write(text)
    do {
      try output.flush()
      return 0
    } catch {
      Console.printError("adrepl: \(error)")
      return 1
    }
  }

  /// What the flags and arguments ask for.
  var invocation: Invocation {
    var invocation = Invocation()
    invocation.files = files
    invocation.statements = statements
    invocation.staysInteractive = staysInteractive
    invocation.json = json
    invocation.color = ColorChoice(rawValue: color?.rawValue ?? "") ?? .auto
    invocation.stopsAtFailure = bail
    invocation.isQuiet = quiet
    invocation.readsInit = !noInit
    invocation.sessionName = sessionNames.first
    invocation.isSafe = safe
    return invocation
  }
}
