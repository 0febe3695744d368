/// What to tell somebody who wrote what other tools understand, and this language does not.
package struct Hint: Sendable, Equatable {
  /// Why it is not understood, or what it is called here; behind a colon, if the error has words of its own.
  package var remark: String?

  /// What to write instead.
  package var instead: String?

  /// A hint of both or either.
  package init(_ remark: String? = nil, instead: String? = nil) {
    self.remark = remark
    self.instead = instead
  }

  /// The remark as a sentence on what was written, `subject`, for which there is a sentence already.
  package func sentence(on subject: String, behind sentence: String) -> String {
    guard let remark else { return sentence }
    return remark.hasPrefix("it ") ? "\(subject) \(remark.dropFirst(3))" : "\(sentence): \(remark)"
  }

  /// The remark as the end of a message that has words of its own.
  package var continuation: String { remark.map { ": \($0)" } ?? "" }
}
