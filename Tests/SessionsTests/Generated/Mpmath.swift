import Foundation

/// The programs of this folder that compute with mpmath, in python3.
enum Mpmath {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Whether python3 and mpmath are there.
  static let isAvailable: Bool = (try? run(["-c", "import mpmath"], input: "")) != nil

  /// Hands lines to a program; the result has a line for each.
  static func answers(of program: String, to lines: [String]) throws -> String {
    try run([folder.appending(path: program).path], input: lines.joined(separator: "\n"))
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
