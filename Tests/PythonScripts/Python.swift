package import Foundation

/// The programs in python3 that tests compare with.
package enum Python {
  /// Whether python3 is there, with these modules.
  package static func has(_ modules: String...) -> Bool {
    (try? run(["-c", "import \(modules.joined(separator: ", "))"], input: "")) != nil
  }

  /// Hands lines to a program, and returns what it prints.
  package static func answers(of program: URL, to lines: [String]) throws -> String {
    try run([program.path], input: lines.joined(separator: "\n"))
  }

  private struct Failure: Error {}

  private static func run(_ arguments: [String], input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "adrepl-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
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
