import Platform

/// A prompt, as given and in the form that libedit prints, which stays valid as long as this value.
struct PromptText: ~Copyable {
  /// The prompt as given.
  let text: String

  /// The prompt for libedit: UTF-8, a marker before and after each escape sequence.
  let pointer: UnsafeMutablePointer<CChar>?

  /// Stands around what takes no width; never part of a prompt itself.
  static let marker: CChar = 1

  /// Prepares a prompt.
  ///
  /// The colour ends before the last character, not after it: libedit loses an escape sequence that no
  /// visible character follows.
  init(_ text: String, usesColor: Bool) {
    self.text = text
    if usesColor, let last = text.last {
      let (on, off) = ("\u{1}\u{1B}[1;36m\u{1}", "\u{1}\u{1B}[0m\u{1}")
      pointer = strdup("\(on)\(text.dropLast())\(off)\(last)")
    } else {
      pointer = strdup(text)
    }
  }

  deinit { free(pointer) }
}
