import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct RepeatCommand: InterpreterCommand {
  private static let watch = CommandOption(
    name: "--watch", value: .word("z"), summary: "show how z changes")

  let name = "repeat"
  let group = CommandGroup.change
  let syntax = CommandSyntax(
    .count("N", of: "rounds", least: 0), .option(Self.watch), .statements("statement; statement; …"))
  let summary = "run statements N times: gradient descent in a line"
  let discussion = """
    Runs the statements N times. Updates and the derivatives in them are
    compiled once and run on flat arrays, so ten thousand steps take no time to
    speak of. Expressions are printed in every round unless a ';' follows them.
    Ctrl-C stops between two rounds and keeps the rounds that are done; a
    statement that fails, or a limit that is met, takes all rounds back. A
    ':repeat' can be among the statements: it runs to the end of the line, and
    says in each round what it came to, as everything does that says something.
    --watch shows the value of a formula while it runs, and its curve at the end;
    ':plot f x=a..b y=c..d --path' shows where the last ':repeat' went.
    """
  let example = """
    ad> x = 10; z = (x - 3)^2;
    ad> :repeat 100 x := x - 0.1*diff(z, x)
    x = 3.000000001   after 100 rounds
    ad> k = 0; n = 0;
    ad> :repeat 3 k := k + 1; :repeat 4 n := n + k
    n = 4   after 4 rounds
    n = 12   after 4 rounds
    n = 24   after 4 rounds
    k = 3   after 3 rounds
    """

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    guard let rounds = try arguments.count(), let start = try arguments.startOfStatements else {
      throw CommandError(.missing(.count), at: arguments.range)
    }
    let (statements, remarks) = try statements(arguments, from: start)
    // Once, not in every round.
    interpreter.notices += remarks.map { .notice(.written($0)) }
    if statements.isEmpty { throw CommandError(.missing(.repeatedStatement), at: arguments.range) }
    let updates = statements.compactMap { step -> (names: [Statement.Name], formulas: [Formula])? in
      if case .statement(let statement) = step, case .update(let names, let formulas) = statement.kind {
        (names, formulas)
      } else {
        nil
      }
    }
    if updates.count == statements.count {
      var loop = try UpdateLoop(updates, in: interpreter.session)
      let watched = try watchedFormula(arguments, interpreter)
      if let watched { try loop.watch(watched.id, interpreter.session.cancellation) }
      var path = IterationPath(numbers: loop.results)
      let recorder = watched.map { WatchRecorder($0.title, loop.watchedValue, rounds, interpreter.watch) }
      let done = Rounds(rounds, interpreter.watch, recorder).run { () -> Bool in
        do {
          try loop.runOnce()
        } catch {
          // The last whole round stays.
          if interpreter.watch.metLimit == nil { interpreter.session.cancellation.interruption = nil }
          return false
        }
        path?.note { loop.results.compactMap(\.value.number) }
        if let recorder { recorder.note(loop.watchedValue) }
        return true
      }
      if let limit = interpreter.watch.metLimit { throw limit.error(at: arguments.range) }
      loop.commit()
      path?.end(at: loop.results.compactMap(\.value.number))
      interpreter.path = path
      // What took hours is not to be done again when a kept session goes on: its nodes, and then its results.
      if done > 0 {
        let results = loop.results
        interpreter.journalText = """
          \(JournalMark.atOnce.rawValue)
          \(try again(0, arguments))
          \(results.map(\.name).joined(separator: ", ")) := \(results.map { SessionScript.text(of: $0.value) }.joined(separator: ", "))
          \(JournalMark.end.rawValue)
          """
      }
      return .outcome(
        RepeatOutcome(rounds: rounds, done: done, values: loop.results, watched: recorder?.watched))
    }
    let outcome = try runAll(
      statements, rounds, updated: updates.flatMap(\.names), arguments, &interpreter)
    interpreter.journalText = try again(outcome.done, arguments)
    return .outcome(outcome)
  }

  /// The command as it is kept for another number of rounds.
  private func again(_ rounds: Int, _ arguments: CommandArguments) throws(Interruption) -> String {
    let start = try arguments.startOfStatements ?? arguments.range.upperBound
    let statements = try arguments.statementsInFull(from: start)
    return SessionFormat.record(of: ":\(name) \(rounds)\(statements)")
  }

  /// What is done in a round.
  private enum Step {
    case statement(Statement)
    case command(CommandCall)
  }

  private func statements(
    _ arguments: CommandArguments, from start: Int
  ) throws -> (steps: [Step], remarks: [Statement.Remark]) {
    var parser = StatementParser(arguments.bytes)
    parser.resume(at: start)
    var steps: [Step] = []
    var remarks: [Statement.Remark] = []
    while let statement = try parser.next(arguments.cancellation) {
      if case .command(let name, let range) = statement.kind {
        let call = try CommandCall(name, range, in: arguments.source, &parser, arguments.cancellation)
        steps.append(.command(call))
      } else {
        if let remark = parser.remark(on: statement) { remarks.append(remark) }
        steps.append(.statement(statement))
      }
    }
    return (steps, remarks)
  }

  /// Statements of any kind, one after another as if they were typed.
  private func runAll(
    _ steps: [Step], _ rounds: Int, updated: [Statement.Name], _ arguments: CommandArguments,
    _ interpreter: inout Interpreter
  ) throws -> RepeatOutcome {
    let (text, range) = (arguments.bytes, arguments.range)
    let wasRepeating = interpreter.isRepeating
    interpreter.isRepeating = true
    defer { interpreter.isRepeating = wasRepeating }
    var recorder: WatchRecorder?
    let done = try interpreter.transaction(keepingCache: true) { interpreter, _ in
      let watched = try watchedFormula(arguments, interpreter)
      func value(_ session: Session) throws -> Double {
        try watched.map {
          session.graph.isGone($0.id) ? .nan : try session.graph.value(of: $0.id, session.cancellation)
        } ?? .nan
      }
      if let watched {
        recorder = WatchRecorder(watched.title, try value(interpreter.session), rounds, interpreter.watch)
      }
      let done = try Rounds(rounds, interpreter.watch, recorder).run {
        for step in steps where !interpreter.isFinished { try run(step, in: text, &interpreter) }
        if let recorder { recorder.note(try value(interpreter.session)) }
        return !interpreter.isFinished
      }
      if let limit = interpreter.watch.metLimit { throw limit.error(at: range) }
      return done
    }
    var values: [(name: String, value: NodeValue)] = []
    for name in updated where !values.contains(where: { $0.name == name.text }) {
      if let binding = interpreter.session.environment.variable(name.text) {
        values.append((name.text, try interpreter.session.nodeValue(of: binding.operand)))
      }
    }
    return RepeatOutcome(rounds: rounds, done: done, values: values, watched: recorder?.watched)
  }

  /// The formula that is watched, if one is.
  private func watchedFormula(
    _ arguments: CommandArguments, _ interpreter: Interpreter
  ) throws -> (id: NodeID, title: String)? {
    guard let formula = try arguments.formula(behind: Self.watch) else { return nil }
    let operand = try interpreter.session.lower(formula)
    return (operand.id(in: interpreter.session.graph), formula.description)
  }

  /// Carries out a step; of statements, only expressions say what they came to.
  private func run(_ step: Step, in text: [UInt8], _ interpreter: inout Interpreter) throws {
    switch step {
    case .statement(let statement):
      let result = try interpreter.session.run(statement, in: text)
      if case .value = result.effect, !statement.isQuiet {
        try interpreter.emit(
          interpreter.session.outcome(of: result), notices: interpreter.notices(of: result))
      }
    case .command(let call):
      let (outcome, notices) = try interpreter.run(call)
      if let outcome, !call.isQuiet { try interpreter.emit(outcome, notices: notices) }
    }
  }
}

