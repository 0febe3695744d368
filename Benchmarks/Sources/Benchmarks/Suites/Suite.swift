/// One group of work.
protocol Suite {
  /// What `--only` calls it.
  static var name: String { get }

  init(_ settings: Settings)

  /// Measures, and adds what comes of it to the report.
  func run(_ report: Report) throws
}

/// All suites, in the order of the report.
var suites: [any Suite.Type] {
  [
    SweepSuite.self, SecondOrderSuite.self, SeriesSuite.self, BuildingSuite.self, LargeGraphSuite.self,
    LiveGraphSuite.self,
    StatementSuite.self, StartSuite.self, DrawingSuite.self,
  ]
}
