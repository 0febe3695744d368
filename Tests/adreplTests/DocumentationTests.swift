import ArgumentParser
import Foundation
import Testing

@testable import adrepl

/// What the program says about itself from outside a session.
@Suite struct DocumentationTests {
  @Test func theHelpOfTheCommandLineIsOneScreen() throws {
    let lines = try Program.run(["--help"]).output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 25)
    #expect(!lines.contains { $0.contains("--manual") })
  }

  @Test func theManualHasEveryFlagAndNoWarnings() throws {
    let roff = try Program.run(["--manual"]).output
    for flag in ["<FILE>", "-e <STATEMENT>", "-i", "--json", "--color <color>", "-q, --quiet", "-h, --help"] {
      #expect(roff.contains("\n\\fB\(flag.replacingOccurrences(of: "-", with: "\\-"))\\fR\n"), "\(flag)")
    }
    #expect(roff.contains("\nadrepl \\- formulas become a live, differentiable graph\n"))
    let groff = "/usr/bin/groff"
    guard FileManager.default.isExecutableFile(atPath: groff) else { return }
    let check = try Self.shell("'\(Program.executable.path)' --manual | \(groff) -man -ww -z -Tutf8")
    #expect(check.output.isEmpty && check.errors.isEmpty && check.status == 0)
  }

  /// The commands of a shell in the pages of help, run.
  @Test(arguments: ["scripts", "json", "files"])
  func theExamplesForTheShellPrintWhatTheySay(topic: String) throws {
    let page = try Program.run(["-e", ":help \(topic)"]).output.split(separator: "\n").map(String.init)
    let lines = page.drop { !$0.hasPrefix("  $ ") }.map { String($0.dropFirst(2)) }
    let commands = lines.filter { $0.hasPrefix("$ ") }
    #expect(!commands.isEmpty)
    let path = "PATH=\"\(Program.executable.deletingLastPathComponent().path):$PATH\"\n"
    let printed = try commands.map { command in
      command + "\n" + (try Self.shell(path + command.dropFirst(2))).output
    }
    #expect(printed.joined() == lines.joined(separator: "\n") + "\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsGetTheirCompletions(shell: String) throws {
    let run = try Program.run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.output.contains("no-init"))
  }

  private static func shell(_ script: String) throws -> Program.Outcome {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Program.Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complaints, as: UTF8.self))
  }
}
