import AutoDiff

/// Building a graph through the library, and the memory that it takes.
struct BuildingSuite: Suite {
  static let name = "building"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run(_ report: Report) throws {
    let formula = Rosenbrock(inputCount: 100_000)
    var time: [Double] = []
    for _ in 0..<(settings.isQuick ? 5 : 15) {
      let graph = Graph()
      time.append(duration { _ = build(formula, graph) } / Double(graph.count))
    }
    var table = Table(
      title: "Building, Rosenbrock, n = 100,000", note: "A new graph each time; inputs are nodes too.",
      unit: "ns a node",
      rows: [Table.Row(name: "adrepl", sample: Sample(values: time))])
    table.add(.atMost(25, "ns", table.rows[0].sample.median))
    report.add(table)
    try runMemory(report)
  }

  private func runMemory(_ report: Report) throws {
    let answers = try (0..<(settings.isQuick ? 1 : 3)).map { _ in
      try Child.ask(.memory, inputCount: settings.isQuick ? 100_000 : 1_000_000)
    }
    var table = Table(
      title: "Memory, Rosenbrock, n = \(settings.isQuick ? "100,000" : "1,000,000")",
      note:
        "What a fresh process's resident set grows by until the graph stands, and until it has given a value and "
        + "a gradient: graph, table of equal nodes, values, adjoints, tape.",
      unit: "bytes a node",
      rows: [
        Table.Row(name: "the graph alone", sample: Sample(values: answers.map(\.graphBytes))),
        Table.Row(name: "adrepl", sample: Sample(values: answers.map(\.bytes))),
        Table.Row(name: "at its peak", sample: Sample(values: answers.map(\.peakBytes))),
      ].map { row in
        Table.Row(
          name: row.name, sample: Sample(values: zip(row.sample.values, answers).map { $0 / $1.nodeCount }))
      })
    if let sample = table.sample(named: "adrepl") { table.add(.atMost(48, "bytes", sample.median)) }
    report.add(table)
  }
}

/// Builds with the types known, as a program that uses the library would.
@inline(never)
func build(_ formula: Rosenbrock, _ graph: Graph) -> Expression { formula.build(from: graph) }
