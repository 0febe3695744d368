import Terminals
import Testing

struct PagerCommandTests {
  @Test(
    arguments: [
      (nil, ["less"]), ("", ["less"]), ("  ", ["less"]), ("more", ["more"]),
      ("less -R  -S", ["less", "-R", "-S"]),
      ("sh -c 'rm *'", ["sh", "-c", "'rm", "*'"]),
    ] as [(String?, [String])])
  func `the variable is split at blanks`(variable: String?, command: [String]) {
    #expect(Pager.program { $0 == "PAGER" ? variable : nil }?.command == command)
  }

  @Test(arguments: [(nil, ["LESS=FRX"]), ("R", [])] as [(String?, [String])])
  func `less is told what to do unless it has been told`(variable: String?, additions: [String]) {
    #expect(Pager.program { $0 == "LESS" ? variable : nil }?.additions == additions)
  }
}

struct ForegroundProgramTests {
  @Test func `a program that is not there is not started`() {
    #expect(ForegroundProgram(words: "/no/such/program")?.run(feeding: "text\n") == nil)
  }

  @Test func `a program that does not read is survived`() {
    let text = String(repeating: "text\n", count: 100_000)
    #expect(ForegroundProgram(words: "true")?.run(feeding: text) == 0)
  }

  @Test func `how the program ended is told`() {
    #expect(ForegroundProgram(words: "sh -c")?.run(["exit 3"]) == 3)
    #expect(ForegroundProgram(words: "sh -c")?.run(["kill -9 $$"]) == 137)
    #expect(ForegroundProgram(words: "cmp -s -")?.run(["/dev/null"], feeding: "") == 0)
  }
}
