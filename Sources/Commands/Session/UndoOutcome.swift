import AutoDiff
import Memory
import Pictures
import Sessions

/// What is so again after something was taken back, or done again.
struct UndoOutcome: Outcome {
  let kind: String

  /// The names that stand for something else than before, with their values.
  let variables: [(name: String, value: NodeValue?)]

  /// The functions that do, as they can be typed.
  let functions: [(name: String, text: String)]

  /// The names that stand for nothing now.
  let gone: [String]

  /// What else there is to say.
  let others: [String]

  /// Looks the names up in the session as it is now. A value that takes too long is left out, and all that follow: what
  /// was taken back is not to fail for that. Nil if `isAbandoned`, which is asked now and then.
  init?(kind: String, _ news: UndoNews, in session: Session, isAbandoned: () -> Bool) {
    var variables: [(name: String, value: NodeValue?)] = []
    var functions: [(name: String, text: String)] = []
    var gone: [String] = []
    let cancellation = session.cancellation
    for (position, (subject, wasAbsent)) in news.names.enumerated() {
      let isQuestion = position % Graph.wordsBetweenQuestions == 0
      if isQuestion, isAbandoned() { return nil }
      if isQuestion { _ = cancellation.isStopped }
      switch subject {
      case .variable(let name):
        if let binding = session.environment.variable(name) {
          let isTooLong = cancellation.interruption != nil
          variables.append((name, isTooLong ? nil : try? session.nodeValue(of: binding.operand)))
        } else if !wasAbsent {
          gone.append(name)
        }
      case .function(let name):
        if let function = session.environment.function(name) {
          functions.append((name, function.text))
        } else if !wasAbsent {
          gone.append(name)
        }
      }
    }
    cancellation.interruption = nil
    (self.kind, self.variables, self.functions) = (kind, variables, functions)
    (self.gone, self.others) = (gone, news.others)
  }

  var members: [(String, JSON)] {
    [
      ("values", .object(variables.map { ($0.name, $0.value?.json() ?? .null) })),
      ("functions", .array(functions.map { .string($0.name) })),
      ("gone", .array(gone.map { .string($0) })), ("others", .array(others.map { .string($0) })),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    let most = 8
    var parts = variables.prefix(most).map { name, value -> StyledText in
      value.map { "\(name, .name) = \(style.cell($0))" } ?? "\(name, .name) as it was"
    }
    parts += functions.prefix(most).map { StyledText(verbatim: $0.text) }
    parts += others.prefix(most).map { StyledText(verbatim: $0) }
    let count = variables.count + functions.count + others.count + (gone.isEmpty ? 0 : 1)
    if !gone.isEmpty {
      let rest = gone.count > most ? " and \(NumberFormat.grouped(gone.count - most + 1)) more" : ""
      let names = gone.prefix(rest.isEmpty ? most : most - 1)
      let list =
        rest.isEmpty && names.count > 1
        ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        : names.joined(separator: ", ") + rest
      parts.append("\(list, .name) \(gone.count == 1 ? "is" : "are") not defined")
    }
    let shown =
      parts.prefix(most) + (count > most ? ["… and \(NumberFormat.grouped(count - most)) more"] : [])
    let word: StyledText = kind == "undo" ? "back: " : "again: "
    return style.wrapped(word + (parts.isEmpty ? "as it was" : shown.joined(separator: "; ")))
  }
}

/// What is so again after steps were taken back or done again.
struct UndoNews {
  /// The names that may stand for something else now, each once, in order, and whether it stood for nothing before: one
  /// that came and went, as `:load` has some, is no news if it is not there again.
  private(set) var names: [(name: Session.Change.Name, wasAbsent: Bool)] = []
  private var seen: Set<Session.Change.Name>

  /// What else there is to say.
  private(set) var others: [String] = []

  /// News of so many changes. Room is made for all of them: a large set takes longer to grow than one may have to wait.
  init(changeCount: Int) { seen = Set(minimumCapacity: changeCount) }

  /// Takes in a change that was put back, and the one that undoes it.
  mutating func add(now: UndoHistory.Change, before: UndoHistory.Change, _ interpreter: Interpreter) {
    switch (now, before) {
    case (.session(let now), .session(let before)):
      guard let name = now.name(in: interpreter.session), seen.insert(name).inserted else { return }
      names.append((name, before.isAbsence))
    case (_, .settings(let before)): others += interpreter.settings.differences(from: before)
    case (.replaced(let now), _):
      others.append(now.graph.count > 0 ? "everything that was forgotten" : "everything is forgotten")
    default: break
    }
  }
}

extension Settings {
  /// The settings that others have otherwise, as they can be typed: `digits = 10`.
  fileprivate func differences(from others: Settings) -> [String] {
    Self.entries.filter { $0.read(self) != $0.read(others) }.map { "\($0.name) = \($0.read(self))" }
  }
}
