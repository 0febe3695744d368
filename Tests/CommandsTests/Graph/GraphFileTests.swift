import Commands
import PythonScripts
import Testing

@Suite struct GraphFileTests {
  private func session() -> TestSession {
    let session = TestSession()
    session.limitsWidth = false
    session.type("x = 3; z = x^2;")
    return session
  }

  @Test(arguments: [
    ("a.dot", "digraph {"), ("b.mmd", "flowchart LR"), ("c.json", #"{"kind":"graph""#), ("d.txt", "╭ x ─╮"),
    ("h.svg", "<svg xmlns="), ("i.html", "<!doctype html>"),
    ("E.DOT", "digraph {"), ("f.g.Mmd", "flowchart LR"), ("./dir.v2/g.json", #"{"kind":"graph""#),
  ])
  func theEndingOfAFileSaysWhatIsWritten(file: String, beginning: String) {
    let session = session()
    #expect(session.type(":graph z -o \(file)") == "written to \(file)")
    #expect(session.files[file]?.hasPrefix(beginning) == true)
    session.type("x = 4;")
    #expect(session.type(":graph -o \(file) --all") == "written to \(file)")
  }

  @Test(arguments: [
    (
      ":graph z -o z.png",
      """
      <stdin>:2:13: error: no graph is written as '.png': the endings are .svg, .dot, .mmd, .html, .json and .txt
          :graph z -o z.png
                      ^~~~~
          write: -o z.svg
      """
    ),
    (
      ":graph z --mermaid -o \"my z.jpg\"",
      """
      <stdin>:2:23: error: no graph is written as '.jpg': the endings are .svg, .dot, .mmd, .html, .json and .txt
          :graph z --mermaid -o "my z.jpg"
                                ^~~~~~~~~~
          write: -o "my z.mmd"
      """
    ),
    (
      ":graph z -o a.b/z",
      """
      <stdin>:2:13: error: 'a.b/z' does not say what to write: the endings are .svg, .dot, .mmd, .html, .json and .txt
          :graph z -o a.b/z
                      ^~~~~
          write: -o a.b/z.svg
      """
    ),
    (
      ":graph z -o /dev/stdout",
      """
      <stdin>:2:13: error: '/dev/stdout' does not say what to write: the endings are .svg, .dot, .mmd, .html, .json and .txt
          :graph z -o /dev/stdout
                      ^~~~~~~~~~~
          write: --svg -o /dev/stdout
      """
    ),
    (
      ":graph z --dot -o z.JSON",
      """
      <stdin>:2:19: error: '--dot' is not what '.json' stands for
          :graph z --dot -o z.JSON
                            ^~~~~~
          write: -o z.dot
      """
    ),
    (
      ":graph z --dot --json",
      """
      <stdin>:2:16: error: one form at a time: '--dot' or '--json'
          :graph z --dot --json
                         ^~~~~~
      """
    ),
  ])
  func whatIsNoFormOrTwoIsAnError(line: String, message: String) {
    let session = session()
    #expect(session.type(line) == message)
    #expect(session.files.isEmpty)
  }

  @Test func withoutAnEndingTheOptionSaysIt() {
    let session = session()
    #expect(session.type(":graph z --dot -o /dev/fd/5") == "written to /dev/fd/5")
    #expect(session.files["/dev/fd/5"]?.hasPrefix("digraph {") == true)
  }

  @Test func aFileThatMayBeMissedIsOverwrittenWithForceOnly() {
    let session = session()
    session.interpreter.host.mayBeMissed = { $0 == "old.dot" }
    #expect(
      session.type(":graph z -o old.dot") == """
        <stdin>:2:13: error: 'old.dot' is there already, and this session has neither loaded nor saved it
            :graph z -o old.dot
                        ^~~~~~~
            write: :graph z -o old.dot --force
        """)
    #expect(session.files.isEmpty)
    #expect(session.type(":graph z -o old.dot --force") == "written to old.dot")
  }

  /// Titles with signs of XML, names in other scripts, numbers that are none.
  @Test(.enabled(if: WellFormed.isAvailable, "needs python3"))
  func picturesAreWellFormed() throws {
    let session = TestSession()
    session.type(
      "שלום = 2; é = 3; e\u{301}u = 4; x = 1; y = nan; z = inf; w = if(x < 3 and not (y > 2), שלום*é, z);")
    let lines = [
      ":graph if(x < 3 and not (y > 2), שלום*é, z) --flow", ":graph w --partials --dark",
      ":graph y*z + e\u{301}u",
      ":plot if(x < 3, x, 1), שלום*x x=-5..5", ":plot x*y*é x=1..2 é=0..1",
      ":plot שלום*é שלום=-1..1 --derivative",
    ]
    for (position, line) in lines.enumerated() {
      #expect(session.type("\(line) -o \(position).svg") == "written to \(position).svg")
    }
    let roots = try WellFormed.roots(of: session.files.sorted { $0.key < $1.key }.map(\.value))
    #expect(roots == lines.map { _ in "svg" })
  }
}
