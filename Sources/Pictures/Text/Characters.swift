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
}
