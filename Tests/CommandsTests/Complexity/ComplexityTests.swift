@testable import Commands
import Testing

/// Nothing grows faster than it says: every command and every kind of statement at *n*, 2*n* and 4*n* of what it grows
/// with, by counted work.
@Suite struct ComplexityTests {
  @Test func everythingStaysWithinItsBound() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      WorkMeter.inOwnProcess { for growth in GrowthCase.all { growth.measure() } }
    }
    #expect(WorkMeter.complaints(result?.standardOutputContent) == [])
  }

  /// A command that is added needs a case.
  @Test func everyCommandHasACase() {
    let lines = GrowthCase.all.map { $0.line($0.size) }
    for command in CommandRegistry.commands {
      #expect(lines.contains { $0.contains(":\(command.name)") }, "\(command.name)")
    }
  }
}

extension GrowthCase {
  /// Prints how it grows, behind `beyond:` where that is faster than it may.
  fileprivate func measure() {
    // The first time makes what is made once.
    _ = WorkMeter(setup(4)).work(of: line(4))
    var counts: [Double] = []
    for factor in [1, 2, 4] {
      let (work, text) = WorkMeter(setup(factor * size)).work(of: line(factor * size))
      if text.contains("error: "), !isMistake(text) { return print("beyond: \(name): \(text)") }
      counts.append(Double(work))
    }
    print(isWithinBound(counts) ? "\(bound):" : "beyond: \(bound):", "\(name):", counts.map { Int($0) })
  }

  private func isWithinBound(_ counts: [Double]) -> Bool {
    if case .constant = bound { return counts[2] <= 1.25 * counts[0] + 200 }
    let (first, second) = (counts[1] - counts[0], counts[2] - counts[1])
    return second <= bound.ratio * max(first, 0.25 * counts[1]) + 200
  }

  /// Whether an error is the answer: here nothing is edited, and no transcript is kept.
  private func isMistake(_ text: String) -> Bool {
    text.contains("this session has no files") || text.contains("no transcript")
  }
}
