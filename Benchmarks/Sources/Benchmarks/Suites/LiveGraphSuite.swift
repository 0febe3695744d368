import AutoDiff

/// One of 100,000 inputs changed, against evaluating everything.
struct LiveGraphSuite: Suite {
  static let name = "live"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run(_ report: Report) throws {
    let graph = Graph()
    let source = InputKeeper(graph)
    let target = MergeTree(inputCount: 100_000).build(from: source)
    let inputs = source.inputs
    let evaluator = graph.evaluator(of: [target])
    _ = graph.value(of: target)

    var (one, all, again): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<(settings.isQuick ? 5 : 15) {
      one.append(changeOne(of: inputs, in: graph, target, times: 1000, round))
      for position in inputs.indices { graph[inputs[position]] = Double((position + round) % 83) / 83 }
      all.append(duration { _ = graph.value(of: target) })
      again.append(evaluateAll(evaluator, times: 20))
    }

    for position in inputs.indices { evaluator.setInput(position, to: graph[inputs[position]]) }
    evaluator.evaluate()
    let difference = Agreement.largestDifference([graph.value(of: target)], [evaluator.value])
    if !(difference <= Agreement.tolerance) {
      report.addDisagreement("the live graph and the evaluator: \(difference) apart")
    }
    report.add(table(one, all, again, nodeCount: graph.count))
  }

  /// The nanoseconds of one change and the answer to it.
  private func changeOne(
    of inputs: [Expression], in graph: Graph, _ target: Expression, times: Int, _ round: Int
  ) -> Double {
    duration {
      for change in 0..<times {
        // Far apart, so that no two changes in a row find the same at hand; all of these have 50 dependents.
        let position = (change * 61_603 + round) % 65_536
        graph[inputs[position]] = Double(change + round) * 1e-3
        _ = graph.value(of: target)
      }
    } / Double(times)
  }

  /// The nanoseconds of one evaluation of everything.
  private func evaluateAll(_ evaluator: Evaluator, times: Int) -> Double {
    duration {
      for evaluation in 0..<times {
        evaluator.setInput(0, to: Double(evaluation))
        evaluator.evaluate()
      }
    } / Double(times)
  }

  private func table(_ one: [Double], _ all: [Double], _ again: [Double], nodeCount: Int) -> Table {
    func row(_ name: String, _ times: [Double]) -> Table.Row {
      Table.Row(name: name, sample: Sample(values: times).scaled(by: 1e-3))
    }
    var table = Table(
      title: "One of 100,000 inputs changed",
      note: "50 of \(counted(Double(nodeCount))) nodes depend on it; `graph[x] = …; graph.value(of: z)`. "
        + "The goal counts against the live graph's own way through everything, once all inputs are changed.",
      unit: "µs",
      rows: [
        row("adrepl", one),
        row("the live graph, everything", all),
        row("an evaluator, everything", again),
      ])
    let advantage = Sample(values: all).ratios(to: Sample(values: one)).median
    table.add(.atLeast(500, "× faster", advantage.rounded()))
    return table
  }
}

/// Remembers the inputs that it makes.
private final class InputKeeper: InputSource {
  private let graph: Graph
  private(set) var inputs: [Expression] = []

  init(_ graph: Graph) { self.graph = graph }

  func makeInput(_ value: Double) -> Expression {
    inputs.append(graph.input(value))
    return inputs[inputs.count - 1]
  }
}
