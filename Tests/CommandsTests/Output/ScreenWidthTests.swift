import Commands
import Pictures
import Testing

/// What is printed fits the screen.
@Suite struct ScreenWidthTests {
  /// A session with fifty inputs and something of everything.
  private func session() -> TestSession {
    let session = TestSession()
    session.type((0..<50).map { "input\($0) = \($0)/8;" }.joined(separator: " "))
    session.type("z = input0*sin(input1) + exp(input2)*input0; f(u, v) = u*v + sin(u)*cos(v) + exp(u - v);")
    return session
  }

  @Test(arguments: [20, 30, 40, 60, 80, 100, 200])
  func pagesOfHelpFit(width: Int) {
    let session = session()
    session.width = width
    let topics =
      CommandRegistry.commands.map { ":" + $0.name } + [
        "", "syntax", "modes", "kinks", "keys", "session", "scripts", "json", "files", "commands",
        "functions",
        "operators", "constants", "settings", "atan2", "betainc", "^", "and", "pi", "digits", "z", "input0",
        "f",
        "diff", "--search sine",
      ]
    for topic in topics {
      let lines = session.type(":help \(topic)").split(separator: "\n")
      #expect(lines.count > 1)
      let tooWide = lines.filter { displayWidth($0) > max(width, 21) }
      #expect(tooWide.isEmpty, "\(topic): \(tooWide)")
      #expect(lines.allSatisfy { displayWidth($0) <= 100 })
    }
  }

  @Test func aPageThatFitsIsPrintedAsItIsWritten() {
    let session = session()
    let written = session.type(":help kinks")
    session.width = 200
    #expect(session.type(":help kinks") == written)
    session.limitsWidth = false
    session.width = 40
    #expect(session.type(":help kinks") == written)
  }

  @Test(arguments: [20, 40, 80, 200])
  func aListOfNamesIsALine(width: Int) throws {
    let session = session()
    session.width = width
    let text = session.type(":grad z")
    let remark = try #require(
      text.components(between: "not connected: ", and: " more").first
        ?? text.components(between: "not connected:\n  ", and: " more").first)
    let names = try #require(remark.split(separator: " and ").first)
    let shown = names.split(separator: ", ")
    #expect(shown.count >= 1 && displayWidth(remark) <= width)
    #expect(remark.hasSuffix(" and \(47 - shown.count)"))
    #expect(session.json(":grad z").joined().contains("\"input49\":null"))
    #expect(session.type(":grad z --all").filter { $0 != "\n" }.contains("input49"))
  }

  @Test func whatFitsIsListedWhole() {
    let session = TestSession()
    session.width = 34
    session.type("a = 1; b = 2; c = 3; d = 4; e1 = 5; z = a^2;")
    #expect(session.type(":grad z") == "z = 1\n∂z/∂a = 2\nnot connected: b, c, d, e1")
    session.width = 26
    #expect(session.type(":grad z") == "z = 1\n∂z/∂a = 2\nnot connected: b, c, d, e1")
    session.width = 25
    #expect(session.type(":grad z") == "z = 1\n∂z/∂a = 2\nnot connected: b and 3\n  more")
    session.width = 28
    session.type("ff = 6;")
    #expect(session.type(":grad z") == "z = 1\n∂z/∂a = 2\nnot connected: b and 4 more")
  }

  /// What the inside of the program is made of has no place on the screen of somebody who did not ask for it.
  @Test func nobodyIsToldOfLanesWhoDidNotAsk() {
    let session = session()
    for command in [
      ":grad z", ":hessian z", ":jacobian z, input3", ":hessian z --pattern", ":jacobian z --pattern",
      ":taylor z input1 3",
      ":time :repeat 100 input0 := input0/2", ":help :hessian", ":help :jacobian", ":help :time",
      ":help :grad",
      ":check z", ":explain z input1", ":why z", ":nodes", ":vars",
    ] {
      let text = session.type(command)
      #expect(!text.isEmpty)
      for word in ["lane", "colour", "(switch)", "(levels)"] { #expect(!text.contains(word), "\(text)") }
    }
  }
}
