/// A program that computes what it is told line by line.
struct Calculator {
  let name: String
  let program: Program

  /// What makes it read lines from a pipe and greet nobody.
  let pipeArguments: [String]

  /// What makes it compute 1 + 1 and end, or nil where that takes a pipe.
  let onceArguments: [String]?

  /// What part of adrepl's lines it is given, so that it is done in seconds.
  let share: Double

  /// How many variables it is asked to keep: bc has no room for more, and gp takes longer for each than for the last.
  var maximumVariableCount = Int.max

  /// The prompts of some go to standard error.
  func command(reading path: String) -> [String] {
    let words = [program.path] + pipeArguments
    return ["/bin/sh", "-c", "cat '\(path)' | \(words.map { "'\($0)'" }.joined(separator: " ")) 2>/dev/null"]
  }

  static func adrepl(_ path: String) -> Calculator {
    Calculator(
      name: "adrepl", program: Program(path: path), pipeArguments: [], onceArguments: ["-e", "1+1"], share: 1)
  }

  /// Those of adrepl's kind that are installed.
  static let installed: [Calculator] =
    [
      ("bc", ["-q"], nil, 1.0), ("gp", ["-q", "-f"], nil, 0.5),
      ("octave-cli", ["-q", "--norc"], ["-q", "--norc", "--eval", "1+1"], 0.05),
      ("python3", ["-i", "-q"], ["-c", "print(1+1)"], 0.1),
      ("sqlite3", [], [":memory:", "select 1+1"], 0),
    ].compactMap { name, pipeArguments, onceArguments, share in
      Program(named: name).map {
        Calculator(
          name: name, program: $0, pipeArguments: pipeArguments, onceArguments: onceArguments, share: share,
          maximumVariableCount: maximumVariableCounts[name] ?? .max)
      }
    }

  private static let maximumVariableCounts = ["bc": 30_000, "gp": 10_000]
}
