import Foundation
import Testing

/// What `--safe` keeps a stranger's script from.
@Suite struct SafetyTests {
  private static let refusal = "--safe keeps this session away from files and programs"

  @Test(arguments: [":save FILE", ":load FILE", ":graph z -o FILE.txt", ":transcript FILE", ":edit z"])
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

  /// A terminal in whose sessions the keys are those of a file, and the editor leaves a mark.
  private func terminal(_ settings: String, _ folder: TestFolder, flags: [String]) throws -> PseudoTerminal {
    try folder.write(settings, to: ".editrc")
    try folder.write("#!/bin/sh\necho > \(folder.path("started"))\n", to: "editor")
    chmod(folder.path("editor"), 0o700)
    return try PseudoTerminal.session(
      ["HOME": folder.url.path, "EDITOR": folder.path("editor")], flags: flags)
  }

  /// Ways to have libedit open the line in an editor: what `~/.editrc` says, and the keys that do it then, the last of
  /// which takes the line.
  private static let ways: [(settings: String, keys: [String])] = [
    ("bind -v", ["\u{1B}", "v"]), ("bind -e\nadrepl:bind -v", ["\u{1B}", "v"]),
    ("bind ^G vi-histedit", ["\u{7}"]), ("adrepl:bind ^G vi-histedit", ["\u{7}"]),
    ("ad.*:bind ^G 'vi-'\"hist\"edit", ["\u{7}"]), ("bind ^G vi-\\histedit\\", ["\u{7}"]),
    ("  bind   -- \"^Xv\" vi-histedit  \r", ["\u{18}v"]),
    ("bind -v\nbind -a ^G vi-histedit", ["\u{1B}", "\u{7}"]),
    ("bind -k up vi-histedit\nbind -s ^G \\e[A\nbind ^X vi-histedit\nbind -s ^G ^X", ["\u{7}"]),
    ("bind ^G ed-command", ["\u{7}", "bind ^T vi-histedit\r", "\u{14}"]),
    ("", ["\u{1B}x", "bind ^T vi-histedit\r", "\u{14}"]),
    ("", ["\u{1B}X", "bind ^T vi-histedit\r", "\u{14}"]),
    ("bind -v", ["\u{1B}:", "bind ^T vi-histedit\r", "\u{14}"]),
    ("bind -v\nbind -e", ["\u{1B}x", "bind ^T vi-histedit\r", "\u{14}"]),
  ]

  @Test(arguments: ways.indices) func noKeyStartsAProgram(index: Int) throws {
    let way = Self.ways[index]
    for flags in [["--safe"], []] {
      let folder = try TestFolder()
      let terminal = try terminal(way.settings + "\n", folder, flags: flags)
      terminal.type("12")
      for keys in way.keys {
        _ = terminal.look(seconds: 0.1)
        terminal.type(keys)
      }
      _ = terminal.look(seconds: 0.2)
      let isStarted = FileManager.default.fileExists(atPath: folder.path("started"))
      // Without --safe the editor is the person's own.
      #expect(isStarted == flags.isEmpty, "\(way) \(flags)")
      terminal.type("\u{3}")
      terminal.expectPrompt()
      terminal.type("7\r", expecting: "7")
    }
  }

  @Test(arguments: ["", "bind -v", "bind -e", "bind -v\nbind -e", "bind -e\nbind -v"])
  func noKeyHasACommandThatCouldStartAProgram(settings: String) throws {
    let folder = try TestFolder()
    // libedit lists all keys.
    try folder.write(settings + "\nbind\n", to: "keys")
    let terminal = try #require(
      PseudoTerminal(["--safe", "--color", "never", "--no-init", "-q"], ["EDITRC": folder.path("keys")]))
    let keys = try #require(terminal.textBeforePrompt())
    #expect(keys.contains("ed-move-to-beg"))
    #expect(!keys.contains("vi-histedit") && !keys.contains("ed-command"))
    terminal.leave()
  }

  @Test func otherSettingsOfThePersonAreObeyed() throws {
    let terminal = try terminal(
      """
      # vi, but for a key
      bind -v
      bind ^G vi-histedit
      bind "unfinished
      other:bind -e
      bind -a v ed-move-to-beg

      bind ^X ed-prev-char
      """, TestFolder(), flags: ["--safe"])
    terminal.type("34\u{1B}0i12\r", expecting: "1234")
    terminal.type("34\u{1B}vi12\u{18}5\r", expecting: "15234")
    terminal.type("15\u{1B}[A\r", expecting: "15234")
    terminal.leave()
  }
}
