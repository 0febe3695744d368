import Foundation
import Testing

@Suite struct CommandLineTests {
  @Test func statementsFromStandardInputGiveResultsWithoutPromptOrEcho() throws {
    let run = try Program.run(typing: "x = 3\ny = 4\nz = x*x + x*y + 2\n:grad z\n")
    #expect(
      run == .init(status: 0, output: "x = 3\ny = 4\nz = 23\nz = 23\n∂z/∂x = 10   ∂z/∂y = 3\n", errors: ""))
  }

  @Test func aMistakeIsReportedWithItsPlaceAndTheRestStillRuns() throws {
    let run = try Program.run(typing: "x = 3\n2*foo\nx\n")
    #expect(run.status == 1)
    #expect(run.output == "x = 3\n3\n")
    #expect(
      run.errors == "<stdin>:2:3: error: 'foo' has no value yet\n    2*foo\n      ^~~\n    write: foo = …\n")
  }

  @Test func bailStopsAtTheFirstMistake() throws {
    let run = try Program.run(["--bail"], typing: "x = 3\nfoo\nx\n")
    #expect(run.status == 1)
    #expect(run.output == "x = 3\n")
  }

  @Test func statementsFromFlagsRunInOrder() throws {
    let run = try Program.run(["-e", "x = 2", "-e", "-x^2"])
    #expect(run == .init(status: 0, output: "x = 2\n-4\n", errors: ""))
    let wrong = try Program.run(["-e", "1 +"])
    #expect(wrong.status == 1)
    #expect(wrong.errors.hasPrefix("-e:1:3: error: "))
  }

  @Test func columnsAreCutOnlyWhereSomebodySaysHowWideItIs() throws {
    let names = (0..<12).map { "v\($0)" }
    let statements = names.map { "\($0) = 1/3;" }.joined() + " z = \(names.joined(separator: "*"));"
    let arguments = ["--no-init", "-e", statements, "-e", ":hessian z"]
    let whole = try Program.run(arguments, environment: ["COLUMNS": ""]).output
    #expect(!whole.contains("more") && whole.split(separator: "\n")[1].hasSuffix(" v11"))
    let cut = try Program.run(arguments, environment: ["COLUMNS": "60"]).output
    #expect(cut.contains("more columns, numbers shortened to 5 digits to fit;\n--all shows them\n"))
    #expect(cut.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test func filesRunBeforeFlagsAndADashIsStandardInput() throws {
    let run = try Program.run(["-", "-e", "x + 1"], input: Data("x = 2;".utf8))
    #expect(run == .init(status: 0, output: "3\n", errors: ""))
  }

  @Test func jsonIsOneObjectALineForErrorsToo() throws {
    let run = try Program.run(
      ["--json"], typing: "x = 3\ny = 4\nz = x*x + x*y + 2\n:grad z\nfoo\n1/0\n0/0\nw = z;\n")
    #expect(
      run.output == """
        {"kind":"input","name":"x","node":0,"value":3.0}
        {"kind":"input","name":"y","node":1,"value":4.0}
        {"kind":"definition","name":"z","node":5,"value":23.0}
        {"kind":"gradient","target":"z","value":23.0,"gradient":{"x":10.0,"y":3.0}}
        {"kind":"error","code":"unknown-name","message":"'foo' has no value yet","suggestion":"foo = …","names":["foo"],"source":"<stdin>","line":5,"column":1,"endColumn":4}
        {"kind":"value","node":null,"value":"Infinity"}
        {"kind":"value","node":null,"value":"NaN"}

        """)
    #expect(run.errors == "")
    #expect(run.status == 1)
  }

  @Test(arguments: [
    ["--nonsense"], ["--color", "pink"], ["-e"], ["no-such-file.ad"], ["Sources"],
    ["--session", "a", "--session", "b", "-e", "1"], ["--session"],
  ])
  func wrongUsageEndsWithStatusTwo(arguments: [String]) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(!run.errors.isEmpty)
  }

  @Test func versionAndHelpAreAnswered() throws {
    #expect(try Program.run(["--version"]).output.hasPrefix("adrepl "))
    let help = try Program.run(["--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("--json"))
  }

  @Test func quitLeavesWithoutRunningTheRest() throws {
    #expect(try Program.run(typing: "1\n:quit\n2\n") == .init(status: 0, output: "1\n", errors: ""))
  }

  @Test func colourIsOnlyWhereItIsAskedFor() throws {
    #expect(!(try Program.run(typing: "1").output.contains("\u{1B}")))
    #expect(try Program.run(["--color", "always"], typing: "1").output.contains("\u{1B}["))
  }

  @Test func scriptsCanBeTests() throws {
    let good = try Program.run(typing: "x = 3;\n:assert x^2 == 9\n:echo x is {x}\n")
    #expect(good == .init(status: 0, output: "x is 3\n", errors: ""))
    let bad = try Program.run(typing: "x = 3;\n:assert x == 4\n:echo still here\n")
    #expect(bad.status == 1)
    #expect(bad.output == "still here\n")
    #expect(bad.errors.hasPrefix("<stdin>:2:9: error: assertion failed: x == 4: 3 == 4\n"))
    #expect(try Program.run(["--bail"], typing: ":assert 0\n1\n").output == "")
  }

  @Test func aThemeColoursWhatIsColoured() throws {
    let dark = try Program.run(["--color", "always"], typing: ":set theme dark\n1\n").output
    #expect(dark.hasSuffix("\u{1B}[38;5;117m1\u{1B}[0m\n"))
    #expect(try Program.run(["--color", "always"], typing: ":set theme none\n1\n").output.hasSuffix("\n1\n"))
    #expect(try Program.run(typing: ":set theme dark\n1\n").output == "theme = dark\n1\n")
  }

  @Test func plainOutputIsASCII() throws {
    let run = try Program.run(typing: ":set unicode off\nx = 3; z = x^2;\n:diff z x\n:grad z\nx² + ∂\n")
    #expect(run.output == "unicode = off\ndz/dx = 2*x\n      = 6\nz = 9\ndz/dx = 6\n")
    #expect(run.errors.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func aLimitEndsTheStatementAndNotTheScript() throws {
    let run = try Program.run(
      typing: ":set max-seconds 0.2\nx = 0;\n:repeat 1000000000000 x := x + 1\nx\n")
    #expect(run.status == 1)
    #expect(run.output == "max-seconds = 0.2\n0\n")
    #expect(run.errors.contains("error: stopped after 0.2 s, the limit; nothing has changed"))
    #expect(run.errors.contains("write: :set max-seconds 0.4"))
  }

  @Test(arguments: [
    ["-e", "1"], ["--version"], ["--help"], ["--manual"], ["--generate-completion-script=bash"],
  ])
  func aFullDiskIsAnError(arguments: [String]) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = arguments
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
  }
}

