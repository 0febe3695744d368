import Foundation

/// What starting a program, asking it for 1 + 1 and ending it costs.
struct StartSuite: Suite {
  static let name = "start"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run(_ report: Report) throws {
    guard let path = settings.adreplPath else {
      report.addAbsence("starting: no release binary (--adrepl)")
      return
    }
    // Octave and Python take so long that they would only be in the way.
    let calculators =
      [.adrepl(path)] + Calculator.installed.filter { !["octave-cli", "python3"].contains($0.name) }
    let input = "\(temporaryDirectory)/adrepl-start-\(getpid())"
    try "1+1\n".write(toFile: input, atomically: false, encoding: .utf8)
    defer { unlink(input) }

    let rounds = 5
    var launches = [[Launch]](repeating: [], count: calculators.count)
    for _ in 0..<rounds {
      for (position, calculator) in calculators.enumerated() {
        launches[position] += try Launch.measure(
          command(of: calculator, input), count: settings.isQuick ? 4 : 10)
      }
    }

    var time = Table(title: "Start: 1 + 1 and the end", unit: "ms")
    var memory = Table(title: "Start: peak of the resident set", unit: "MB")
    time.note =
      "`adrepl -e 1+1`, and the others told the same by argument or, bc and gp, by a file for standard input."
    for (calculator, launches) in zip(calculators, launches) {
      time.rows.append(
        Table.Row(name: calculator.name, sample: Sample(values: launches.map { $0.nanoseconds / 1e6 })))
      memory.rows.append(
        Table.Row(name: calculator.name, sample: Sample(values: launches.map { $0.peakBytes / 1e6 })))
    }
    time.add(.atMost(3, "ms", time.rows[0].sample.median))
    memory.add(.atMost(10, "MB", memory.rows[0].sample.median))
    report.add(time)
    report.add(memory)
  }

  private func command(of calculator: Calculator, _ input: String) -> [String] {
    if let arguments = calculator.onceArguments { return [calculator.program.path] + arguments }
    return ["<\(input)", calculator.program.path] + calculator.pipeArguments
  }
}
