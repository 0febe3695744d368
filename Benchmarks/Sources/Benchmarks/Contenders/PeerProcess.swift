import Foundation

/// A peer in a process of its own, which stays and does what it is told; `Peers/peer.py` describes the protocol.
final class PeerProcess: Contender {
  let name: String

  /// The version that it reports.
  let version: String

  private let process = Process()
  private let commands: FileHandle
  private let answers: UnsafeMutablePointer<FILE>
  private let works: Set<String>
  private let answerPath = "\(temporaryDirectory)/adrepl-answer-\(getpid()).bin"

  /// Starts the peer on a workload and waits until it has built it.
  init(_ peer: Peer, _ workload: Workload, directory: String) throws {
    name = peer.name
    let command = peer.command(directory)
    process.executableURL = URL(filePath: command[0])
    process.arguments = command.dropFirst() + [workload.path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    commands = input.fileHandleForWriting
    guard FileManager.default.isExecutableFile(atPath: command[0]) else {
      throw BenchmarkError("not installed")
    }
    try process.run()
    guard let file = fdopen(dup(output.fileHandleForReading.fileDescriptor), "r") else {
      throw BenchmarkError("cannot be read")
    }
    answers = file
    let words = Self.readLine(file)?.split(separator: " ").map(String.init) ?? ["died"]
    guard words.count > 2, words[0] == "ready" else {
      fclose(file)
      process.terminate()
      throw BenchmarkError(words.dropFirst(words[0] == "skip" ? 1 : 0).joined(separator: " "))
    }
    version = words[1]
    works = Set(words[2...])
  }

  deinit {
    try? commands.close()
    fclose(answers)
    process.terminate()
    process.waitUntilExit()
    unlink(answerPath)
  }

  func supports(_ work: Work) -> Bool { works.contains(work.rawValue) }

  func run(_ work: Work, repetitions: Int) throws -> Double {
    guard let nanoseconds = Double(try ask("run \(work) \(repetitions)")) else {
      throw BenchmarkError("\(name) gave no time")
    }
    return nanoseconds
  }

  func answer(_ work: Work) throws -> [Double] {
    guard try ask("answer \(work) \(answerPath)") == "done" else {
      throw BenchmarkError("\(name) gave no answer")
    }
    return try Data(contentsOf: URL(filePath: answerPath)).withUnsafeBytes {
      Array($0.bindMemory(to: Double.self))
    }
  }

  private func ask(_ command: String) throws -> String {
    try commands.write(contentsOf: Data("\(command)\n".utf8))
    guard let line = Self.readLine(answers) else { throw BenchmarkError("\(name) died") }
    return line
  }

  private static func readLine(_ file: UnsafeMutablePointer<FILE>) -> String? {
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    guard getline(&line, &capacity, file) > 0, let line else { return nil }
    return String(cString: line).trimmingCharacters(in: .newlines)
  }
}
