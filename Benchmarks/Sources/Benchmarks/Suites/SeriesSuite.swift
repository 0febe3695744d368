/// Taylor polynomials, and gradients as formulas.
struct SeriesSuite: Suite {
  static let name = "series"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run(_ report: Report) throws {
    for (stepCount, bound) in [(333, 20.0), (3, 1.0)] {
      let workload = try Workload("chain", SineChain(stepCount: stepCount))
      let group = try ContenderGroup(workload, limits: [], settings, report)
      let count = counted(Double(workload.list.operationCount))
      var table = try group.measure(
        .taylor, title: "Taylor polynomial of order \(taylorOrder), chain of \(count) operations",
        note:
          "By the first input. JAX's is jax.experimental.jet, not compiled: XLA takes minutes for a few operations.",
        unit: "ms",
        scale: 1e-6, settings.roundRobin)
      if let sample = table.sample(named: "adrepl") { table.add(.atMost(bound, "ms", sample.median)) }
      report.add(table)
    }
    for (name, formula) in formulas {
      let workload = try Workload(name, formula)
      let group = try ContenderGroup(workload, limits: [], settings, report)
      let count = Double(workload.list.operationCount)
      var table = try group.measure(
        .symbolic, title: "The gradient as formulas, \(name), \(counted(count)) operations",
        note: "The formula is built and differentiated by every input, nothing simplified further.",
        unit: "µs",
        scale: 1e-3, settings.roundRobin)
      table.add(.atMost(5, "nodes for one of the formula", Double(group.adrepl.symbolicNodeCount) / count))
      report.add(table)
    }
  }

  private var formulas: [(String, any Formula)] {
    [
      ("Rosenbrock", Rosenbrock(inputCount: 100)), ("chain", SineChain(stepCount: 30)),
      ("perceptron", Perceptron(sampleCount: 1)),
    ]
  }
}

/// The order of the polynomials.
let taylorOrder = 20
