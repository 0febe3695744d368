/// The text with every character that could steer a terminal written out visibly.
///
///     escapingControlCharacters("a\u{1B}[2Jb")  // a\u{1B}[2Jb, as eleven visible characters
///
/// Written out are the C0 and C1 controls and DEL, the Unicode line separators, the marks that
/// reorder what follows them (bidirectional embeddings, overrides and isolates), and what cannot be
/// seen at all, by which two different texts look the same (zero-width spaces and joiners, soft
/// hyphens, tags). Newline, return and tab become `\n`, `\r` and `\t`, others `\u{1B}`. A backslash is
/// left alone: the result is to be looked at, not to be read back.
///
/// - Parameters:
///   - text: Foreign text: a name, a line of a file, a message of the system.
///   - keepsNewlines: Whether a newline stays a line break.
/// - Returns: The text itself when there is nothing to escape.
/// - Complexity: O(*n*) in the length of the text.
package func escapingControlCharacters(_ text: String, keepsNewlines: Bool = false) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    misleadsReaders(scalar) && !(keepsNewlines && scalar == "\n")
  }
  guard text.unicodeScalars.contains(where: mustEscape) else { return text }
  var escaped = ""
  for scalar in text.unicodeScalars {
    if !mustEscape(scalar) {
      escaped.unicodeScalars.append(scalar)
    } else {
      escaped += escape(for: scalar)
    }
  }
  return escaped
}

/// Whether the scalar moves the cursor, ends a line, begins an escape sequence, reorders text or cannot be seen.
package func misleadsReaders(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
  case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
  default: false
  }
}

/// The visible stand-in of one control character.
private func escape(for scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
