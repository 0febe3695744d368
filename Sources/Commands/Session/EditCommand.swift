import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct EditCommand: InterpreterCommand {
  let name = "edit"
  let group = CommandGroup.change
  let syntax = CommandSyntax(.name("[name | %n]"))
  let summary = "change a definition in your editor"
  let discussion = """
    Opens $VISUAL or $EDITOR (vi where neither is set) with the statement that
    defines a name, or with the formula of a node; without a name, with that of
    the last result. When the editor is closed, what it holds is run as if it were
    typed; an empty text, or one that was not changed, does nothing. If some of it
    failed, ':edit' without a name opens it again.
    """
  let example = """
    ad> :edit z
    <stdin>:1:7: error: 'z' is not defined
        :edit z
              ^
    """
  let journaling = Journaling.never
  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult {
    guard interpreter.depth <= 1, !interpreter.isRepeating else {
      throw CommandError(.misplaced(.editingElsewhere), at: arguments.range)
    }
    let session = interpreter.session
    let text =
      try arguments.words.first.map { try statements(for: $0, session) }
      ?? interpreter.failedEdit ?? (try lastStatement(session))
    let edited: String
    switch interpreter.host.edit(text) {
    case .failure(let problem): throw CommandError(.file(.cannotEdit, problem), at: arguments.range)
    case .success(let result): edited = result
    }
    let isSame = edited.utf8.elementsEqual(text.utf8) && interpreter.failedEdit == nil
    if !isSame {
      interpreter.failedEdit = nil
      let failures = interpreter.failureCount
      try interpreter.openJournalStep(at: arguments.range)
      var lines = edited.split(separator: "\n", omittingEmptySubsequences: false)[...]
      interpreter.run(linesOf: "<editor>") { line in
        guard let next = lines.popFirst() else { return false }
        line += next.utf8
        return true
      }
      interpreter.closeJournalStep()
      if interpreter.failureCount > failures {
        interpreter.failedEdit = edited
        interpreter.notices.append(.editAgain)
      }
    }
    return .outcome(
      MessageOutcome(
        kind: "edit", members: [("changed", .bool(!isSame))],
        message: isSame ? "\("nothing was changed", .faint)" : ""))
  }

  /// What was typed, or could have been, to define a name.
  private func statements(for word: CommandArguments.Word, _ session: Session) throws -> String {
    var lines: [String] = []
    if let binding = session.environment.variable(word.text) {
      if binding.isInput {
        lines.append("\(word.text) = \(SessionScript.text(of: try session.value(of: binding.operand)))")
      } else {
        lines += definition(word.text, binding.operand, session)
      }
    }
    if let function = session.environment.function(word.text) { lines.append(function.text) }
    if lines.isEmpty, word.text.first == "%" {
      let node = try session.variable(Statement.Name(text: word.text, range: word.range))
      lines += [expression(node, session)]
    }
    if lines.isEmpty {
      throw CommandError(.notDefined(word.text), at: word.range)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lastStatement(_ session: Session) throws(Interruption) -> String {
    guard let last = session.last else { return "" }
    guard let node = last.node else { return SessionScript.text(of: try session.value(of: last)) + "\n" }
    if let label = session.graph.label(of: node), session.environment.variable(label)?.isInput == false {
      return definition(label, last, session).joined(separator: "\n") + "\n"
    }
    return expression(node, session) + "\n"
  }

  /// A definition as it was typed. If that would mean something else now, it becomes a comment, and the node's own formula
  /// stands for it.
  private func definition(_ name: String, _ operand: Operand, _ session: Session) -> [String] {
    var reader = session.textReader
    let shown = reader.shown(name, operand, limit: Self.mostOperations)
    if shown.moved.isEmpty { return ["\(name) = \(shown.text)"] }
    let formula = session.formula(of: operand, limit: Self.mostOperations)
    return ["# typed as \(name) = \(shown.text)\(shown.remark)", "\(name) = \(formula)"]
  }

  private func expression(_ node: NodeID, _ session: Session) -> String {
    var reader = session.textReader
    return reader.formula(of: node, limit: Self.mostOperations)
  }

  /// How many operations of a formula that was not typed are written out.
  private static let mostOperations = 1000
}
