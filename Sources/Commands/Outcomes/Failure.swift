package import Formulas
import Pictures

/// A statement or command that could not be carried out: what is wrong, where, and what to do.
package struct Failure: Sendable {
  /// A stable word for programs.
  package let code: String

  /// What is wrong.
  package let message: String

  /// What to write instead.
  package let suggestion: String?

  /// The names that are wrong, where the message is about names.
  package let names: [String]

  /// Where it stands: the file, `<stdin>` or `-e`.
  package let source: String

  /// The lines and columns, counted from 1 in characters, and the source line.
  package let location: SourceLocation

  /// Further places in the same source line.
  private let others: [SourceLocation]

  package init(_ diagnostic: Diagnostic, in text: SourceText) {
    code = diagnostic.code
    message = diagnostic.message
    suggestion = diagnostic.suggestion
    source = text.name
    names = diagnostic.names
    let location = text.location(of: diagnostic.range)
    self.location = location
    others = diagnostic.others.map { text.location(of: $0) }.filter { $0.line == location.line }
  }

  var members: [(String, JSON)] {
    var members: [(String, JSON)] = [
      ("kind", .string("error")), ("code", .string(code)), ("message", .string(message)),
    ]
    if let suggestion { members.append(("suggestion", .string(suggestion))) }
    if !names.isEmpty { members.append(("names", .array(names.map { .string($0) }))) }
    return members + [
      ("source", .string(source)), ("line", .integer(location.line)), ("column", .integer(location.column)),
      ("endColumn", .integer(location.endColumn)),
    ]
  }

  /// The message with its place, the source line and a caret under the place, and under others that it speaks of:
  ///
  ///     <stdin>:3:7: error: 'foo' and 'y' have no value yet
  ///         z = 2*foo + y
  ///               ^~~   ^
  ///         write: foo = …; y = …
  func text(_ style: TextStyle) -> StyledText {
    let place = source == style.typedSource ? "" : "\(source):\(location.line):\(location.column): "
    var lines: [StyledText] = ["\(place, .faint)\("error: ", .error)\(message)"]
    let (excerpt, marks) = excerpt(columns: max(20, style.width - 4), style.characters)
    if !excerpt.isEmpty {
      lines.append("    \(excerpt)")
      lines.append("    \(marks, .error)")
    }
    if let suggestion { lines.append("    \("write: ", .faint)\(suggestion, .accent)") }
    return lines.joined(separator: "\n")
  }

  /// The part of the source line around the place, and the line of marks under it.
  private func excerpt(columns: Int, _ written: Characters) -> (text: String, marks: String) {
    let characters = Array(location.text)
    func place(_ location: SourceLocation) -> Range<Int> {
      let start = min(max(0, location.column - self.location.textColumn), characters.count)
      return start..<min(max(start, location.endColumn - self.location.textColumn), characters.count)
    }
    let start = place(location).lowerBound
    // A long line is cut on both sides of the place.
    let isWhole = characters.count <= columns && location.textColumn == 1 && !location.isCutOff
    let columns = isWhole ? columns : columns - 2 * displayWidth(written.ellipsis)
    let first = isWhole ? 0 : max(0, min(start - columns / 3, characters.count - columns))
    let last = min(characters.count, first + columns)
    func shown(_ range: Range<Int>) -> String {
      written.written(escapingControlCharacters(String(characters[range])))
    }
    let beginning = first > 0 || location.textColumn > 1 ? written.ellipsis : ""
    let goesOn = last < characters.count || location.isCutOff
    var (marks, width) = ("", 0)
    for marked in [place(location)] + others.map(place)
    where marked.lowerBound == start || (start..<last).contains(marked.lowerBound) {
      let indent = displayWidth(beginning + shown(first..<marked.lowerBound))
      let length = max(1, displayWidth(shown(marked.lowerBound..<min(marked.upperBound, last))))
      marks += String(repeating: " ", count: max(0, indent - width))
      marks += "^" + String(repeating: "~", count: length - 1)
      width = indent + length
    }
    return (beginning + shown(first..<last) + (goesOn ? written.ellipsis : ""), marks)
  }
}
