import AutoDiff
import Formulas
import Pictures
import Sessions

struct TimeCommand: InterpreterCommand {
  let name = "time"
  let group = CommandGroup.session
  let syntax = CommandSyntax(.statements("statement"))
  let summary = "how long a statement takes, and how many nodes"
  let discussion = """
    Carries out the statement or command, and then says how long that took, how
    many nodes it added to the graph, how many values were computed, and whether
    something was compiled, to be run many times: ':cost' says in which way. It
    times all statements up to the end of the line. As JSON it is one object, with
    that of the statement under "result"; where there are several, as of ':load',
    all are a list, "results".
    """
  let example = """
    ad> x = 3;
    ad> :time z = x^2
    z = 9
    …   1 new node, 1 value computed
    """
  let journaling = Journaling.never

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    if try arguments.isEmpty { throw CommandError(.missing(.timedStatement), at: arguments.range) }
    let nodes = interpreter.session.graph.count
    interpreter.session.graph.lastSummary = nil
    let before = interpreter.session.graph.statistics
    let failures = interpreter.failureCount
    let start = interpreter.host.seconds()
    var results: [Emission] = []
    if interpreter.host.nestsResults {
      results = interpreter.collecting { $0.run(arguments.source, from: arguments.range.lowerBound) }
    } else {
      interpreter.run(arguments.source, from: arguments.range.lowerBound)
    }
    let seconds = interpreter.host.seconds() - start
    if interpreter.failureCount > failures {
      interpreter.say(results)
      return .nothing
    }
    let after = interpreter.session.graph.statistics
    return .outcome(
      TimeOutcome(
        seconds: seconds, newNodes: max(0, interpreter.session.graph.count - nodes),
        computed: max(0, after.computed + after.recomputed - before.computed - before.recomputed),
        schedule: interpreter.session.graph.lastSummary, results: results))
  }
}

/// How long something took.
struct TimeOutcome: Outcome {
  let seconds: Double
  let newNodes: Int
  let computed: Int

  /// How what was compiled ran, if anything was.
  let schedule: ScheduleSummary?

  /// What the statements had to say, if that was not said before.
  let results: [Emission]

  var kind: String { "time" }
  var members: [(String, JSON)] {
    [("seconds", .number(seconds)), ("newNodes", .integer(newNodes)), ("computed", .integer(computed))]
      + (schedule.map { [("schedule", .string($0.style.rawValue))] } ?? []) + [nested]
  }

  /// The object of what was timed; a list where it had more than one to say, null where nothing.
  private var nested: (String, JSON) {
    results.count > 1
      ? ("results", .list(of: results, \.object)) : ("result", results.first?.object ?? .null)
  }

  func text(_ style: TextStyle) -> StyledText {
    let counts =
      "\(NumberFormat.count(newNodes, "new node")), \(NumberFormat.count(computed, "value")) computed"
    let way = schedule == nil ? "" : "; it ran compiled"
    let shown = results.map { ($0, $0.text(style)) }.filter { $0.isShown(as: $1) }.map(\.1)
    let time = style.wrapped("\(style.time(seconds), .accent)   \(counts)\(way)")
    return (shown + [time]).joined(separator: "\n")
  }
}

extension TextStyle {
  /// A time in the unit in which it is a small number.
  func time(_ seconds: Double) -> String {
    let numbers = NumberFormat(digits: 3)
    // The µ of micro is a letter, which could be a name, so it is not transliterated with the rest.
    if seconds < 1e-3 { return "\(numbers.string(seconds * 1e6)) \(characters == .unicode ? "µs" : "us")" }
    if seconds < 1 { return "\(numbers.string(seconds * 1e3)) ms" }
    return "\(numbers.string(seconds)) s"
  }
}

/// What a statement came to, with how long it took until that was to be shown, as `:set timing on` asks.
struct TimedOutcome: Outcome {
  /// Nil where the statement has nothing to show.
  let outcome: (any Outcome)?
  let seconds: Double

  var kind: String { outcome?.kind ?? "timing" }
  var members: [(String, JSON)] { (outcome?.members ?? []) + [("seconds", .number(seconds))] }
  var showsEmptyLine: Bool { outcome?.showsEmptyLine ?? false }

  func text(_ style: TextStyle) -> StyledText { outcome?.text(style) ?? "" }
  func closing(_ style: TextStyle) -> StyledText? { "\(style.time(seconds), .faint)" }
}
