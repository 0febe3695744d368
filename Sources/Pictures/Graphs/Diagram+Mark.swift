extension Diagram {
  /// Something that sets a node apart from the others, with the sign that drawings give it.
  package enum Mark: String, Sendable, Hashable, CaseIterable {
    /// Its value came to be NaN or infinite here, while all its operands were ordinary numbers.
    case birth = "✗"

    /// It is at a kink or a jump, or where its tangent is vertical.
    case kink = "◇"

    /// Its value is of earlier inputs.
    case stale = "~"

    /// Its value was never computed.
    case neverComputed = "?"

    /// The target is not connected to it: every path between them is cut off.
    case notConnected = "–"

    /// Its operands are not drawn.
    case cut = "⋯"

    /// What legends say of it.
    package var meaning: String {
      switch self {
      case .birth: "nan or inf comes about here"
      case .kink: "at a kink or jump"
      case .stale: "stale"
      case .neverComputed: "never computed"
      case .notConnected: "not connected"
      case .cut: "its operands are not drawn"
      }
    }
  }

  /// A legend of the marks that occur, `✗ nan or inf comes about here   ◇ at a kink or jump`; nil where none do.
  func legend(of shown: some Sequence<Int>) -> StyledText? {
    let occurring = Set(shown.flatMap { vertices[$0].marks })
    let parts = Mark.allCases.filter(occurring.contains).map { "\($0.rawValue) \($0.meaning)" }
    return parts.isEmpty ? nil : StyledText(parts.joined(separator: "   "), .faint)
  }
}
