import Foundation
import Testing

extension PseudoTerminal {
  /// The program with no greeting and no colour, ready to be typed at.
  static func session(
    _ variables: [String: String] = [:], flags: [String] = [], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let terminal = try #require(
      PseudoTerminal(
        ["--color", "never", "--no-init", "-q"] + flags, variables, columns: columns, rows: rows))
    terminal.expectPrompt()
    return terminal
  }

  /// The program, whose process a shell was before that has carried out commands.
  static func afterCommands(_ commands: String) throws -> PseudoTerminal {
    try #require(
      PseudoTerminal(
        ["-c", "\(commands); exec \"$0\" --color never --no-init -q", Program.executable.path],
        program: "/bin/sh"))
  }

  /// Waits for the prompt, and for the program to be ready for a key behind it.
  func expectPrompt(
    _ prompt: String = "ad> ", sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    // A terminal that is asked to mark what is pasted is in editing mode.
    expect("\u{1B}[?2004h\(prompt)", sourceLocation: sourceLocation)
  }

  /// Waits for a text.
  func expect(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    if !wait(for: text) {
      Issue.record(
        "no \(text.debugDescription) came, but \(output.debugDescription)", sourceLocation: sourceLocation)
    }
  }

  /// Types keys at the prompt, and waits for what the statement prints and for the next prompt.
  func type(
    _ keys: String, expecting result: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    type(keys)
    expect("\u{1B}[?2004l\(result)\r\n", sourceLocation: sourceLocation)
    expectPrompt(sourceLocation: sourceLocation)
  }

  /// Types texts, and between them single characters that would be keys, each behind Ctrl-V, which makes it a character.
  func typeRaw(_ parts: [String]) {
    for (index, part) in parts.enumerated() {
      let isKey = part.unicodeScalars.count == 1 && part != "\r" && index > 0
      type((isKey ? "\u{16}" : "") + part)
      // With what follows, ESC would be the beginning of a key's sequence.
      if isKey { _ = look(seconds: 0.1) }
    }
  }

  /// What comes until the next prompt.
  func textBeforePrompt() -> String? { text(before: "\u{1B}[?2004had> ") }

  /// Leaves with Ctrl-D, and expects that all was well.
  func leave(sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    type("\u{4}")
    #expect(exitStatus() == 0, sourceLocation: sourceLocation)
  }
}

/// A folder that is gone when the test is done.
final class TestFolder {
  let url: URL

  /// Makes a new folder.
  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("adrepl-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// The text of a file in it; empty if there is none.
  func text(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }

  /// Writes a file in it.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }
}
