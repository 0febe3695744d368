/// What could stand in place of the word before the cursor.
package struct CompletionList: Sendable, Equatable {
  /// Where the word begins, as an offset in UTF-8 bytes of the line; it reaches to the cursor.
  package var start: Int

  /// What could stand there, in the order in which it is listed.
  package var candidates: [Candidate]

  /// Something that could stand there.
  package struct Candidate: Sendable, Equatable {
    /// What begins like the word: `sin`, `\alpha`, `:grad`.
    package var word: String

    /// What takes the place of the word where nothing else could: `sin(`, `α`, `:grad `.
    package var insertion: String

    /// How it is listed: `sin(x)`.
    package var label: String

    /// What it is, in a few words.
    package var summary: String
  }
}

extension CompletionList.Candidate {
  /// A word followed by what naturally comes next.
  init(_ word: String, then ending: String = "", label: String? = nil, _ summary: String = "") {
    self.init(word: word, insertion: word + ending, label: label ?? word, summary: summary)
  }
}
