import Commands
import Testing

/// Large results are cut in the same way by all commands, and shown whole by `--all`.
@Suite struct LongOutputTests {
  /// A session with sixty inputs, and a sum of their squares as `z`.
  private func session() -> TestSession {
    let session = TestSession()
    for index in 0..<60 { session.type("input\(index) = \(index)/8;") }
    session.type("z = " + (0..<60).map { "input\($0)^2" }.joined(separator: " + ") + ";")
    session.type("many = z*input0; last = many;")
    return session
  }

  @Test(arguments: [
    ":grad z", ":backprop z", ":forward input0 z", ":check z", ":hessian z", ":nodes", ":vars", ":graph z",
    ":cost z", ":jacobian z, z*input1", ":hessian z --pattern", ":node input0",
  ])
  func aLargeResultIsCutAndAllShowsIt(command: String) {
    let session = session()
    let cut = session.type(command)
    let whole = session.type(command + " --all")
    let remarks = cut.split(separator: "\n").filter { $0.contains("…") && $0.contains("more") }
    if command != ":node input0" {
      #expect(remarks.contains { $0.hasSuffix("; --all shows them") }, "\(cut)")
      #expect(whole.count > cut.count)
    }
    #expect(!whole.contains("more row") && !whole.contains("more column"))
    // A graph is cut at the end, and takes 200 lines.
    #expect(cut.split(separator: "\n").count <= (command.hasPrefix(":graph") ? 201 : 110))
  }

  @Test(
    arguments: [20, 40, 60, 80],
    [":backprop z", ":forward input0 z", ":nodes", ":vars", ":grad z", ":check z"])
  func linesOfTablesFitTheTerminal(width: Int, command: String) {
    let session = session()
    session.width = width
    let lines = session.type(command).split(separator: "\n")
    let tooWide = lines.filter { $0.count > width && !$0.contains("more") && !$0.contains("= ") }
    // Two columns are left in any case, and a heading is a sentence.
    if width >= 40 {
      #expect(
        tooWide.allSatisfy { line in
          line.hasPrefix("seeded")
            || ["agree", "verdict", " × ", "partial ×", "seed"].contains { line.contains($0) }
        },
        "\(tooWide)")
    }
  }

  @Test func jsonIsAlwaysWhole() {
    let session = session()
    #expect(session.json(":nodes") == session.json(":nodes --all"))
    #expect(session.json(":grad z")[0].contains("\"input59\":14.75"))
  }

  @Test func aFileIsWhole() {
    let session = session()
    var written = ""
    session.interpreter.host.writeFile = { _, text in
      written = text
      return nil
    }
    session.type(":graph z -o tree.txt")
    #expect(written.contains("input59") && !written.contains("more node"))
  }
}
