/// A statement as it stands in the history file: one line of UTF-8, in which `\n` is a newline and `\\` a
/// backslash.
///
///     HistoryLine.encode("z = (x +\n1)")  // z = (x +\n1)
///
/// A statement is kept as it is remembered, without control characters (`visible`). Any line can be read: what is no
/// escape stands for itself, bytes that are not UTF-8 become U+FFFD, and control characters, which could drive the
/// terminal, are left out.
enum HistoryLine {
  /// The statement as it is remembered: without control characters, so that neither the file nor what is brought back
  /// can drive a terminal. A tab becomes a blank, others what they are shown as: `\u{1B}`.
  static func visible(_ statement: String) -> String {
    if statement.unicodeScalars.allSatisfy({ !isControl($0) }) { return statement }
    var text = ""
    for scalar in statement.unicodeScalars {
      if !isControl(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        text += scalar == "\t" ? " " : "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return text
  }

  /// The line for a statement, without a newline.
  static func encode(_ statement: String) -> [UInt8] {
    var line: [UInt8] = []
    for byte in visible(statement).utf8 {
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
    if text.unicodeScalars.allSatisfy({ !isControl($0) }) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isControl($0) }))
  }

  /// Whether a character is a control character other than a newline.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: scalar != "\n"
    default: false
    }
  }

  private static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")
}
