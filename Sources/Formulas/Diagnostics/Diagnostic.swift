/// An error in words: what is wrong, where, and what to write instead.
package struct Diagnostic: Hashable, Sendable {
  /// What kind of error it is, in kebab case: stable, for programs.
  package let code: String

  /// What is wrong, in lower case and without a full stop.
  package let message: String

  /// Where, in the text that was parsed.
  package let range: SourceRange

  /// Further places that the message speaks of, behind that one.
  package var others: [SourceRange] = []

  /// The names that the message speaks of, where it is about names.
  package var names: [String] = []

  /// What to write instead, where there is something definite.
  package let suggestion: String?

  /// An error of this kind at this place.
  package init(code: String, message: String, range: SourceRange, suggestion: String? = nil) {
    self.code = code
    self.message = message
    self.range = range
    self.suggestion = suggestion
  }

  /// What is said where somebody did not want to wait.
  package static let interruption: (code: String, message: String, suggestion: String?) = (
    "interrupted", "interrupted; nothing has changed", nil
  )
}
