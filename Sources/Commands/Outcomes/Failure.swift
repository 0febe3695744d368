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
  ///
  /// Where the line does not fit, the part of it around the place is shown, and the words go on in further lines.
  func text(_ style: TextStyle) -> StyledText {
    let place = source == style.typedSource ? "" : "\(source):\(location.line):\(location.column): "
    var lines = [style.wrapped("\(place, .faint)\("error: ", .error)\(message)")]
    // The line may have a million characters, so it is cut also where nobody said how much room there is.
    let excerpt = SourceExcerpt(location, columns: style.width - Self.indentation, style.characters)
    if !excerpt.text.isEmpty {
      let indentation = String(repeating: " ", count: Self.indentation)
      let caret =
        String(repeating: " ", count: excerpt.indentation) + "^"
        + String(repeating: "~", count: max(0, excerpt.width - 1))
      lines.append("\(indentation)\(excerpt.text)")
      lines.append("\(indentation)\(caret, .error)")
    }
    if let suggestion {
      let (indentation, title) = (String(repeating: " ", count: Self.indentation), "write: ")
      lines.append(
        style.wrapped("\(indentation)\(title, .faint)\(suggestion, .accent)", indentation: title.count))
    }
    return lines.joined(separator: "\n")
  }

  /// The blanks before the source line and what stands below it.
  private static let indentation = 4
}
