import Foundation

/// Drawings of graphs: layout and text, by what a process takes longer that draws more often.
struct DrawingSuite: Suite {
  static let name = "drawings"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// A graph of so many operations, and what is asked of it.
  private struct Case {
    let title: String
    let nodeCount: Int
    let command: String

    /// How often it is drawn.
    let repetitions: Int

    /// The milliseconds that a drawing may take.
    let goal: Double
  }

  private let cases = [
    Case(
      title: "60 nodes as boxes", nodeCount: 60, command: ":graph z --boxes --all", repetitions: 100, goal: 5),
    Case(title: "60 nodes, boxes or wires", nodeCount: 60, command: ":graph z", repetitions: 100, goal: 5),
    Case(title: "60 nodes as SVG", nodeCount: 60, command: ":graph z --svg", repetitions: 100, goal: 5),
    Case(
      title: "200 nodes as boxes", nodeCount: 200, command: ":graph z --boxes --all", repetitions: 30,
      goal: 30),
    Case(
      title: "200 nodes as wires", nodeCount: 200, command: ":graph z --wires --all", repetitions: 30,
      goal: 30),
    Case(title: "10,000 nodes summarised", nodeCount: 10_000, command: ":graph z", repetitions: 30, goal: 20),
  ]

  func run(_ report: Report) throws {
    guard let path = settings.adreplPath else {
      report.addAbsence("drawings: no release binary (--adrepl)")
      return
    }
    for drawing in cases {
      var table = Table(title: "A drawing: \(drawing.title)", unit: "milliseconds")
      table.note =
        "What a process takes longer for \(drawing.repetitions) drawings than for one, by the drawing."
      let once = try script(drawing, repetitions: 1)
      let often = try script(drawing, repetitions: 1 + drawing.repetitions)
      defer { for file in [once, often] { unlink(file) } }
      var times: [Double] = []
      for _ in 0..<(settings.isQuick ? 3 : 9) {
        let calculator = Calculator.adrepl(path)
        let short = try Launch.measure(calculator.command(reading: once), count: 1)[0].nanoseconds
        let long = try Launch.measure(calculator.command(reading: often), count: 1)[0].nanoseconds
        times.append((long - short) / Double(drawing.repetitions) / 1e6)
      }
      let sample = Sample(values: times)
      table.rows.append(Table.Row(name: "adrepl", sample: sample))
      table.add(.atMost(drawing.goal, "ms", sample.median))
      report.add(table)
    }
  }

  /// A file that builds a graph of random operations on six inputs, as formulas are: an operation in three has one operand,
  /// most read what was made lately, a few an input or something far back, and what nobody has read is summed up at the end.
  private func script(_ drawing: Case, repetitions: Int) throws -> String {
    var random = UInt64(drawing.nodeCount)
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    var lines = (0..<6).map { "v\($0) = 0.\($0 + 1);" }
    var unread: Set<Int> = []
    func operand(_ node: Int) -> Int {
      let kind = next(10)
      let operand =
        kind == 0 ? next(node) : kind < 3 ? next(6) : max(0, node - 1 - next(1 + drawing.nodeCount / 5))
      unread.remove(operand)
      return operand
    }
    var node = 6
    while node + unread.count < drawing.nodeCount {
      let first = "v\(operand(node))"
      lines.append(
        "v\(node) = \(next(3) == 0 ? "sin(\(first))" : "\(first) \(["+", "*", "-"][next(3)]) v\(operand(node))");"
      )
      unread.insert(node)
      node += 1
    }
    lines.append("z = \(unread.sorted().map { "v\($0)" }.joined(separator: " + "));")
    lines += Array(repeating: drawing.command, count: repetitions)
    let path = "\(temporaryDirectory)/adrepl-drawing-\(getpid())-\(drawing.nodeCount)-\(repetitions)"
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }
}
