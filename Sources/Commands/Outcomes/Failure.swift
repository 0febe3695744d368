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

  /// Where it stands: the file, `<stdin>` or `-e`.
  package let source: String

  /// The lines and columns, counted from 1 in characters, and the source line.
  package let location: SourceLocation

  package init(_ diagnostic: Diagnostic, in text: SourceText) {
    code = diagnostic.code
    message = diagnostic.message
    suggestion = diagnostic.suggestion
    source = text.name
    location = text.location(of: diagnostic.range)
  }

  var members: [(String, JSON)] {
    var members: [(String, JSON)] = [
      ("kind", .string("error")), ("code", .string(code)), ("message", .string(message)),
    ]
    if let suggestion { members.append(("suggestion", .string(suggestion))) }
    return members + [
      ("source", .string(source)), ("line", .integer(location.line)), ("column", .integer(location.column)),
      ("endColumn", .integer(location.endColumn)),
    ]
  }

  /// The message with its place, the source line and a caret under the place:
  ///
  ///     <stdin>:3:7: error: unknown name 'foo'
  ///         z = 2*foo + 1
  ///               ^~~
  ///         did you mean 'fo'?
  func text(_ style: TextStyle) -> StyledText {
    let place = source == style.typedSource ? "" : "\(source):\(location.line):\(location.column): "
    var lines: [StyledText] = ["\(place, .faint)\("error: ", .error)\(message)"]
    let (excerpt, indent, width) = excerpt(columns: max(20, style.width - 4), style.characters)
    if !excerpt.isEmpty {
      let caret =
        String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: max(0, width - 1))
      lines.append("    \(excerpt)")
      lines.append("    \(caret, .error)")
    }
    if let suggestion { lines.append("    \("write: ", .faint)\(suggestion, .accent)") }
    return lines.joined(separator: "\n")
  }

  /// The part of the source line around the place, with the columns before the place and the columns that it takes.
  private func excerpt(columns: Int, _ written: Characters) -> (text: String, indent: Int, width: Int) {
    let characters = Array(location.text)
    let start = min(max(0, location.column - location.textColumn), characters.count)
    let end = min(max(start, location.endColumn - location.textColumn), characters.count)
    // A long line is cut on both sides of the place.
    let isWhole = characters.count <= columns && location.textColumn == 1 && !location.isCutOff
    let columns = isWhole ? columns : columns - 2 * displayWidth(written.ellipsis)
    let first = isWhole ? 0 : max(0, min(start - columns / 3, characters.count - columns))
    let last = min(characters.count, first + columns)
    func shown(_ range: Range<Int>) -> String {
      written.written(escapingControlCharacters(String(characters[range])))
    }
    let before = (first > 0 || location.textColumn > 1 ? written.ellipsis : "") + shown(first..<start)
    let marked = shown(start..<min(end, last))
    let goesOn = last < characters.count || location.isCutOff
    let after = shown(max(start, min(end, last))..<last) + (goesOn ? written.ellipsis : "")
    return (before + marked + after, displayWidth(before), max(1, displayWidth(marked)))
  }
}
