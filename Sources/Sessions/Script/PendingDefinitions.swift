import AutoDiff
import Formulas

/// The definitions that give names to what other statements build, or to numbers: no node tells when to write them.
struct PendingDefinitions {
  struct Definition {
    let name: String
    let operand: Operand
    let since: Int

    /// How it was typed, if that means the same again.
    let text: String?
  }

  /// In the order in which they were made.
  private var definitions: [Definition] = []
  private var next = 0

  /// Those that did not come to the same when they were tried.
  private var late: [Definition] = []
  private var nextLate = 0

  /// The names that typed statements give to what they build.
  private(set) var names: [Int: String] = [:]

  init() {}

  /// The definitions of a session some of whose statements are written as they were typed.
  init(of session: Session, _ typed: TypedStatements) {
    let positions = typed.positions
    var positionOfTime: [Int: Int] = [:]
    for position in positions { positionOfTime[session.texts.entries[position].time] = position }
    var reader = session.textReader
    for (name, binding) in session.environment.variables where !binding.isInput {
      guard let placed = session.environment.placedVariable(name) else { continue }
      if let position = positionOfTime[placed.since] {
        names[position] = name
        continue
      }
      if let node = binding.operand.node, typed.statement(building: node) == nil { continue }
      definitions.append(
        Definition(
          name: name, operand: binding.operand, since: placed.since,
          text: reader.textToRepeat(since: placed.since, typed)))
    }
    definitions.sort { $0.since < $1.since }
    nameNamelessResults(in: session, typed)
  }

  /// Where the name that a statement gave stands for something else now, the statement gives the next one.
  private mutating func nameNamelessResults(in session: Session, _ typed: TypedStatements) {
    definitions.removeAll { definition in
      guard let node = definition.operand.node, let position = typed.statement(building: node),
        session.texts.entries[position].root == node, names[position] == nil
      else { return false }
      names[position] = definition.name
      return true
    }
  }

  var isEmpty: Bool { definitions.isEmpty }

  /// The next one that was made before a time.
  mutating func popNext(before time: Int) -> Definition? {
    guard next < definitions.count, definitions[next].since < time else { return nil }
    next += 1
    return definitions[next - 1]
  }

  /// Leaves one for the end.
  mutating func postpone(_ definition: Definition) { late.append(definition) }

  mutating func popLate() -> Definition? {
    guard nextLate < late.count else { return nil }
    nextLate += 1
    return late[nextLate - 1]
  }
}

extension Session.TextReader {
  /// What was typed at a time, if that means the same again and builds nothing that the script has to build.
  fileprivate mutating func textToRepeat(since time: Int, _ typed: TypedStatements) -> String? {
    guard let position = session.texts.position(at: time), typed.part(of: position).isEmpty else {
      return nil
    }
    let text = text(of: session.texts.entries[position])
    return text.isCurrent ? text.text : nil
  }
}

extension ScriptWriter {
  /// Writes the definitions that were made before a time as they were typed; at the end of time each of them, if need be in
  /// another way. Returns the typed statement that builds what one of them cannot be given to.
  mutating func writeDefinitions(before time: Int, _ typed: TypedStatements) -> Int? {
    while let definition = definitions.popNext(before: time) {
      let isWritten = definition.text.map { write(definition, as: $0) } ?? false
      if !isWritten { definitions.postpone(definition) }
    }
    guard time == .max else { return nil }
    while let definition = definitions.popLate() {
      if let text = definition.text, write(definition, as: text) { continue }
      switch definition.operand {
      case .constant(let value):
        // Subtracting 0 leaves every number as it is, and the input makes it a definition.
        _ = write(definition, as: "\(SessionScript.formula(of: value)) - diff(0, \(inputName()))")
      case .array(let id):
        _ = write(definition, as: Formula(array: session.graph.cachedArray(of: id)).description)
      case .node(let node):
        if let other = written[node], write(definition, as: other.description) { continue }
        return typed.statement(building: node)
      }
    }
    return nil
  }

  /// Writes a definition, if that text comes to what it is.
  private mutating func write(_ definition: PendingDefinitions.Definition, as text: String) -> Bool {
    let statement = "\(definition.name) = \(text)"
    let isSame = rehearsal?.attempt(statement) { rehearsal, effect in
      guard case .definition = effect else { return false }
      return rehearsal.isImage(effect, of: definition.operand)
    }
    guard isSame == true else { return false }
    statements.append(statement)
    if let node = definition.operand.node, written[node] == nil {
      written[node] = Formula(name: definition.name)
    }
    return true
  }

  /// The name of some input, the same whatever order they were made in; where there is none, of one that is there for that.
  private mutating func inputName() -> String {
    if let input = anyInput ?? extraInput { return input }
    anyInput = session.environment.variables.lazy.filter(\.binding.isInput).map(\.name).min()
    if let anyInput { return anyInput }
    let name = freeName()
    extraInput = name
    let statement = "\(name) = 0"
    _ = rehearsal?.run(statement)
    statements.append(statement)
    return name
  }
}
