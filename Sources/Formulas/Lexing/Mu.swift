/// The micro sign µ, U+00B5, which keyboards have, and the Greek letter μ, U+03BC, which looks the same: in a name both are
/// the letter. Unicode has other signs for Ω, K and Å, but holds each to be the same as its letter.
enum Mu {
  /// The two bytes of the sign, in UTF-8.
  static let sign: (UInt8, UInt8) = (0xC2, 0xB5)

  /// The two bytes of the letter.
  static let letter: (UInt8, UInt8) = (0xCE, 0xBC)

  /// A name with the letter in the place of the sign.
  static func spelled(_ name: String) -> String {
    guard name.utf8.contains(sign.1), name.unicodeScalars.contains("\u{B5}") else { return name }
    return String(String.UnicodeScalarView(name.unicodeScalars.map { $0 == "\u{B5}" ? "\u{3BC}" : $0 }))
  }

  /// Whether the sign may stand in a part of a text: hardly any name has its first byte.
  @inline(__always)
  static func mayStand(in text: [UInt8], _ range: SourceRange) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound, text[position] != sign.0 { position += 1 }
    return position < range.upperBound
  }
}
