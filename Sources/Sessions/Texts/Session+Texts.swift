package import AutoDiff
import Formulas

/// How a definition was typed.
package struct DefinitionText: Sendable, Hashable {
  /// What stood behind the `=`, on one line and without comments.
  package let text: String

  /// The names in it, nodes and `ans` among them, that mean something else now, so that the text typed again would too.
  package let moved: [String]
}

extension Session {
  /// What is read of texts in one go: it remembers what it has found out about the session's functions, which must not
  /// change meanwhile.
  package struct TextReader {
    package let session: Session
    private var movedNames: MovedNames

    fileprivate init(_ session: Session) {
      self.session = session
      movedNames = MovedNames(in: session)
    }

    /// How the definition that a name stands for was typed; nil where it is none, or nothing is kept of it.
    package mutating func text(of name: String) -> DefinitionText? {
      guard let binding = session.environment.placedVariable(name), !binding.value.isInput else { return nil }
      let own = session.texts.statement(at: binding.since).map { text(of: $0) }
      if let own, own.moved.isEmpty { return own }
      // Another name of a node, which another statement has made.
      if let made = binding.value.operand.node.flatMap({ text(of: $0) }), made.moved.isEmpty { return made }
      // What a saved session called something for the while is nobody's text.
      return own?.moved.contains(where: SessionScript.isPassing) == true ? nil : own
    }

    /// How the statement was typed whose result is a node; nil where there is none, or nothing is kept of it.
    package mutating func text(of node: NodeID) -> DefinitionText? {
      guard let position = session.texts.position(building: node) else { return nil }
      let statement = session.texts.entries[position]
      return statement.root == node ? text(of: statement) : nil
    }

    mutating func text(of statement: StatementTexts.Entry) -> DefinitionText {
      let text = session.texts.text(of: statement)
      let bytes = Array(text.utf8)
      let formula = try? StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
      let moved = formula.map { movedNames.names(in: $0, typedAt: statement.time) } ?? []
      return DefinitionText(text: text, moved: moved)
    }
  }

  /// A reader of the texts as the session is now.
  package var textReader: TextReader {
    forgetCutOff()
    return TextReader(self)
  }

  /// Keeps the text of a statement that has come to something, and before which there were so many nodes.
  func keepText(_ text: [UInt8], _ range: SourceRange, of result: Operand, firstNode: Int) {
    if text.isEmpty { return }
    forgetCutOff()
    texts.append(text, range, time: clock, root: result.node, nodes: firstNode..<graph.count)
  }

  /// Whether an input is named in a formula, directly, by a name that leads to one, or in the body of a function that is
  /// called there.
  func namesInput(_ formula: Formula) -> Bool {
    // What is made of a node without a function's help is no number.
    if !formula.hasNames { return false }
    var seen: Set<String> = []
    var open: [(body: Formula, parameters: [String])] = [(formula, [])]
    while let (body, parameters) = open.popLast() {
      let bound = body.boundPlaces
      for (place, node) in body.nodes.enumerated() {
        switch node.kind {
        case .name(let name):
          if bound.contains(place) || parameters.contains(body[name]) { continue }
          if isVarying(body[name]) { return true }
        case .node: return true
        case .call(let name, _), .prime(let name, _):
          guard seen.insert(body[name]).inserted, let function = environment.function(body[name]) else {
            continue
          }
          open.append((function.body, function.parameters))
        case .number, .operation, .array, .subscript, .slice, .axis, .binding, .loop, .comprehension: break
        }
      }
    }
    return false
  }

  /// Whether a variable is an input, or was made of one.
  private func isVarying(_ name: String) -> Bool {
    if environment.variable(name) != nil { return true }
    return name == "ans" && last?.node != nil
  }
}
