import Foundation

/// A program that can be started.
struct Program {
  let path: String

  init(path: String) { self.path = path }

  /// The program of that name in one of the directories of PATH, if there is one.
  init?(named name: String) {
    let directories = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let paths = directories.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  /// The executable that stands beside this one.
  init(beside name: String) {
    path = URL(filePath: Self.this.path).deletingLastPathComponent().appending(path: name).path
  }

  /// This program.
  static var this: Program { Program(path: Bundle.main.executablePath ?? CommandLine.arguments[0]) }

  /// What the program prints, given arguments and an input; nil if it cannot be started or fails.
  func output(_ arguments: [String], input: String = "", includingErrors: Bool = false) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let (inputPipe, outputPipe) = (Pipe(), Pipe())
    process.standardInput = inputPipe
    process.standardOutput = outputPipe
    process.standardError = includingErrors ? outputPipe : FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    try? inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? inputPipe.fileHandleForWriting.close()
    let output = try? outputPipe.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: output ?? Data(), as: UTF8.self)
  }

  /// The first line that the program prints about its version.
  func version(_ arguments: [String] = ["--version"]) -> String? {
    output(arguments, includingErrors: true)?.split(separator: "\n").first.map(String.init)
  }
}
