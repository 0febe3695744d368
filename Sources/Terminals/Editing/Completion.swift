/// What could stand in place of the word before the cursor.
package struct Completion: Sendable, Equatable {
  /// Where the word begins, as an offset in UTF-8 bytes; it reaches to the cursor.
  package var start: Int

  /// What could stand there. A single candidate is inserted as it is, so it may end with a space or `(`.
  package var candidates: [String]

  /// Creates a completion.
  package init(start: Int, candidates: [String]) {
    self.start = start
    self.candidates = candidates
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
    case list([String])
  }

  /// Decides what to do, given the word that is there now.
  func action(for word: String) -> Action {
    guard let first = candidates.first else { return .nothing }
    if candidates.count == 1 { return first == word ? .nothing : .replace(with: first) }
    let common = candidates.dropFirst().reduce(first[...]) { common, candidate in
      common.prefix(zip(common, candidate).prefix { $0 == $1 }.count)
    }
    return common.hasPrefix(word) && common != word ? .replace(with: String(common)) : .list(candidates)
  }

  /// The candidates in columns, read downwards, for a terminal of the given width.
  static func columns(_ candidates: [String], width: Int) -> String {
    let cell = 2 + (candidates.map(\.count).max() ?? 0)
    let across = max(1, (width - 1) / cell)
    let down = (candidates.count + across - 1) / across
    var text = ""
    for row in 0..<down {
      let cells = stride(from: row, to: candidates.count, by: down).map { candidates[$0] }
      for (index, candidate) in cells.enumerated() {
        let isLast = index == cells.count - 1
        text += candidate + String(repeating: " ", count: isLast ? 0 : cell - candidate.count)
      }
      text += "\n"
    }
    return text
  }
}
