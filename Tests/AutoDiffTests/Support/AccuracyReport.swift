@testable import AutoDiff
import Foundation

/// The table that `make accuracy` writes: how far every primitive is from the right numbers.
enum AccuracyReport {
  /// Where the report goes, if it is asked for.
  static let path = ProcessInfo.processInfo.environment["ADREPL_ACCURACY"]

  static var text: String {
    let kinds = Accuracy.Kind.allCases.map(\.rawValue)
    var lines = [
      "# Accuracy", "",
      "The largest error of every function against numbers of 50 digits (`Tests/AutoDiffTests/References`), in units of",
      "the last place, and the argument at which it occurs. Next to a zero the unit is that of the largest number nearby.",
      "Written by `make accuracy`.", "",
      "| function | " + kinds.joined(separator: " | ") + " |",
      "|---" + String(repeating: "|---", count: kinds.count) + "|",
    ]
    // Members of families have the numbers of the functions that they are members of.
    let named = Opcode.operations.filter { $0.primitive.notation != .member }
    var notes: [String] = []
    for opcode in named {
      let accuracy = Accuracy(of: opcode)
      lines.append(
        "| \(opcode) | " + Accuracy.Kind.allCases.map { cell(accuracy[$0]) }.joined(separator: " | ") + " |")
      if let reason = opcode.primitive.declaration.accuracy.reason { notes.append("- \(opcode): \(reason)") }
    }
    lines += ["", "## Beyond the bounds", ""] + notes
    lines += [
      "", "## Where the C library is the limit", "",
      "These values are those of the C library, and so is their error: "
        + named.filter { $0.primitive.declaration.accuracy.isOfCLibrary }.map { "\($0)" }.joined(
          separator: ", ") + ".",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ deviation: Deviation) -> String {
    guard deviation.ulps > 0 else { return "0" }
    let point = deviation.point.map { "\($0)" }.joined(separator: ", ")
    return String(format: deviation.ulps < 100 ? "%.1f" : "%.2g", deviation.ulps) + " at \(point)"
  }
}