@Suite struct BadInputTests {
  @Test(arguments: [
    ("unfinished", "2(x", "<stdin>:1:2: error: '(' was never closed"),
    ("two lines unfinished", "1\n(2 +\n3", "<stdin>:2:1: error: '(' was never closed"),
    ("too large", "1e999", "<stdin>:1:1: error: "), ("three points", "1...2", "<stdin>:1:"),
    ("no digits", "0x", "<stdin>:1:"),
    ("no node", "%999", "<stdin>:1:1: error: there is no node %999"),
    ("constant", "3 = x", "<stdin>:1:1: error: "), ("ans", "ans = 3", "<stdin>:1:1: error: "),
    ("command", ":nonsense", "<stdin>:1:2: error: unknown command ':nonsense'"),
  ])
  func aMistakeEndsInAClearError(name: String, text: String, message: String) throws {
    let run = try Program.run(typing: text)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  @Test func aTextGoesOnBehindABackslash() throws {
    let run = try Program.run(typing: ":echo a \\\n  b {1 + \\\n 2}\n")
    #expect(run == .init(status: 0, output: "a b 3\n", errors: ""))
  }

  @Test func aCommandEndsAFormulaThatIsNotFinished() throws {
    let script = "x = 3\ny = 2*(x + 1\n:echo {x}\nx\n"
    let run = try Program.run(typing: script)
    #expect(run.status == 1 && run.output == "x = 3\n3\n3\n")
    #expect(run.errors.hasPrefix("<stdin>:2:7: error: '(' was never closed"), "\(run.errors)")
    #expect(try Program.run(["--bail"], input: Data(script.utf8)).output == "x = 3\n")
    let update = try Program.run(typing: "x = 3\nx \\\n:= x + 1\n")
    #expect(update.status == 0 && update.output == "x = 3\nx = 4\n")
  }

  @Test func bytesThatAreNoTextAreReportedWithTheirPlace() throws {
    for byte: UInt8 in [0, 0xFF, 0xC3] {
      let run = try Program.run([], input: Data("x = 1\nx + ".utf8) + Data([byte]) + Data("\nx\n".utf8))
      #expect(run.status == 1)
      #expect(run.output == "x = 1\n1\n")
      #expect(run.errors.hasPrefix("<stdin>:2:5: error: "), "\(run.errors)")
    }
  }

  @Test func byteOrderMarksCarriageReturnsAndAMissingLastNewlineAreNoMistakes() throws {
    let run = try Program.run([], input: Data([0xEF, 0xBB, 0xBF]) + Data("x = 1\r\nx + 1\r\nx + 2".utf8))
    #expect(run == .init(status: 0, output: "x = 1\n2\n3\n", errors: ""))
  }

  @Test func deepAndLongInputIsComputed() throws {
    let depth = 100_000
    let nested = String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    #expect(try Program.run(typing: nested) == .init(status: 0, output: "1\n", errors: ""))
    let sum = "x = 1;" + Array(repeating: "x", count: 200_000).joined(separator: "+")
    #expect(try Program.run(typing: sum).output == "200000\n")
    let unclosed = String(repeating: "(", count: depth)
    #expect(try Program.run(typing: unclosed).status == 1)
  }

  @Test func aFileThatLoadsItselfIsStopped() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".ad")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(":load \"\(file.path)\"\n1".utf8).write(to: file)
    let run = try Program.run([file.path])
    #expect(run.status == 1)
    #expect(run.errors.contains("more than 20 deep"))
    #expect(run.output == String(repeating: "1\n", count: 21))
  }
}

@Suite struct ExampleTests {
  @Test(arguments: [
    ("article.ad", ["z = 23", "∂z/∂x = 10", "∂z/∂y = 3", "47"]),
    ("black-scholes.ad", ["call = 2.4", "delta = 0.52", "theta = -4.3", "vega = 12.1", "rho = 8.9"]),
    ("pendulum.ad", ["period = 2.248", "sT = 0.00"]),
    ("xor.ad", ["after 5,000 rounds", "\n0\n1\n1\n0\n"]),
    ("rosenbrock.ad", ["f = 24.2", "∂f/∂x = -215.6   ∂f/∂y = -88", "x = 0.99986"]),
  ])
  func anExampleRunsWithItsExpectedNumbers(file: String, expected: [String]) throws {
    let run = try Program.run(["Examples/" + file])
    #expect(run.status == 0)
    #expect(run.errors == "")
    for text in expected { #expect(run.output.contains(text), "\(text) in \(run.output)") }
  }
}
