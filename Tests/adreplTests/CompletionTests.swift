import Foundation
import Testing

/// Tab at the program's prompt.
@Suite(.serialized) struct CompletionTests {
  private func terminal() throws -> PseudoTerminal {
    let terminal = try #require(PseudoTerminal(["--color", "never", "--no-init", "-q"]))
    #expect(terminal.wait(for: "ad> "))
    return terminal
  }

  @Test func tabCompletesNamesFunctionsCommandsAndSymbols() throws {
    let terminal = try terminal()
    terminal.type("x = 3; \\thet\t\t = 0.5\r")
    #expect(terminal.wait(for: "θ = 0.5\r\n"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type(":jac\tθ\\cdo\tsinh\tx) : \t")
    #expect(terminal.wait(for: "x  = 3\r\nθ  = 0.5\r\n"))
    terminal.type("x\r")
    #expect(terminal.wait(for: "θ*sinh(x)"))
    #expect(terminal.wait(for: "ad> "))
    terminal.type("sin\t")
    #expect(terminal.wait(for: "sinh(x)   the hyperbolic sine\r\n"))
    #expect(terminal.wait(for: "ad> sin"))
    terminal.type("(0)\r")
    #expect(terminal.wait(for: "0\r\n"))
  }

  @Test func tabKnowsWhatTheEarlierLinesOfAStatementSay() throws {
    let terminal = try terminal()
    terminal.type("g(alpha_1, beta) = (\r")
    #expect(terminal.wait(for: "  > "))
    terminal.type("alp\t + be\t)\r")
    #expect(terminal.wait(for: "be"))
    terminal.type("\u{3}")
    #expect(terminal.wait(for: "ad> "))
  }

  @Test func tabCompletesFilesAndFolders() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adrepl \(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("inner"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("6*7".utf8).write(to: folder.appendingPathComponent("inner/my file.ad"))
    try Data().write(to: folder.appendingPathComponent("inner/.hidden"))
    let terminal = try terminal()
    let path = folder.path.prefix(folder.path.count - 3)
    terminal.type(":load \"\(path)\t")
    #expect(terminal.wait(for: String(folder.path.suffix(3)) + "/"))
    terminal.type("\t\t\r")
    #expect(terminal.wait(for: "42\r\n"))
  }
}
