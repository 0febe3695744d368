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

  /// Hands lines to a program, and returns what it prints.
  package func answers(of program: URL, to lines: [String]) throws -> String {
    try run([program.path], input: lines.joined(separator: "\n"))
  }

  private struct Failure: Error {}

  private func run(_ arguments: [String], input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "adrepl-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(bytes: data, encoding: .utf8) ?? ""
  }
}
