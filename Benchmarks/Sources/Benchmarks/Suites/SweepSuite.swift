/// Values again, and values with the gradient, after a change of an input.
struct SweepSuite: Suite {
  static let name = "sweeps"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// A workload, and whether it is so narrow that a switch is the limit.
  private struct Case {
    let name: String
    let formula: any Formula
    var isChain = false
  }

  private var cases: [Case] {
    let sizes = settings.isQuick ? [1000, 10_000, 100_000] : [100, 1000, 10_000, 100_000, 1_000_000]
    let steps = settings.isQuick ? 100_000 : 1_000_000
    return sizes.map {
      Case(name: "Rosenbrock, n = \(counted(Double($0)))", formula: Rosenbrock(inputCount: $0))
    } + [
      Case(name: "Perceptron 2-16-16-1, tanh, 100 samples", formula: Perceptron(sampleCount: 100)),
      Case(name: "Random graph", formula: RandomGraph(operationCount: 100_000, window: 20_000)),
      Case(
        name: "Chain of \(counted(Double(steps))) × `x = sin(x) * x + c`",
        formula: SineChain(stepCount: steps),
        isChain: true),
    ]
  }

  func run(_ report: Report) throws {
    for workload in cases
    where settings.workload.isEmpty || workload.name.contains(settings.workload) {
      try run(workload, report)
    }
  }

  private func run(_ workload: Case, _ report: Report) throws {
    let levels: [LimitContender.Schedule] = [.levels(window: 0), .levels(window: 8192)]
    let group = try ContenderGroup(
      Workload(workload.name, workload.formula), limits: [.switched] + levels, settings, report)
    let list = group.workload.list
    let note =
      "\(counted(Double(list.operationCount))) operations, \(counted(Double(list.inputs.count))) inputs."
    func measure(_ work: Work, _ title: String, also others: [any Contender] = []) throws -> Table {
      try group.measure(
        work, title: "\(workload.name): \(title)", note: note, unit: "ns an operation",
        scale: 1 / Double(list.operationCount), also: others, settings.roundRobin)
    }

    var values = try measure(.value, "value")
    values.limit = workload.isChain ? "C, switch" : fastestLevels(values)
    add(bar: workload.isChain ? 1.1 : 1.15, casADi: workload.isChain ? nil : 0.4, to: &values)
    report.add(values)

    let switchedValue = ValueAlone(group.limits[0])
    var gradients = try measure(
      .gradient, "value and gradient", also: workload.isChain ? [switchedValue] : [])
    gradients.limit = workload.isChain ? switchedValue.name : fastestLevels(gradients)
    add(bar: workload.isChain ? 1.3 : 1.25, casADi: workload.isChain ? nil : 0.5, to: &gradients)
    report.add(gradients)
  }

  /// The faster of the schedules by level.
  private func fastestLevels(_ table: Table) -> String? {
    table.rows.filter { $0.name.hasPrefix("C, levels") }.min { $0.sample.median < $1.sample.median }?.name
  }

  private func add(bar: Double, casADi: Double?, to table: inout Table) {
    guard let adrepl = table.sample(named: "adrepl") else { return }
    if let limit = table.limit, let sample = table.sample(named: limit) {
      table.add(.ratio(adrepl, to: sample, named: limit, atMost: bar))
    }
    if let casADi, let sample = table.sample(named: Peer.casADi.name) {
      table.add(.ratio(adrepl, to: sample, named: Peer.casADi.name, atMost: casADi))
    }
  }
}

/// A contender that computes the value alone, whatever it is asked for.
private final class ValueAlone: Contender {
  let name: String
  private let contender: any Contender

  init(_ contender: any Contender) {
    name = "\(contender.name), value alone"
    self.contender = contender
  }

  func supports(_ work: Work) -> Bool { true }

  func run(_ work: Work, repetitions: Int) throws -> Double {
    try contender.run(.value, repetitions: repetitions)
  }

  func answer(_ work: Work) throws -> [Double] { try contender.answer(.value) }
}
