import Testing

@testable import Terminals

@Suite("Completion")
struct CompletionTests {
  @Test(
    "The word becomes the only candidate or what all begin with, else all are listed",
    arguments: [
      ("si", [], Completion.Action.nothing),
      ("sin", ["sin"], .nothing),
      ("sq", ["sqrt("], .replace(with: "sqrt(")),
      ("s", ["sin", "sinh"], .replace(with: "sin")),
      ("sin", ["sin", "sinh"], .list(["sin", "sinh"])),
      ("x", ["alpha", "beta"], .list(["alpha", "beta"])),
      ("\\alpha", ["α"], .replace(with: "α")),
    ])
  func actions(word: String, candidates: [String], expected: Completion.Action) {
    #expect(Completion(start: 0, candidates: candidates).action(for: word) == expected)
  }

  @Test("Candidates stand in columns that are read downwards and fit the width")
  func columns() {
    let candidates = ["acos", "asin", "atan", "α", "b"]
    #expect(Completion.columns(candidates, width: 20) == "acos  atan  b\nasin  α\n")
    #expect(Completion.columns(candidates, width: 3) == "acos\nasin\natan\nα\nb\n")
    #expect(Completion.columns([], width: 20) == "")
  }
}
