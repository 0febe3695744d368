import Foundation
import Testing

/// Files that are run, read at the start, and written.
@Suite struct ScriptFileTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func severalFilesRunInOneSessionAndBailEndsThemAll() throws {
    try folder.write("#!/usr/bin/env adrepl\nx = 3\n2*oops\n", to: "a.ad")
    try folder.write("y = x + 1\n", to: "b.ad")
    let arguments = ["--no-init", folder.path("a.ad"), folder.path("b.ad"), "-e", "y*2"]
    let run = try Program.run(arguments)
    #expect(run.status == 1)
    #expect(run.output == "x = 3\ny = 4\n8\n")
    #expect(
      run.errors
        == "\(folder.path("a.ad")):3:3: error: 'oops' has no value yet\n    2*oops\n      ^~~~\n    write: oops = …\n"
    )
    let bailed = try Program.run(["--bail"] + arguments)
    #expect(bailed.status == 1 && bailed.output == "x = 3\n")
    try folder.write(":load \(folder.path("a.ad"))\nz = 1\n", to: "c.ad")
    let loaded = try Program.run(["--bail", "--no-init", folder.path("c.ad"), "-e", "7"])
    #expect(loaded.status == 1 && !loaded.output.contains("z = 1") && !loaded.output.contains("7"))
  }

  @Test func aFileThatSaysWhatRunsItIsAProgram() throws {
    let script = "#!\(Program.executable.path)\nx = 3\nx^2\n"
    try folder.write(script, to: "script")
    let process = Process()
    let output = Pipe()
    // A copy that nobody has open for writing, as a child of another test might have this one.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "cp script square; chmod 755 square; exec ./square"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = output
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(
      String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "x = 3\n9\n")
  }

  @Test func whoStaysAfterAFileGoesOnFromIt() throws {
    try folder.write("x = 3\n", to: "a.ad")
    let piped = try Program.run(["--no-init", "-i", folder.path("a.ad")], input: Data("x + 1\n".utf8))
    #expect(piped == .init(status: 0, output: "x = 3\n4\n", errors: ""))
    let terminal = try #require(
      PseudoTerminal(["--color", "never", "--no-init", "-q", "-i", folder.path("a.ad")]))
    terminal.expect("x = 3")
    terminal.expectPrompt()
    terminal.type("x + 1\r", expecting: "4")
    terminal.leave()
  }

  @Test func theInitFileIsReadWhereSomebodyTypes() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("adrepl"), withIntermediateDirectories: true)
    try folder.write(":set digits 4\nhalf(u) = u/2;\n", to: "adrepl/init.ad")
    let variables = ["XDG_CONFIG_HOME": folder.url.path]
    let terminal = try #require(PseudoTerminal(["--color", "never", "-q"], variables))
    terminal.expectPrompt()
    terminal.type("half(2/3)\r", expecting: "0.3333")
    terminal.leave()
    let without = try PseudoTerminal.session(variables)
    without.type("half(2)\r")
    without.expect("unknown function 'half'")
    without.expectPrompt()
    without.leave()
    #expect(try Program.run(["-e", "half(2)"], environment: variables).status == 1)
  }

  @Test func theHomeFolderCanBeWrittenShort() throws {
    try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: true)
    let variables = ["HOME": folder.url.path, "ADREPL_HISTORY": ""]
    let run = try Program.run(
      ["-e", "x = 7;", "-e", ":save ~/sub/mine.ad", "-e", ":reset;", "-e", ":load ~/sub/mine.ad", "-e", "x"],
      environment: variables)
    #expect(run.status == 0 && run.output.hasSuffix("\n7\n"), "\(run)")
    #expect(folder.text("sub/mine.ad").contains("x = 7"))
    let terminal = try PseudoTerminal.session(variables)
    terminal.type(":load ~/sub/m\t\r")
    terminal.expectPrompt()
    terminal.type("x\r", expecting: "7")
    terminal.leave()
  }

  @Test func aSavedSessionHasItsSettingsAndValuesToTheBit() throws {
    let saved = folder.path("saved.ad")
    let statements = [
      "x = 0.1 + 0.2; f(u) = sin(u)/3; z = f(x)*x", ":set digits 6", ":set notation scientific",
    ]
    let run = try Program.run(
      ["--no-init"]
        + (statements + [":save \(saved)", "z", ":set digits", ":set notation"]).flatMap { ["-e", $0] })
    let again = try Program.run(
      ["--no-init"] + [":load \(saved);", "z", ":set digits", ":set notation"].flatMap { ["-e", $0] })
    #expect(run.status == 0 && again.status == 0)
    #expect(again.output.split(separator: "\n").suffix(3) == run.output.split(separator: "\n").suffix(3))
    let exact = try Program.run(["--no-init", "-e", ":load \(saved);", "-e", ":assert x == 0.1 + 0.2"])
    #expect(exact.status == 0, "\(exact)")
  }

  @Test func anOutputThatIsOpenGetsAScriptWhereItIs() throws {
    let run = try Program.run(["-e", "x = 3", "-e", ":save /dev/stdout", "-e", "x + 1"])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("x = 3\n# adrepl format 2: a session"))
    #expect(run.output.hasSuffix("x = 3;\nsaved: 1 input in /dev/stdout\n4\n"))
    let unclosed = try Program.run(["-e", ":save \"\(folder.path("a.ad"))"])
    #expect(unclosed.errors.contains("'\"' was never closed") && folder.text("a.ad").isEmpty)
  }

  @Test func aFileThatIsWrittenAnewKeepsItsModeAndItsLinks() throws {
    try folder.write("old\n", to: "real.ad")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("real.ad"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.ad"), withDestinationPath: folder.path("real.ad"))
    let number =
      try FileManager.default.attributesOfItem(atPath: folder.path("real.ad"))[.systemFileNumber] as? Int
    let run = try Program.run(["--no-init", "-e", "x = 3;", "-e", ":save \(folder.path("link.ad"))"])
    #expect(run.status == 0, "\(run)")
    #expect(folder.text("real.ad").contains("x = 3"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("real.ad"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    // Another file in the place of the old one, which was whole until then.
    #expect(attributes[.systemFileNumber] as? Int != number)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.ad"))
        == folder.path("real.ad"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["link.ad", "real.ad"])
  }
}
