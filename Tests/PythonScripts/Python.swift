package import Foundation

/// A python3 that has what programs need with which tests compare.
package struct Python: Sendable {
  private var interpreter = ""

  /// The one that has these modules: that in the path, or the system's, for which its packages install them. Nil where
  /// neither has.
  package init?(with modules: String...) {
    for interpreter in ["python3", "/usr/bin/python3"] {
      self.interpreter = interpreter
      if (try? run(["-c", "import \(modules.joined(separator: ", "))"], input: "")) != nil { return }
    }
    return nil
  }

  /// Hands lines to a program, and returns what it prints. A program that has not ended after five minutes is stopped.
  package func answers(of program: URL, to lines: [String]) throws -> String {
    try run([program.path], input: lines.joined(separator: "\n"))
  }

  /// What went wrong: the program was stopped by a signal, or ended with a status other than 0; and what it said last.
  private struct Failure: Error {
    let status: Int32
    let message: String
  }

  private static let limit: TimeInterval = 300

  private func run(_ arguments: [String], input: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
    let (file, errors) = (
      folder.appending(path: "adrepl-\(UUID())"), folder.appending(path: "adrepl-\(UUID())")
    )
    try Data(input.utf8).write(to: file)
    try Data().write(to: errors)
    defer { for file in [file, errors] { try? FileManager.default.removeItem(at: file) } }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + Self.limit)
    timer.setEventHandler { process.terminate() }
    timer.resume()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    timer.cancel()
    guard process.terminationStatus == 0 else {
      let message = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
      throw Failure(status: process.terminationStatus, message: String(message.suffix(2000)))
    }
    return String(bytes: data, encoding: .utf8) ?? ""
  }
}

extension Python? {
  private struct Missing: Error {}

  /// The same of an interpreter that may not be there.
  package func answers(of program: URL, to lines: [String]) throws -> String {
    guard let python = self else { throw Missing() }
    return try python.answers(of: program, to: lines)
  }
}
