extension Diagram {
  /// Something that sets a node apart from the others, with the sign that drawings give it.
  package enum Mark: String, Sendable, Hashable, CaseIterable {
    /// It is one of those that were asked for.
    case marked = "◆"

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
      case .marked: "marked"
      case .birth: "nan or inf comes about here"
      case .kink: "at a kink, a jump or a vertical tangent"
      case .stale: "stale"
      case .neverComputed: "never computed"
      case .notConnected: "not connected"
      case .cut: "its operands are not drawn"
      }
    }
  }

  /// What stands below a picture: a legend of the marks that occur, `✗ nan or inf comes about here`, and the remarks, of which
  /// one says what is marked.
  func caption(of shown: some Sequence<Int>, _ edges: EdgeLabels = .none) -> [String] {
    let occurring = Set(shown.flatMap { vertices[$0].marks })
    let parts = Mark.allCases.filter { occurring.contains($0) && $0 != .marked }.map {
      "\($0.rawValue) \($0.meaning)"
    }
    var lines = parts.isEmpty ? [] : [parts.joined(separator: "   ")]
    if edges == .flow, derivative == .adjoint {
      lines.append("at the edges: adjoint · partial = what is handed back")
    } else if edges == .flow, derivative == .tangent {
      lines.append("at the edges: partial · tangent = what is passed on")
    }
    return lines + remarks
  }

  /// The same as text for a terminal.
  func caption(
    of shown: some Sequence<Int>, _ edges: EdgeLabels = .none, fitting width: Int?, _ characters: Characters
  ) -> StyledText {
    let lines = caption(of: shown, edges).map { line in
      let text = StyledText(verbatim: characters.written(line), .faint)
      return width.map { text.wrapped(toWidth: $0, indentation: 2) } ?? text
    }
    return lines.isEmpty ? StyledText() : "\n" + lines.joined(separator: "\n")
  }
}
