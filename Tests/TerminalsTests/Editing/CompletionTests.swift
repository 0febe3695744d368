import Testing

@testable import Terminals

@Suite("Completion")
struct CompletionTests {
  @Test(
    "The word becomes the only candidate or what all begin with, else all are listed",
    arguments: [
      ("si", [], Completion.Action.nothing),
      ("sin", ["sin"], .nothing),
      ("s", ["sin", "sinh"], .replace(with: "sin")),
      ("sin", ["sin", "sinh"], .list),
      ("x", ["alpha", "beta"], .list),
      ("my", ["\"my a", "\"my b"], .replace(with: "\"my ")),
    ])
  func actions(word: String, words: [String], expected: Completion.Action) {
    let completion = Completion(start: 0, candidates: words.map { .init($0) })
    #expect(completion.action(for: word) == expected)
  }

  @Test(
    "The only candidate is inserted with what follows it",
    arguments: [("sq", "sqrt", "sqrt("), ("sqrt", "sqrt", "sqrt("), ("\\alpha", "\\alpha", "α")])
  func insertion(word: String, candidate: String, insertion: String) {
    let completion = Completion(start: 0, candidates: [.init(candidate, insertion: insertion)])
    #expect(completion.action(for: word) == .replace(with: insertion))
  }
}
