/// A statement as it stands in the history file: one line of UTF-8, in which `\n` is a newline and `\\` a
/// backslash.
///
///     HistoryLine.encode("z = (x +\n1)")  // z = (x +\n1)
///
/// Any line can be read. What is no escape stands for itself, bytes that are not UTF-8 become U+FFFD, and
/// control characters, which could drive the terminal, are left out.
enum HistoryLine {
  /// The line for a statement, without a newline.
  static func encode(_ statement: String) -> [UInt8] {
    var line: [UInt8] = []
    for byte in statement.utf8 {
      switch byte {
      case newline: line += [backslash, UInt8(ascii: "n")]
      case backslash: line += [backslash, backslash]
      default: line.append(byte)
      }
    }
    return line
  }

  /// The statement in a line; empty if there is none.
  static func decode(_ line: some Collection<UInt8>) -> String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        isEscaped = false
        switch byte {
        case UInt8(ascii: "n"): bytes.append(newline)
        case backslash: bytes.append(backslash)
        default: bytes += [backslash, byte]
        }
      } else if byte == backslash {
        isEscaped = true
      } else {
        bytes.append(byte == UInt8(ascii: "\t") ? UInt8(ascii: " ") : byte)
      }
    }
    if isEscaped { bytes.append(backslash) }
    let text = String(decoding: bytes, as: UTF8.self)
    let isClean = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
    if isClean { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }))
  }

  private static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")
}
