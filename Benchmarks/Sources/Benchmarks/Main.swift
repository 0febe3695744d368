import Foundation

/// Where workloads, answers and lines are put for other processes to read.
let temporaryDirectory = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"

/// Runs the suites, prints the report and writes it to a file.
@main
enum Main {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.count == 3, arguments.first == "--child" {
      let words = Array(arguments)
      if let child = Child(rawValue: words[1]), let inputCount = Int(words[2]) {
        child.run(inputCount: inputCount)
      }
      return
    }
    // A peer that dies is an error to report, not a signal to die of.
    signal(SIGPIPE, SIG_IGN)
    do {
      try run(Settings(arguments))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ settings: Settings) throws {
    let report = Report(Machine(settings), isQuick: settings.isQuick)
    for suite in suites where settings.only.isEmpty || settings.only.contains(suite.name) {
      do {
        try suite.init(settings).run(report)
      } catch {
        report.addAbsence("\(suite.name): \(error)")
      }
    }
    if let path = settings.reportPath {
      try report.markdown.write(toFile: path, atomically: true, encoding: .utf8)
    }
    if !report.isSound { exit(1) }
  }
}
