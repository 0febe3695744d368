import AutoDiff

/// What is measured in a fresh process: this program, started with `--child`.
enum Child: String {
  /// The graph, then `graph.value(of:)` and `graph.gradient(of:)`.
  case memory

  /// The graph, then an evaluator's value and gradient.
  case large

  /// What a child found, all in bytes and nanoseconds.
  struct Answer {
    var nodeCount = 0.0
    var graphBytes = 0.0
    var bytes = 0.0
    var peakBytes = 0.0
    var totalPeakBytes = 0.0
    var buildTime = 0.0
    var compileTime = 0.0
    var valueTime = 0.0
    var gradientTime = 0.0

    fileprivate static var fields: [WritableKeyPath<Answer, Double>] {
      [
        \.nodeCount, \.graphBytes, \.bytes, \.peakBytes, \.totalPeakBytes, \.buildTime, \.compileTime,
        \.valueTime, \.gradientTime,
      ]
    }
  }

  /// Starts a child and waits for its answer.
  static func ask(_ child: Child, inputCount: Int) throws -> Answer {
    let output = Program.this.output(["--child", child.rawValue, "\(inputCount)"])
    let numbers = output?.split(whereSeparator: \.isWhitespace).compactMap { Double($0) } ?? []
    guard numbers.count == Answer.fields.count else { throw BenchmarkError("a child process failed") }
    var answer = Answer()
    for (field, number) in zip(Answer.fields, numbers) { answer[keyPath: field] = number }
    return answer
  }

  /// What the child does.
  func run(inputCount: Int) {
    var answer = Answer()
    let before = ResidentSet.current
    let graph = Graph()
    var target: Expression?
    answer.buildTime = duration { target = build(Rosenbrock(inputCount: inputCount), graph) }
    answer.graphBytes = ResidentSet.current - before
    answer.nodeCount = Double(graph.count)
    guard let target else { return }
    switch self {
    case .memory:
      answer.valueTime = duration { _ = graph.value(of: target) }
      answer.gradientTime = duration { _ = graph.gradient(of: target) }
      answer.bytes = ResidentSet.current - before
    case .large:
      var evaluator: Evaluator?
      answer.compileTime = duration { evaluator = graph.evaluator(of: [target]) }
      answer.valueTime = duration { evaluator?.evaluate() }
      answer.gradientTime = duration { evaluator?.evaluateGradient() }
      answer.bytes = ResidentSet.current - before
    }
    answer.peakBytes = ResidentSet.peak - before
    answer.totalPeakBytes = ResidentSet.peak
    print(Answer.fields.map { "\(answer[keyPath: $0])" }.joined(separator: " "))
  }
}
