package import Formulas

/// A statement around the place of an error, as text.
package struct Surroundings {
  /// What stands before the place in the statement, without blanks at the ends.
  package let before: String

  /// What stands at the place.
  package let marked: String

  /// What stands behind it, without blanks at the ends.
  package let after: String

  /// The whole statement, with the comment behind it left out.
  package let statement: String

  /// Whether a blank, or nothing, separates the place from what stands before.
  package let isApart: Bool

  /// Where the word stands that the statement begins with; nil if it begins with something else.
  package let firstWord: SourceRange?

  /// How many bytes on either side are looked at.
  private static let limit = 400

  /// The statement of a text around `range`; nil if that is not within the text.
  package init?(of range: SourceRange, in text: [UInt8]) {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard start >= 0, start <= end, end <= text.count else { return nil }
    let separator = UInt8(ascii: ";")
    let head = text[max(0, start - Self.limit)..<start]
    let tail = text[end..<min(text.count, end + Self.limit)]
    let beginning = head.lastIndex(of: separator).map { $0 + 1 } ?? head.startIndex
    let comment = UInt8(ascii: "#")
    let ending = tail.firstIndex { $0 == separator || $0 == comment } ?? tail.endIndex
    before = Self.trimmed(text[beginning..<start])
    marked = String(decoding: text[start..<min(end, start + Self.limit)], as: UTF8.self)
    after = Self.trimmed(text[end..<ending])
    statement = Self.trimmed(text[beginning..<ending])
    let first = text[beginning..<ending].firstIndex { !isASCIIBlank($0) } ?? ending
    let length = statement.leadingName.utf8.count
    firstWord = length > 0 ? SourceRange(first, first + length) : nil
    isApart = start == beginning || isASCIIBlank(text[start - 1])
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let first = bytes.first, isASCIIBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isASCIIBlank(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// The name that the text begins with, or nothing.
  var leadingName: String {
    guard let first = unicodeScalars.first, first.properties.isAlphabetic || first == "_" else { return "" }
    return String(String.UnicodeScalarView(unicodeScalars.prefix { $0.continuesName }))
  }

  /// The name that the text ends with, or nothing.
  var trailingName: String {
    let scalars = Array(unicodeScalars.reversed().prefix { $0.continuesName }.reversed())
    guard let first = scalars.first, first.properties.isAlphabetic || first == "_" else { return "" }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: scalars)
    return String(name)
  }

  /// Whether the text is one name.
  var isName: Bool { !isEmpty && leadingName.count == count }

  /// Whether the text is digits, with a point or without.
  var isPlainNumber: Bool {
    !isEmpty && allSatisfy { $0.isASCII && $0.isNumber || $0 == "." } && contains { $0.isNumber }
  }
}
