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
    ":grad z", ":backprop z", ":forward input0 z", ":check z", ":hessian z", ":nodes", ":vars",
    ":graph z --tree",
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

  @Test(arguments: [0, 1, 40, 150, 298, 299])
  func theLineOfAMistakeFitsWhereverTheMistakeIs(term: Int) {
    let session = session()
    for width in [48, 60, 80] {
      session.width = width
      let terms = (0..<300).map { $0 == term ? "foo" : "input\($0 % 60)" }
      let lines = session.type("y = " + terms.joined(separator: " + ")).split(separator: "\n")
      #expect(lines.count == 4 && lines.dropFirst().allSatisfy { $0.count <= width }, "\(lines)")
    }
  }

  @Test(arguments: [
    ":backprop ", ":forward input0 ", ":nodes", ":vars", ":grad ", ":check ", ":check --nodes ",
    ":check --steps ", ":hessian ", ":jacobian 2*input0, ", ":cost ", ":explain ", ":cache", ":set",
  ])
  func noLineIsWiderThanTheTerminal(command: String) {
    let session = session()
    session.type("a_name_of_twenty_abc = 1/3; another_name_of_tw20 = -2e-100/3;")
    session.type(
      "product_of_long_name = a_name_of_twenty_abc*another_name_of_tw20 + sin(a_name_of_twenty_abc)/7;")
    session.type("kinked = abs(another_name_of_tw20 + 2e-100/3)*a_name_of_twenty_abc;")
    for name in command.last == " " ? ["z", "product_of_long_name", "kinked"] : [""] {
      let input = command == ":explain " ? (name == "z" ? " input0" : " a_name_of_twenty_abc") : ""
      for (width, digits) in [
        (40, 17), (40, 10), (50, 17), (60, 10), (70, 17), (80, 10), (80, 17), (120, 17),
      ] {
        session.type(":set digits \(digits)")
        session.width = width
        let lines = session.type(command + name + input).split(separator: "\n")
        #expect(!lines.isEmpty)
        let tooWide = lines.filter { $0.count > width }
        #expect(tooWide.isEmpty, "\(width): \(tooWide.joined(separator: "\n"))")
      }
    }
  }

  @Test(arguments: [
    ":backprop z", ":hessian z", ":jacobian z, z*input1", ":hessian z --pattern", ":vars", ":nodes",
  ])
  func whereNobodySaysHowWideNoColumnIsCut(command: String) {
    let session = session()
    session.limitsWidth = false
    let text = session.type(command)
    #expect(!text.contains("more column") && !text.contains("shortened") && !text.contains(" more …"))
    #expect(text.contains("more rows; --all shows them") != command.contains("jacobian"))
    let widest = text.split(separator: "\n").lazy.map(\.count).max() ?? 0
    #expect(widest > 80 || [":backprop z", ":nodes", ":hessian z --pattern"].contains(command))
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
