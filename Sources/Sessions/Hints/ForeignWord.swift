/// Words of other tools, and of the language's own future, with what to write today.
///
/// There is one table, in parts by where a word stands. A word that the program comes to know must leave it: a test says
/// so. What stands in the place of `…` is the reader's; `{rest}` becomes what stood behind the word, `{equation}` the
/// function that is defined there.
package struct ForeignWord: Sendable {
  /// Where a word stands.
  package enum Place: Sendable, Hashable, CaseIterable {
    /// Before parentheses.
    case function

    /// Alone, as a value.
    case name

    /// At the beginning of a statement, before something that is no operator.
    case statement

    /// Behind a colon.
    case command
  }

  /// The word.
  package let word: String

  /// Where it stands.
  package let place: Place

  /// What to tell of it.
  package let hint: Hint

  /// A row of the table: words that mean the same, what to write, and why.
  typealias Row = (words: String, instead: String?, remark: String?)

  /// The table.
  package static let all: [ForeignWord] = Place.allCases.flatMap { place in
    rows(place).flatMap { row in
      row.words.split(separator: " ").map {
        ForeignWord(word: String($0), place: place, hint: Hint(row.remark, instead: row.instead))
      }
    }
  }

  private static func rows(_ place: Place) -> [Row] {
    switch place {
    case .function: functions
    case .name: names
    case .statement: statements
    case .command: commands
    }
  }

  private static let index: [Place: [String: Hint]] = {
    var index: [Place: [String: Hint]] = [:]
    for row in all { index[row.place, default: [:]][row.word] = row.hint }
    return index
  }()

  /// What to tell of a word in a place, whatever the case of its letters; nil if nothing is known of it.
  /// Some hints repeat what stands behind it, `rest`.
  package static func hint(for word: String, as place: Place, rest: String? = nil) -> Hint? {
    guard let words = index[place], var hint = words[word] ?? words[word.lowercased()] else { return nil }
    hint.instead = hint.instead.map { instead in
      if instead == "{equation}" { return equation(from: rest ?? "") ?? "f(x) = …" }
      guard let placeholder = instead.range(of: "{rest}") else { return instead }
      return instead[..<placeholder.lowerBound] + (rest.flatMap { $0.isEmpty ? nil : $0 } ?? "…")
        + instead[placeholder.upperBound...]
    }
    return hint
  }
}

extension ForeignWord {
  /// The function or the command that does what a word means elsewhere, `asin` or `:backprop`; nil if there is none.
  package static func topic(for word: String) -> String? {
    for place in [Place.function, .command, .statement] {
      guard let instead = hint(for: word, as: place)?.instead else { continue }
      let name = String(instead.drop { !$0.isLetter }).leadingName
      if !name.isEmpty { return (instead.first == ":" ? ":" : "") + name }
    }
    return nil
  }

  /// `f(x) = x^2` for `f(x): return x^2` and `f(x) { return x^2; }`; nil for others.
  private static func equation(from definition: String) -> String? {
    let name = definition.leadingName
    guard !name.isEmpty, definition.dropFirst(name.count).first == "(",
      let end = definition.firstIndex(of: ")")
    else {
      return nil
    }
    let noise: Set<Character> = [" ", ":", "=", "{", "}", ";"]
    var body = definition[definition.index(after: end)...]
    while let first = body.first, noise.contains(first) { body.removeFirst() }
    if body.hasPrefix("return ") { body = body.dropFirst(7) }
    while let last = body.last, noise.contains(last) { body.removeLast() }
    return body.isEmpty || body.contains("return") ? nil : "\(definition[...end]) = \(body.trimmed)"
  }
}

extension StringProtocol {
  /// Where a text first occurs in this one; nil if it does not. O(*n*·*m*)
  func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
