import AutoDiff
import Sessions
import Testing

@testable import Commands

@Suite struct FileCompletionTests {
  private static let files = [
    "a.ad": false, "my file.ad": false, "Examples": true, "Examples/one.ad": false, "Examples/two#.ad": false,
    "evil\u{1B}[2J": false, "quo\"te": false, "ümlaut.ad": false,
  ]

  private func offer(_ line: String) -> CompletionList {
    let session = TestSession()
    session.interpreter.host.listFiles = { prefix in
      Self.files.filter { path, _ in
        path.hasPrefix(prefix)
          && !path.dropFirst(prefix.lastIndex(of: "/").map { prefix[...$0].count } ?? 0).contains("/")
      }.map { ($0.split(separator: "/").last.map(String.init) ?? "", $1) }
    }
    return session.interpreter.completions(in: line, cursor: line.utf8.count)
  }

  @Test(arguments: [
    (":load a", 6, ["a.ad"], ["a.ad"]), (":load E", 6, ["Examples/"], ["Examples/"]),
    (":load Examples/o", 6, ["Examples/one.ad"], ["one.ad"]),
    (":load Examples/", 6, ["\"Examples/one.ad\"", "\"Examples/two#.ad\""], ["one.ad", "two#.ad"]),
    (":load m", 6, ["\"my file.ad\""], ["my file.ad"]),
    (":load \"my f", 6, ["\"my file.ad\""], ["my file.ad"]), (":load \"E", 6, ["\"Examples/"], ["Examples/"]),
    (":load ü", 6, ["ümlaut.ad"], ["ümlaut.ad"]), (":graph x -o a", 12, ["a.ad"], ["a.ad"]),
    (":graph x --dot -o \"m", 18, ["\"my file.ad\""], ["my file.ad"]), ("x; :lo a", 7, ["a.ad"], ["a.ad"]),
    (":load e", 6, [], []), (":load q", 6, [], []), (":load a.ad E", 11, [], []), (":load n", 6, [], []),
  ])
  func filesAreOfferedQuotedWhereTheyMustBe(line: String, start: Int, insertions: [String], labels: [String])
  {
    let list = offer(line)
    #expect(list.candidates.map(\.insertion) == insertions)
    #expect(list.candidates.map(\.label) == labels)
    #expect(list.start == start)
  }

  @Test func aFileThatIsCompletedCanBeLoaded() {
    let session = TestSession(files: ["my file.ad": "1 + 1"])
    #expect(session.type(":load " + (offer(":load m").candidates.first?.insertion ?? "")) == "2")
  }
}
