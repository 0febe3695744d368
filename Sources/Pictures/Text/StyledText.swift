import Memory

/// Text whose pieces know what they are: the form in which everything is put before it is shown.
///
///     let line: StyledText = "\("z", .name) = \("23", .value)"
///     line.plain                               // z = 23
///     line.rendered(as: .ansi(.standard))      // the same in colour
///
/// Literal parts are ours and may break lines; everything interpolated is foreign and is escaped.
///
/// Invariants: a line break is the only control character in it, no run is empty, and neighbouring
/// runs differ in role. So two texts are equal exactly when they show the same.
package struct StyledText: Sendable, Hashable {
  /// A stretch of text in one role.
  package struct Run: Sendable, Hashable {
    /// The characters; the only control character among them is the newline.
    package fileprivate(set) var text: String
    /// What they are.
    package let role: Role
  }

  /// The pieces in reading order.
  package private(set) var runs: [Run] = []

  /// The empty text.
  package init() {}

  /// Text of our own writing: newlines break lines, other control characters are escaped.
  package init(_ text: String, _ role: Role = .plain) {
    append(text, role)
  }

  /// Foreign text, such as a name or a line of a file: all control characters are escaped, newlines too.
  package init(verbatim text: String, _ role: Role = .plain) {
    append(escapingControlCharacters(text), role)
  }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { runs.isEmpty }

  /// Adds text of our own writing to the end.
  package mutating func append(_ text: String, _ role: Role = .plain) {
    append(Run(text: escapingControlCharacters(text, keepsNewlines: true), role: role))
  }

  /// Adds a run, and keeps the invariants.
  private mutating func append(_ run: Run) {
    if run.text.isEmpty { return }
    Work.did(1 + run.text.utf8.count / 64)
    if let last = runs.indices.last, runs[last].role == run.role {
      runs[last].text += run.text
    } else {
      runs.append(run)
    }
  }

  /// How many pieces are put together between two questions for memory.
  static let piecesBetweenQuestions = 256

  /// Whether there is memory to add to the text: its runs, and the characters of the last one, may move to a place that
  /// is twice as large.
  fileprivate var mayGrow: Bool {
    let byteCount = 2 * runs.count * MemoryLayout<Run>.stride + 2 * (runs.last?.text.utf8.count ?? 0)
    return !MemoryRoom.wasRefused && MemoryRoom.allows(byteCount)
  }

  /// Adds another text to the end.
  package static func += (text: inout StyledText, addition: StyledText) {
    for run in addition.runs { text.append(run) }
  }

  /// Two texts, one after the other.
  package static func + (first: StyledText, second: StyledText) -> StyledText {
    var sum = first
    sum += second
    return sum
  }
}

extension Sequence where Element == StyledText {
  /// The texts one after another with a separator between them.
  ///
  ///     lines.joined(separator: "\n")
  ///
  /// If there is too little memory for it, a part is missing (``MemoryRoom/wasRefused``).
  ///
  /// - Complexity: O(*n*) in the length of the result.
  package func joined(separator: StyledText = "") -> StyledText {
    var joined = StyledText()
    var isFirst = true
    for (position, text) in enumerated() {
      if position % StyledText.piecesBetweenQuestions == StyledText.piecesBetweenQuestions - 1,
        !joined.mayGrow
      {
        break
      }
      if !isFirst { joined += separator }
      joined += text
      isFirst = false
    }
    return joined
  }
}
