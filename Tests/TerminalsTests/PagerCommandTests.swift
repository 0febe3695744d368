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
    #expect(Pager { $0 == "PAGER" ? variable : nil }.command == command)
  }

  @Test func `a pager that is not there shows nothing`() {
    #expect(!Pager { _ in "/no/such/pager" }.show("text\n"))
  }

  @Test func `a pager that does not read is survived`() {
    #expect(Pager { $0 == "PAGER" ? "true" : nil }.show(String(repeating: "text\n", count: 100_000)))
  }
}
