import Foundation
import Testing

/// What `--safe` keeps a stranger's script from.
@Suite struct SafetyTests {
  private static let refusal = "--safe keeps this session away from files and programs"

  @Test(arguments: [":save FILE", ":load FILE", ":graph z -o FILE", ":transcript FILE", ":edit z"])
  func aScriptTouchesNoFileAndStartsNoProgram(command: String) throws {
    let folder = try TestFolder()
    try folder.write("x = 8\n", to: "there.ad")
    for file in ["there.ad", "new.ad"] {
      let path = folder.path(file)
      let run = try Program.run(
        ["--safe", "--no-init", "-e", "x = 3; z = x^2"] + [
          "-e", command.replacing("FILE", with: path), "-e", "x",
        ],
        environment: ["EDITOR": "touch \(folder.path("edited"))"])
      #expect(run.status == 1)
      #expect(run.errors.contains(Self.refusal), "\(run.errors)")
      #expect(run.output == "z = 9\n3\n")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["there.ad"])
    #expect(folder.text("there.ad") == "x = 8\n")
  }

  @Test func neitherEditorNorPagerIsStartedAtATerminal() throws {
    let folder = try TestFolder()
    let marker = "touch \(folder.path("started"))"
    let terminal = try #require(
      PseudoTerminal(
        ["--safe", "--color", "never", "--no-init", "-q"],
        ["EDITOR": marker, "VISUAL": marker, "PAGER": marker]))
    terminal.expectPrompt()
    terminal.type("z = 2; :set pager on; :help\r")
    terminal.expect("where a word occurs")
    terminal.expectPrompt()
    terminal.type(":edit z\r")
    terminal.expect(Self.refusal)
    terminal.expectPrompt()
    terminal.leave()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
