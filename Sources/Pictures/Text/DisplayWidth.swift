/// The columns that a text takes in a terminal.
///
///     displayWidth("θ₁ = 3")  // 6
///     displayWidth("漢字")     // 4
///
/// East Asian wide characters and emoji take two columns, combining and control characters none.
///
/// - Complexity: O(*n*); text of ordinary signs only is counted without looking at characters.
package func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
  var count = 0
  for scalar in text.unicodeScalars {
    guard scalar.isOrdinary else { return text.reduce(0) { $0 + displayWidth(of: $1) } }
    count += 1
  }
  return count
}

extension Unicode.Scalar {
  /// Whether the scalar is a character of one column, if such ones alone stand beside it: those that combine are others.
  fileprivate var isOrdinary: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF,  // Latin, without the soft hyphen
      0x370...0x482, 0x48A...0x52F,  // Greek and Cyrillic, without marks that combine
      0x2010...0x2027, 0x2070...0x209C,  // dashes, dots, quotes, superscripts and subscripts
      0x2190...0x22FF,  // arrows and mathematical signs
      0x2500...0x25FC:  // lines, boxes and simple shapes
      true
    default: false
    }
  }
}

/// The columns of one character as it is perceived, together with what combines with it.
func displayWidth(of character: Character) -> Int {
  let scalars = character.unicodeScalars
  guard let first = scalars.first else { return 0 }
  if first.isOrdinary, scalars.index(after: scalars.startIndex) == scalars.endIndex { return 1 }
  // The variation selector 16 asks for the coloured picture of a character that has both forms.
  if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
  switch first.properties.generalCategory {
  case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
  default: return isEastAsianWide(first) ? 2 : 1
  }
}

/// Whether the scalar is "wide" or "fullwidth" in Unicode's `EastAsianWidth.txt`, emoji left aside.
///
/// Unassigned gaps between neighbouring ranges are counted in, which keeps the list short.
private func isEastAsianWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x1100: false
  case 0x1100...0x115F,  // Hangul leading consonants
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // CJK radicals and punctuation
    0x3041...0x4DBF, 0x4E00...0xA4CF,  // kana, CJK ideographs, Yi
    0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // CJK compatibility
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // fullwidth forms
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, kana supplements
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x3FFFD:  // supplementary ideographs
    true
  default: false
  }
}
