/// The characters that output is made of.
package enum Characters: Sendable, Hashable {
  /// All that people write formulas with: `∂z/∂x`, `x²`, `├─`.
  case unicode
  /// For terminals that know nothing else: `dz/dx`, `x^2`, `|-`. Only names stay as they were typed.
  case ascii

  /// What stands in the place of something that is left out.
  package var ellipsis: String { self == .unicode ? "…" : "..." }

  /// What stands in a cell where there is nothing to tell.
  package var dash: String { self == .unicode ? "–" : "-" }

  /// What stands at a place of a matrix that holds nothing.
  package var empty: String { self == .unicode ? "·" : "." }

  /// What stands at a place of a pattern that holds something.
  package var full: String { self == .unicode ? "×" : "x" }

  /// The text in these characters.
  package func written(_ text: String) -> String { self == .unicode ? text : transliterated(text) }

  /// A bar of a part of a width, in eighths of a column where there are signs for them.
  ///
  ///     Characters.unicode.bar(0.3, width: 5)  // █▌
  ///
  /// A share below 0, or that is no number, is taken for 0, and one above 1 for 1.
  package func bar(_ share: Double, width: Int) -> String {
    let share = share > 0 ? min(share, 1) : 0
    let full: Character = self == .unicode ? "█" : "#"
    if self == .ascii { return String(repeating: full, count: Int((share * Double(width)).rounded())) }
    let eighths = Int((share * Double(8 * width)).rounded())
    let rest = eighths % 8
    let partial = rest == 0 ? "" : String(Array("▏▎▍▌▋▊▉")[rest - 1])
    return String(repeating: full, count: eighths / 8) + partial
  }
}
