/// What could stand in place of the word before the cursor.
package struct Completion: Sendable, Equatable {
  /// Where the word begins, as an offset in UTF-8 bytes; it reaches to the cursor.
  package var start: Int

  /// What could stand there, each of which begins like the word.
  package var candidates: [Candidate]

  /// Creates a completion.
  package init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }

  /// Something that could stand there.
  package struct Candidate: Sendable, Equatable {
    /// What the word may be the beginning of: `sin`, or `\alpha`.
    package var word: String

    /// What takes the place of the word if it is the only candidate: `sin(`, or `α`.
    package var insertion: String

    /// How it is listed: `sin(x)`. No control characters.
    package var label: String

    /// What it is, for the list; empty if there is nothing to say. No control characters.
    package var summary: String

    /// Creates a candidate; one that says nothing else is inserted and listed as it is.
    package init(_ word: String, insertion: String? = nil, label: String? = nil, summary: String = "") {
      self.word = word
      self.insertion = insertion ?? word
      self.label = label ?? word
      self.summary = summary
    }
  }
}

extension Completion {
  /// What pressing Tab does to the line.
  enum Action: Equatable {
    /// Nothing fits.
    case nothing

    /// The word is replaced by a longer or the only one.
    case replace(with: String)

    /// Several fit and share no more than is there: they are listed.
    case list
  }

  /// Decides what to do, given the word that is there now.
  func action(for word: String) -> Action {
    guard let first = candidates.first else { return .nothing }
    if candidates.count == 1 { return first.insertion == word ? .nothing : .replace(with: first.insertion) }
    let common = candidates.dropFirst().reduce(first.word[...]) { common, candidate in
      common.prefix(zip(common, candidate.word).prefix { $0 == $1 }.count)
    }
    return common.count > word.count ? .replace(with: String(common)) : .list
  }
}
