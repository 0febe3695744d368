import Sessions

/// The names that the tutorial uses for its own things, so that it touches nothing of the reader's.
///
/// The texts speak of `x`, `z` and so on. When a step first needs one of these and the session has it already, the
/// tutorial says `x1` instead, or the next number that is free, and keeps to it.
struct TutorialNames: Sendable {
  /// The names in the texts that stand for something in the session.
  static let all = ["f", "x", "y", "z", "a", "b", "c", "d", "p", "m", "q", "loss"]

  private var chosen: [String: String] = [:]

  /// What a name of the texts is called in the session.
  subscript(name: String) -> String { chosen[name] ?? name }

  /// The names that were chosen so far, in the order of the texts.
  var inUse: [String] { Self.all.compactMap { chosen[$0] } }

  /// Chooses names for what a step types, where that has not been done yet. Returns those of the texts that are
  /// others in the session.
  mutating func choose(for step: TutorialStep, in session: Session) -> [String] {
    let words = step.tasks.map { Self.words(in: $0.input) }
    var others: [String] = []
    for name in Self.all where chosen[name] == nil && words.contains(where: { $0.contains { $0 == name } }) {
      let free = Self.free(name, in: session, not: inUse)
      chosen[name] = free
      if free != name { others.append(name) }
    }
    return others
  }

  /// The text of something to type with the names of the session.
  func replaced(in text: String) -> String {
    Self.words(in: text).map { chosen[String($0)] ?? String($0) }.joined()
  }

  private static func free(_ name: String, in session: Session, not others: [String]) -> String {
    var candidate = name
    var number = 0
    while session.environment.variable(candidate) != nil || session.environment.function(candidate) != nil
      || others.contains(candidate)
    {
      number += 1
      candidate = "\(name)\(number)"
    }
    return candidate
  }

  /// The text cut into names and what stands between them.
  private static func words(in text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      let isName = text[start].isLetter
      var end = text.index(after: start)
      while end < text.endIndex,
        isName ? text[end].isLetter || text[end].isNumber || text[end] == "_" : !text[end].isLetter
      {
        end = text.index(after: end)
      }
      words.append(text[start..<end])
      start = end
    }
    return words
  }
}
