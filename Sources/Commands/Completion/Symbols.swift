/// Characters of the language that keyboards lack, by the names under which TeX knows them.
///
///     \alpha → α     \cdot → ·     \^12 → ¹²     \_1 → ₁
enum Symbols {
  /// What can be written in place of a word that begins with `\`, as candidates.
  static func candidates(for word: String) -> [CompletionList.Candidate] {
    if let script = script(word) {
      return [.init(word: word, insertion: script, label: word, summary: script)]
    }
    let named = table.filter { $0.name.hasPrefix(word.dropFirst()) }
    return named.map {
      .init(word: "\\" + $0.name, insertion: $0.symbol, label: "\\" + $0.name, summary: $0.symbol)
    }
  }

  /// The symbols that have names, in the order of the alphabet of each kind.
  static let table: [(name: String, symbol: String)] = letters + capitals + operators

  private static let letters = pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
    omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω varsigma ς varphi ϕ vartheta ϑ
    """)

  private static let capitals = pairs(
    """
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ
    Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    """)

  private static let operators = pairs("cdot · times × div ÷ le ≤ ge ≥ ne ≠ prime ′")

  private static func pairs(_ text: String) -> [(name: String, symbol: String)] {
    let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
    return stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
  }

  /// `\^-12` raised and `\_12` lowered, or nil if the word is neither.
  private static func script(_ word: String) -> String? {
    let isRaised = word.hasPrefix("\\^")
    guard isRaised || word.hasPrefix("\\_"), word.count > 2 else { return nil }
    let digits = Array(isRaised ? "⁰¹²³⁴⁵⁶⁷⁸⁹" : "₀₁₂₃₄₅₆₇₈₉")
    var script = ""
    for (position, character) in word.dropFirst(2).enumerated() {
      if character == "-", isRaised, position == 0, word.count > 3 {
        script += "⁻"
      } else if character.isASCII, let digit = character.wholeNumberValue {
        script.append(digits[digit])
      } else {
        return nil
      }
    }
    return script
  }
}
