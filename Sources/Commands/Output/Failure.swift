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
  ///
  /// Where the line does not fit, the part of it around the place is shown, and the words go on in further lines.
  func text(_ style: TextStyle) -> StyledText {
    let place = source == style.typedSource ? "" : "\(source):\(location.line):\(location.column): "
    var lines = [style.wrapped("\(place, .faint)\("error: ", .error)\(message)")]
    let indentation = String(repeating: " ", count: Self.indentation)
    // The line may have a million characters, so it is cut also where nobody said how much room there is.
    let excerpt = SourceExcerpt(
      location, others: others, columns: style.width - Self.indentation, style.characters)
    if !excerpt.text.isEmpty {
      lines.append("\(indentation)\(excerpt.text)")
      lines.append("\(indentation)\(excerpt.marks, .error)")
    }
    if let suggestion {
      let title = "write: "
      lines.append(
        style.wrapped("\(indentation)\(title, .faint)\(suggestion, .accent)", indentation: title.count))
    }
    return lines.joined(separator: "\n")
  }

  /// The blanks before the source line and what stands below it.
  private static let indentation = 4
}
