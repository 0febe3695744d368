import Testing

@testable import Terminals

@Suite("PromptHistory")
struct PromptHistoryTests {
  /// A history with some entries.
  private func history(_ entries: String...) -> PromptHistory {
    var history = PromptHistory()
    for entry in entries { _ = history.add(entry) }
    return history
  }

  /// The keys of the walk.
  private enum Key { case up, down }

  /// Presses a key and expects what it shows.
  private func step(
    _ history: inout PromptHistory, _ key: Key, from line: String, to expected: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let shown = key == .up ? history.older(than: line) : history.newer(than: line)
    #expect(shown == expected, sourceLocation: sourceLocation)
  }

  @Test("Empty and repeated entries are not added")
  func adding() {
    var history = history("x", "x", "", "y", "x")
    #expect(history.entries == ["x", "y", "x"])
    let isAddedAgain = history.add("x")
    #expect(!isAddedAgain)
  }

  @Test("The walk shows entries with the typed beginning, each once in a row, and comes back to it")
  func walking() {
    var history = history("x = 1", "y", "x = 2", "z", "x = 2", "xy")
    step(&history, .up, from: "x =", to: "x = 2")
    step(&history, .up, from: "x = 2", to: "x = 1")
    step(&history, .up, from: "x = 1", to: nil)
    step(&history, .down, from: "x = 1", to: "x = 2")
    step(&history, .down, from: "x = 2", to: "x =")
    step(&history, .down, from: "x =", to: nil)
  }

  @Test("A line changed on the way begins a new walk")
  func editing() {
    var history = history("a", "ab", "b")
    step(&history, .up, from: "", to: "b")
    step(&history, .up, from: "b", to: "ab")
    step(&history, .up, from: "a", to: "ab")
    history.endWalk()
    step(&history, .up, from: "ab", to: nil)
  }
}
