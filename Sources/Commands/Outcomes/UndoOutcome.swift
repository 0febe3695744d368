import AutoDiff
import Pictures
import Sessions

/// What is so again after something was taken back, or done again.
struct UndoOutcome: Outcome {
  let kind: String

  /// The names that stand for something else than before, with their values.
  let variables: [(name: String, value: Double?)]

  /// The functions that do, as they can be typed.
  let functions: [(name: String, text: String)]

  /// The names that stand for nothing now.
  let gone: [String]

  /// What else there is to say.
  let others: [String]

  /// Looks the names up in the session as it is now. A value that takes too long is left out: what was taken back is not
  /// to fail for that.
  ///
  /// - Parameters:
  ///   - kind: `undo` or `redo`.
  ///   - names: What may stand for something else now, each once.
  ///   - absent: Those of them that stood for nothing before.
  ///   - others: What else there is to say.
  ///   - session: The session after that.
  init(
    kind: String, _ names: [Session.Change.Name], absent: Set<Session.Change.Name>, _ others: [String],
    in session: Session
  ) {
    var (variables, functions, gone) = ([(String, Double?)](), [(String, String)](), [String]())
    for subject in names {
      switch subject {
      case .variable(let name):
        if let binding = session.environment.variable(name) {
          let value = session.value(of: binding.operand)
          variables.append((name, session.graph.wasInterrupted ? nil : value))
          session.graph.wasInterrupted = false
        } else if !absent.contains(subject) {
          gone.append(name)
        }
      case .function(let name):
        if let function = session.environment.function(name) {
          functions.append((name, function.text))
        } else if !absent.contains(subject) {
          gone.append(name)
        }
      }
    }
    (self.kind, self.variables, self.functions) = (kind, variables, functions)
    (self.gone, self.others) = (gone, others)
  }

  var members: [(String, JSON)] {
    [
      ("values", .object(variables.map { ($0.name, .optional($0.value)) })),
      ("functions", .array(functions.map { .string($0.name) })),
      ("gone", .array(gone.map { .string($0) })), ("others", .array(others.map { .string($0) })),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    var parts = variables.map { name, value -> StyledText in
      value.map { "\(name, .name) = \(style.value($0))" } ?? "\(name, .name) as it was"
    }
    parts += functions.map { StyledText(verbatim: $0.text) }
    parts += others.map { StyledText(verbatim: $0) }
    if !gone.isEmpty {
      let rest = gone.count > 8 ? " and \(NumberFormat.grouped(gone.count - 7)) more" : ""
      let names = gone.prefix(rest.isEmpty ? 8 : 7)
      let list =
        rest.isEmpty && names.count > 1
        ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        : names.joined(separator: ", ") + rest
      parts.append("\(list, .name) \(gone.count == 1 ? "is" : "are") not defined")
    }
    let shown =
      parts.prefix(8) + (parts.count > 8 ? ["… and \(NumberFormat.grouped(parts.count - 8)) more"] : [])
    let word: StyledText = kind == "undo" ? "back: " : "again: "
    return word + (parts.isEmpty ? "as it was" : shown.joined(separator: "; "))
  }
}