/// A number of rounds, with a look for Ctrl-C between them and a progress line when they take long.
struct Rounds {
  private let count: Int
  private let watch: Watch
  private let recorder: WatchRecorder?

  init(_ count: Int, _ watch: Watch, _ recorder: WatchRecorder? = nil) {
    (self.count, self.watch, self.recorder) = (count, watch, recorder)
  }

  /// Runs the rounds until all are done, someone interrupts, a limit is met or `body` returns false. Returns how many
  /// were done.
  func run(_ body: () throws -> Bool) rethrows -> Int {
    let outer = watch.beginRounds()
    if let recorder { watch.watch { recorder.watched } }
    defer {
      if recorder != nil { watch.watch(nil) }
      watch.endRounds(outer)
    }
    var done = 0
    var hasTime = true
    while done < count, hasTime, !watch.host.isInterrupted(), try body() {
      done += 1
      hasTime = watch.didRun(done, of: count)
    }
    return done
  }
}

/// What repeating came to.
struct RepeatOutcome: Outcome {
  let rounds: Int
  let done: Int

  /// The inputs that were updated, with their values afterwards.
  let values: [(name: String, value: NodeValue)]

  /// What was watched.
  var watched: ProgressLine.Watched?

  var kind: String { "repeat" }
  var members: [(String, JSON)] {
    let curve = watched.map {
      [("watched", JSON.object([("formula", .string($0.name)), ("values", .numbers($0.values))]))]
    }
    return [
      ("rounds", .integer(done)), ("requested", .integer(rounds)),
      ("values", .object(values.map { ($0.name, $0.value.json()) })),
    ] + values.map(\.value).shapeMembers(values.map(\.name)) + (curve ?? [])
  }

  func closing(_ style: TextStyle) -> StyledText? {
    guard let watched, let first = watched.values.first, let last = watched.values.last else { return nil }
    let head: StyledText =
      "\(watched.name, .name)  \(style.value(first)) \(style.characters.written("→")) \(style.value(last))"
    let room = style.width - head.width - 2
    if room < 4 { return head }
    return head + "  \(Sparkline.text(watched.values, width: min(room, 30), in: style.characters), .value)"
  }

  func text(_ style: TextStyle) -> StyledText {
    let count = NumberFormat.count(done, "round")
    let remark =
      done < rounds ? "stopped after \(count) of \(NumberFormat.grouped(rounds))" : "after \(count)"
    if values.contains(where: { !$0.value.shape.isScalar }) {
      return "\(style.equations(values))\n\(remark, .faint)"
    }
    let values = values.compactMap { name, value in value.number.map { (name: name, value: $0) } }
    let equations = values.map { "\($0.name, .name) = \(style.value($0.value))" as StyledText }
    let line = equations.joined(separator: "   ")
    if line.width + remark.count + 3 <= style.width {
      return equations.isEmpty ? "\(remark, .faint)" : "\(line)   \(remark, .faint)"
    }
    var table = TextTable(columns: [.init(), .init(), .init("", .decimalPoint)])
    for (name, value) in values {
      table.addRow([StyledText(verbatim: name, .name), "=", style.value(value)])
    }
    return "\(style.laidOut(table, hint: nil))\n\(remark, .faint)"
  }
}
