import Foundation

/// Statements by pipe, a line each.
struct StatementSuite: Suite {
  static let name = "statements"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// Lines of one kind.
  private struct Case {
    let title: String
    let count: Int
    let goal: Double
    let line: @Sendable (Int) -> String

    /// What the first line leads to when `query` is asked.
    let query: String
    let answer: String

    /// Whether each line has a variable of its own.
    var isDistinct = false
  }

  private var cases: [Case] {
    [
      Case(
        title: "`a=1+2*3;`", count: 2_000_000, goal: 2_000_000, line: { _ in "a=1+2*3;" }, query: "a",
        answer: "7"),
      Case(
        title: "distinct variables, `v123=123;`", count: 1_000_000, goal: 1_000_000,
        line: { "v\($0)=\($0);" },
        query: "v0+5", answer: "5", isDistinct: true),
      Case(
        title: "printed results, `123+2*3`", count: 1_000_000, goal: 800_000, line: { "\($0)+2*3" },
        query: "4+2*3",
        answer: "10"),
    ]
  }

  func run(_ report: Report) throws {
    guard let path = settings.adreplPath else {
      report.addAbsence("statements: no release binary (--adrepl)")
      return
    }
    let calculators =
      [.adrepl(path)] + Calculator.installed.filter { $0.share > (settings.isQuick ? 0.1 : 0) }
    for statements in cases { report.add(measure(statements, calculators)) }
  }

  /// A calculator, the file of its lines, and what came of the rounds so far.
  private struct Contender {
    let calculator: Calculator
    let lineCount: Int
    let path: String
    var rates: [Double] = []

    mutating func run() throws {
      let launch = try Launch.measure(calculator.command(reading: path), count: 1)
      rates.append(Double(lineCount) / launch[0].nanoseconds * 1e9)
    }
  }

  private func measure(_ statements: Case, _ calculators: [Calculator]) -> Table {
    var table = Table(title: "Statements by pipe: \(statements.title)", unit: "statements a second")
    table.note = "The whole life of the process, `cat lines | program > /dev/null`."
    var contenders: [Contender] = []
    for calculator in calculators {
      do {
        // A round that does not count shows who cannot do it.
        var contender = try prepare(calculator, statements)
        try contender.run()
        contender.rates = []
        contenders.append(contender)
      } catch {
        table.absences.append("\(calculator.name) (\(error))")
      }
    }
    defer { for contender in contenders { unlink(contender.path) } }
    for _ in 0..<(settings.isQuick ? 3 : 7) {
      for position in contenders.indices { try? contenders[position].run() }
    }
    for contender in contenders {
      table.rows.append(Table.Row(name: contender.calculator.name, sample: Sample(values: contender.rates)))
    }
    if let sample = table.sample(named: "adrepl") {
      table.add(.atLeast(statements.goal, "a second", sample.median))
    }
    return table
  }

  /// Asks the calculator for one answer, and writes the lines that it is to be timed with.
  private func prepare(_ calculator: Calculator, _ statements: Case) throws -> Contender {
    let input = "\(statements.line(0))\n\(statements.query)\n"
    let answer = calculator.program.output(calculator.pipeArguments, input: input) ?? ""
    guard answer.contains(statements.answer) else {
      throw BenchmarkError("it answers \(answer.debugDescription)")
    }
    let share = Int(Double(statements.count) * calculator.share * (settings.isQuick ? 0.1 : 1))
    let count = statements.isDistinct ? min(share, calculator.maximumVariableCount) : share
    let path = "\(temporaryDirectory)/adrepl-lines-\(getpid())-\(calculator.name)"
    let lines = (0..<count).map(statements.line).joined(separator: "\n") + "\n"
    try lines.write(toFile: path, atomically: false, encoding: .utf8)
    return Contender(calculator: calculator, lineCount: count, path: path)
  }
}
