/// The text with the symbols of formulas and drawings written in ASCII: `∂²z/∂x²` becomes `d^2z/dx^2`.
///
/// What can stand in a name (letters, their marks, subscripts) stays as it is: a name that was changed could be another
/// one's, and could not be typed in again. No symbol is both.
///
/// - Complexity: O(*n*) in the length of the text.
package func transliterated(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var output = ""
  var isRaised = false
  for character in text {
    let replacement = replacement(for: character, isRaised: &isRaised)
    output += replacement ?? String(character)
  }
  return output
}

/// What is written for a character; nil for itself. `isRaised` tells whether a power is being written.
func replacement(for character: Character, isRaised: inout Bool) -> String? {
  if let digit = superscripts[character] {
    defer { isRaised = true }
    return isRaised ? digit : "^" + digit
  }
  isRaised = false
  if let scalar = character.unicodeScalars.first, (0x2800...0x28FF).contains(scalar.value) {
    return DotCanvas.plain(UInt8(scalar.value - 0x2800))
  }
  return symbols[character]
}

private let superscripts: [Character: String] = [
  "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  "⁻": "-", "⁺": "+", "ⁿ": "n", "⁽": "(", "⁾": ")",
]

private let symbols: [Character: String] = [
  "∂": "d", "∇": "grad ", "√": "sqrt", "∑": "sum", "∫": "integral ", "∞": "inf", "½": "1/2", "¼": "1/4",
  "¾": "3/4",
  "×": "*", "·": "*", "⋅": "*", "∗": "*", "⨯": "*", "⊙": "*", "•": "*", "÷": "/", "∕": "/", "⁄": "/",
  "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "±": "+-",
  "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∈": "in", "∧": "and", "∨": "or", "¬": "not",
  "′": "'", "″": "''", "‴": "'''", "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "\"", "»": "\"",
  "…": "...", "→": "->", "←": "<-", "↑": "^", "↓": "v", "⌊": "floor(", "⌋": ")",
  "─": "-", "━": "=", "│": "|", "├": "|", "└": "`", "┌": ",", "┐": ".", "┘": "'", "┼": "+", "°": " deg",
  "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┤": "+", "┬": "+", "┴": "+", "▸": ">", "◂": "<", "▾": "v",
  "○": "o",
  "●": "*", "◉": "@", "╞": "+", "╘": "`", "╡": "+", "╛": "'", "╪": "+", "╧": "+", "═": "=", "╔": "#",
  "╗": "#",
  "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": "", "▎": "", "▏": "",
  "┊": ":", "↗": "/", "↘": "\\", "↖": "\\", "↙": "/",
  "▁": "_", "▂": ".", "▃": "-", "▄": "=", "▅": "o", "▆": "O", "▇": "#",
  "╚": "#", "╝": "#", "║": "#", "‖": "|", "✓": "*", "˙": "'", "✗": "x", "◇": "^", "◆": "!", "⋯": "...",
]
