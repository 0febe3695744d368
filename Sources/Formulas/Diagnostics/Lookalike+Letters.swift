extension Lookalike {
  /// What to say of a name that looks like one that is known and is written in letters of another script; nil if it is none.
  ///
  ///     Lookalike.remark(on: "х", among: ["x"])
  ///     // "its 'х' is U+0445 CYRILLIC SMALL LETTER HA, that of the known name is U+0078", "x"
  ///
  /// - Complexity: O(*n*) in the length of all names.
  package static func remark(on name: String, among known: [String]) -> (remark: String, name: String)? {
    let shape = shape(of: name)
    guard let meant = known.first(where: { $0 != name && self.shape(of: $0) == shape }) else { return nil }
    // Those that are not composed of several: the places of the others differ.
    let pairs = zip(name.unicodeScalars, meant.unicodeScalars)
    guard let (typed, right) = pairs.first(where: { $0 != $1 }) else { return nil }
    return ("its '\(typed)' is \(title(typed)), that of the known name is \(title(right))", meant)
  }

  /// `U+0078`; of a letter that is not on every keyboard with its name.
  private static func title(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return scalar.isASCII ? code : code + (scalar.properties.name.map { " \($0)" } ?? "")
  }

  /// The name in the letters that it looks as if it were written in.
  private static func shape(of name: String) -> [Unicode.Scalar] {
    name.unicodeScalars.map { letters[$0] ?? $0 }
  }

  /// Letters that look like Latin ones in most typefaces.
  private static let letters: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(latin: String, alike: String)] = [
      // Cyrillic.
      ("aceopsxyijhdqwABCEHIJKMOPSTXY", "асеорѕхуіјһԁԛԝАВСЕНІЈКМОРЅТХҮ"),
      // Greek.
      ("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"),
      // Full width.
      ("abcdefghijklmnopqrstuvwxyz", "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"),
    ]
    var letters: [Unicode.Scalar: Unicode.Scalar] = [:]
    for row in rows {
      for (latin, alike) in zip(row.latin.unicodeScalars, row.alike.unicodeScalars) { letters[alike] = latin }
    }
    return letters
  }()
}
