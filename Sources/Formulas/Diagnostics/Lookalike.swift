/// Characters that are no part of the language but come from other languages, word processors and web pages.
package enum Lookalike {
  /// What to write instead of a character.
  static func replacement(for scalar: Unicode.Scalar) -> String? { replacements[scalar] }

  /// What to write instead of two operators in a row that other languages read as one.
  static let operators: [String: String] = [
    "=<": "<=", "=>": ">=", "<>": "!=", "><": "!=", "===": "==", "!==": "!=",
  ]

  private static let replacements: [Unicode.Scalar: String] = [
    "‘": "'", "’": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "－": "-",
    "∗": "*", "•": "*", "⨯": "*", "∕": "/", "⁄": "/",
    "{": "[", "}": "]", "［": "[", "］": "]", "（": "(", "）": ")",
    "，": ",", "；": ";", "\u{37E}": ";", "＝": "=", "＋": "+",
    "&": "and", "∧": "and", "|": "abs(…) for |…|, or the word 'or'", "∨": "or", "¬": "not",
    "∞": "inf", "√": "sqrt(…)", "∂": "diff(z, x) for ∂z/∂x", "½": "1/2", "¼": "1/4", "¾": "3/4",
    "ⁿ": "^n", "ⁱ": "^i",
  ]
}
