import Foundation
import Testing

/// `:edit` with the person's editor, which is a script here.
@Suite struct EditorTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// A terminal whose editor does `work` to its file, which it gets as its last word.
  private func terminal(_ work: String, variable: String = "EDITOR") throws -> PseudoTerminal {
    try folder.write(
      "#!/bin/sh\nfor file; do :; done\n(stat -c %a \"$file\" || stat -f %Lp \"$file\") > \(folder.path("mode"))\n\(work)\n",
      to: "editor")
    var variables = ["EDITOR": "/no/such/editor", "VISUAL": "", "TMPDIR": folder.url.path]
    // No shell reads the words.
    variables[variable] = "/bin/sh \(folder.path("editor")) a;b $HOME"
    let terminal = try PseudoTerminal.session(variables)
    terminal.type("x = 3; z = x^2;\r")
    terminal.expectPrompt()
    return terminal
  }

  /// The files that are left of the editing.
  private var left: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".ad") }
    }
  }

  @Test(arguments: ["EDITOR", "VISUAL"]) func aDefinitionIsChangedAndThatIsOneStepToUndo(variable: String)
    throws
  {
    let terminal = try terminal(
      "echo \"$1 $2\" > \(folder.path("words"))\nprintf 'z = x^3\\nw = z + 1\\n' > \"$file\"",
      variable: variable)
    terminal.type(":edit z\r")
    terminal.expect("z = 27")
    terminal.expect("w = 28")
    terminal.expectPrompt()
    terminal.type(":undo\r")
    terminal.expect("z = 9")
    terminal.expectPrompt()
    terminal.type("w\r")
    terminal.expect("'w' has no value yet")
    terminal.expectPrompt()
    terminal.leave()
    #expect(folder.text("words") == "a;b $HOME\n")
    #expect(folder.text("mode") == "600\n")
    #expect(try left.isEmpty)
  }

  @Test(arguments: [(":edit z", "z = x^2\n"), (":edit %1", "x^2\n"), (":edit", "3*x\n")])
  func theEditorGetsWhatIsToBeChanged(command: String, expected: String) throws {
    let terminal = try terminal("cp \"$file\" \(folder.path("got"))")
    terminal.type("3*x\r")
    terminal.expectPrompt()
    terminal.type(command + "\r")
    terminal.expectPrompt()
    terminal.leave()
    #expect(folder.text("got") == expected)
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    let terminal = try terminal("echo 'x = 4' > \"$file\"; exit 3")
    terminal.type(":edit x\r")
    terminal.expect("ended with status 3, so nothing was changed")
    terminal.expectPrompt()
    terminal.type("x\r")
    terminal.expect("3\r\n")
    terminal.expectPrompt()
    terminal.leave()
    #expect(try left.isEmpty)
  }

  @Test func whatFailedIsOpenedAgain() throws {
    let terminal = try terminal(
      "if grep -q oops \"$file\"; then echo 'z = x + 1' > \"$file\"; else echo 'z = oops' > \"$file\"; fi")
    terminal.type(":edit z\r")
    terminal.expect("'oops' has no value yet")
    terminal.expect("':edit' opens it again as you left it")
    terminal.expectPrompt()
    terminal.type(":edit\r")
    terminal.expect("z = 4")
    terminal.expectPrompt()
    terminal.leave()
  }
}
