import Foundation

/// The program while it runs, with pipes for what is typed and shown.
final class RunningProgram {
  private let child = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errorFile = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  private var waiting = Data()

  /// Starts the program with arguments and further environment variables.
  init(_ arguments: [String], environment: [String: String]) throws {
    child.executableURL = Program.executable
    child.arguments = arguments
    child.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    child.standardInput = input
    child.standardOutput = output
    try Data().write(to: errorFile)
    child.standardError = try FileHandle(forWritingTo: errorFile)
    try child.run()
  }

  deinit { try? FileManager.default.removeItem(at: errorFile) }

  /// What it has written to standard error.
  var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

  /// The number of the process.
  var process: Int32 { child.processIdentifier }

  func type(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

  /// The next line that it shows, once it is there.
  func line() -> String? {
    while true {
      if let end = waiting.firstIndex(of: 0x0A) {
        defer { waiting = Data(waiting[(end + 1)...]) }
        return String(decoding: waiting[..<end], as: UTF8.self)
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      waiting += more
    }
  }

  /// Ends it as a crash of the machine would, as far as it can tell.
  func kill() {
    if child.isRunning { Foundation.kill(process, SIGKILL) }
    child.waitUntilExit()
  }

  /// The whole lines that it has shown and that were not read yet.
  func rest() -> [String] {
    waiting += output.fileHandleForReading.readDataToEndOfFile()
    let text = String(decoding: waiting, as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}

/// A file system of a few kilobytes, where one can be mounted.
struct SmallDisk {
  private let folder: String
  private var filler: String { folder + "/filler" }

  /// Mounts it at a folder, which is made; nil where that is not allowed.
  init?(at folder: String) {
    self.folder = folder
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard Self.run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]) else { return nil }
  }

  /// Leaves no room on it.
  func fill() {
    guard let file = fopen(filler, "w") else { return }
    while fputs(String(repeating: "x", count: 4095), file) >= 0, fflush(file) == 0 {}
    fclose(file)
  }

  func empty() { unlink(filler) }

  func unmount() { _ = Self.run("umount", [folder]) }

  private static func run(_ command: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
