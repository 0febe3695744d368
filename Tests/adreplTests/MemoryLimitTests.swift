#if os(Linux)
  import Foundation
  import Testing

  /// What the program does where its address space is limited, as by `ulimit -v`.
  @Suite struct MemoryLimitTests {
    private static let refusal = "error: this takes more memory than there is; nothing has changed"

    /// What the system counts for the program when it has done nothing yet, in kilobytes.
    private static let status: String? = {
      guard let program = try? RunningProgram(["--no-init"], environment: [:]) else { return nil }
      defer { program.kill() }
      guard (try? program.type("1+1\n")) != nil, program.line() == "2" else { return nil }
      return try? String(contentsOfFile: "/proc/\(program.process)/status", encoding: .utf8)
    }()

    /// Runs the program with a text for input and so many megabytes more than it begins with, of all its address space or
    /// of what can be written to.
    private func run(
      _ text: String, _ arguments: [String] = [], megabytes: Int = 40, limiting limit: String = "v"
    ) throws -> Program.Outcome {
      let field = limit == "v" ? "VmSize:" : "VmData:"
      let line = try #require(Self.status?.split(separator: "\n").first { $0.hasPrefix(field) })
      let least = try #require(Int(line.filter(\.isNumber)))
      return try Program.run(
        ["-c", #"ulimit -$1 $2; shift 2; exec "$0" "$@""#, Program.executable.path, limit]
          + ["\(least + 1024 * megabytes)", "--no-init", "-"] + arguments,
        input: Data(text.utf8), program: URL(fileURLWithPath: "/bin/sh"))
    }

    /// Functions each of which takes twice as many nodes as the one before.
    private static let doubling =
      "x = 0.5; f0(u) = sin(u);\n"
      + (1...11).map { "f\($0)(u) = f\($0 - 1)(u + \($0)) + f\($0 - 1)(u*\($0).5);" }.joined(separator: "\n")
      + "\n"

    /// A formula of half a million nodes.
    private static let large = (1...64).map { "f11(x + \($0))" }.joined(separator: " + ")

    @Test(arguments: [
      "y = \(large)", large, "x := \(large)", ":grad \(large)", ":repeat 100 x = x + 0; y = \(large)",
      "y = " + String(repeating: "x + 1.5*", count: 1 << 20) + "x",
      "y = max(x" + String(repeating: ", x", count: 1 << 20) + ")",
      ":echo " + String(repeating: "w", count: 20 << 20), ":taylor y x 1000",
    ])
    func aStatementThatTakesTooMuchChangesNothing(statement: String) throws {
      let before = statement.hasPrefix(":taylor") ? "y = f11(x);\n" : "y = x;\n"
      let text = Self.doubling + before + statement + "\n:clean;\n1+1\nx\ny - y\nf3(x) - f3(x)\n"
      let run = try run(text)
      #expect(run.status == 1)
      #expect(run.errors.components(separatedBy: Self.refusal).count == 2)
      #expect(run.errors.components(separatedBy: "error:").count == 2)
      #expect(run.output == "2\n0.5\n0\n0\n", "\(run.errors.prefix(2000))")
    }

    @Test func whatIsWrittenOnManyLinesIsRefusedOnce() throws {
      let text = "y = (1\n" + String(repeating: "+ 2.5*3.5\n", count: 1 << 20) + ")\n1+1\n"
      let run = try run(text, megabytes: 20)
      #expect(run.status == 1 && run.output == "2\n")
      #expect(run.errors.components(separatedBy: Self.refusal).count == 2, "\(run.errors.prefix(2000))")
    }

    @Test func manySmallStatementsFillWhatThereIsAndNoMore() throws {
      let text =
        (0..<60_000).map { "a\($0) = \($0).5;\n" }.joined()
        + "1+1\na7\n:delete a1\n:clean;\n:reset\n:clean;\nx = 3\n"
      let run = try run(text, megabytes: 9)
      #expect(run.status == 1)
      #expect(run.errors.contains(Self.refusal))
      #expect(run.output.hasPrefix("2\n7.5\n") && run.output.hasSuffix("x = 3\n"), "\(run.output)")
    }

    @Test(arguments: [[], ["--json"]])
    func aResultThatIsTooLargeIsNotShown(arguments: [String]) throws {
      let text = Self.doubling + "y = f11(x) + f11(x + 1);\n:backprop y --all\n1+1\n"
      let run = try run(text, arguments, megabytes: 12)
      #expect(run.status == 1)
      let said = arguments.isEmpty ? run.errors : run.output
      #expect(
        said.contains("this takes more memory than there is; nothing has changed"), "\(said.suffix(1000))")
      #expect(run.output.count < 10_000)
      let last = run.output.split(separator: "\n").last ?? ""
      #expect(arguments.isEmpty ? last == "2" : last.contains(#""value":2"#), "\(last)")
    }

    @Test func aLoadedFileGoesOnBehindWhatWasRefused() throws {
      let folder = try TestFolder()
      try folder.write(Self.doubling + "y = \(Self.large)\nz = f3(x);\n", to: "large.ad")
      let run = try run(":load \(folder.path("large.ad"))\nz - z\n1+1\n")
      #expect(run.status == 1 && run.output == "0\n2\n")
      #expect(run.errors.contains("large.ad:13:") && run.errors.contains(Self.refusal))
    }

    @Test func writableAddressSpaceCountsToo() throws {
      let run = try run(Self.doubling + "y = \(Self.large)\n1+1\n", limiting: "d")
      #expect(run.status == 1 && run.output == "2\n")
      #expect(run.errors.contains(Self.refusal), "\(run.errors.prefix(1000))")
    }

    @Test func whereNextToNothingIsLeftItSaysSo() throws {
      let run = try run("1+1\n", megabytes: 2)
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("adrepl: too little memory"), "\(run.errors)")
    }
  }
#endif
