/// Ten million operations: build, evaluate, differentiate.
struct LargeGraphSuite: Suite {
  static let name = "large"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run(_ report: Report) throws {
    let inputCount = settings.isQuick ? 125_000 : 1_250_000
    let share = Double(inputCount) / 1_250_000
    let answers = try (0..<(settings.isQuick ? 1 : 3)).map { _ in
      (
        evaluator: try Child.ask(.large, inputCount: inputCount),
        graph: try Child.ask(.memory, inputCount: inputCount)
      )
    }
    let count = counted(1e7 * share)
    let (graphs, evaluators) = (answers.map(\.graph), answers.map(\.evaluator))
    func row(_ name: String, _ values: [Double]) -> Table.Row {
      Table.Row(name: name, sample: Sample(values: values))
    }

    var time = Table(title: "\(count) operations, Rosenbrock, n = \(counted(Double(inputCount)))", unit: "ms")
    time.note = "In a fresh process, with all its first touches of memory."
    time.rows = [
      row("build", graphs.map { $0.buildTime / 1e6 }),
      row("value", graphs.map { $0.valueTime / 1e6 }),
      row("gradient", graphs.map { $0.gradientTime / 1e6 }),
      row("adrepl", graphs.map { $0.totalTime / 1e6 }),
      row("compile an evaluator", evaluators.map { $0.compileTime / 1e6 }),
      row("its value", evaluators.map { $0.valueTime / 1e6 }),
      row("its value and gradient", evaluators.map { $0.gradientTime / 1e6 }),
    ]
    time.add(.atMost(1000 * share, "ms", Sample(values: graphs.map { $0.totalTime / 1e6 }).median))
    report.add(time)

    var memory = Table(title: "\(count) operations: peak of the resident set", unit: "MB")
    memory.rows = [
      row("adrepl", graphs.map { $0.totalPeakBytes / 1e6 }),
      row("with an evaluator", evaluators.map { $0.totalPeakBytes / 1e6 }),
    ]
    memory.add(.atMost(700 * share, "MB", memory.rows[0].sample.median))
    report.add(memory)
  }
}

extension Child.Answer {
  /// From the first node to the gradient.
  fileprivate var totalTime: Double { buildTime + compileTime + valueTime + gradientTime }
}
