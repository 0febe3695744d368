import Formulas
import Testing

@testable import AutoDiff
@testable import Sessions

/// Changes of names: what is noted of them, and that they are put back as they were.
@Suite struct NameChangesTests {
  @Test func aDeletionNotesTheNamesThatItDeletesAndNoOthers() throws {
    let session = Session()
    for number in 0..<1000 { try run("v\(number) = \(number); f\(number)(u) = u", session) }
    session.dropChanges()
    try session.delete(names("v500 f7"))
    // The last result, a variable, its label, and a function.
    #expect(session.changes.count == 4)
  }

  @Test func namesOfOneNodeAreNotedOneByOne() throws {
    let session = Session()
    try run("x = 3", session)
    for number in 0..<500 { try run("a\(number) = x", session) }
    session.dropChanges()
    // The name itself, and that the node has it no more; a label passes to the next name, which is then set by it.
    try run("a100 = 1", session)
    #expect(session.changes.count == 4)
    session.dropChanges()
    try run("x = x + 1", session)
    #expect(session.changes.count == 6)
    session.dropChanges()
    try session.delete(names((0..<500).filter { $0 != 100 }.map { "a\($0)" }.joined(separator: " ")))
    #expect(session.changes.count <= 1 + 4 * 499)
  }

  @Test func allNamesOfANodeGoAndComeBackWithWorkInProportion() throws {
    let session = Session()
    let count = 5000
    try run("x = 3", session)
    let node = try #require(session.environment.variable("x")?.operand.node)
    for number in 0..<count { try run("a\(number) = x", session) }
    session.dropChanges()
    let before = state(session)
    for number in 0..<count - 1 { try run("a\(number) = \(number)", session) }
    #expect(session.aliases[node]?.names == ["a\(count - 1)"])
    session.takeBackChanges()
    #expect(state(session) == before)
    #expect((session.aliases[node]?.visits ?? .max) < 4 * count)
  }

  @Test(arguments: ["y = y + x", "x := x + 1"]) func aLoopIsNotedByWhatIsOtherAtItsEnd(text: String) throws {
    let session = Session()
    try run("x = 3; y = x", session)
    session.dropChanges()
    let before = state(session)
    for _ in 0..<20_000 { try run(text, session) }
    #expect(session.changes.count <= 2 * Session.firstMerge)
    session.takeBackChanges()
    #expect(state(session) == before)
  }

  @Test(arguments: [
    ":delete b", ":delete c b", ":delete a b c d f g h", ":delete f", ":delete a; a = 5",
    ":delete c; c = 1; :delete c",
    "a = a + 1", "b = 2; x = b", "x = 7; a = x", ":delete x a",
    ":delete x; x = 1; :delete x; e(u) = u; :delete e",
    "p = 1; q = 2; :delete b; :delete c; b = 3", ":delete g; g(u) = u^2; :delete f; f(u) = 1",
  ])
  func whatIsTakenBackIsAsItWasInItsOrder(text: String) throws {
    let session = Session()
    try run("x = 3; a = x; b = x; c = x*2; d = c; f(u) = u; g(u) = u + b; h(u) = f(u)", session)
    session.dropChanges()
    let before = state(session)
    try run(text, session)
    let after = state(session)
    #expect(before != after)
    var changes: [Session.Change] = []
    session.takeChanges { changes.append($0) }
    for _ in 0..<3 {
      changes = changes.reversed().map { session.exchange($0) }
      #expect(state(session) == before)
      // Names that come and go meanwhile leave no trace in the order.
      try run((0..<40).map { "new\($0) = 1" }.joined(separator: "; "), session)
      session.takeBackChanges()
      changes = changes.reversed().map { session.exchange($0) }
      #expect(state(session) == after)
    }
  }

  @Test func aCheckpointKeepsThePlacesOfNames() throws {
    let session = Session()
    try run("a = 1; b = 2; c = 3; f(u) = u; g(u) = u", session)
    session.dropChanges()
    let before = state(session)
    try run(":delete b f", session)
    var changes: [Session.Change] = []
    session.takeChanges { changes.append($0) }
    let checkpoint = session.checkpoint
    try run("d = 4; :delete a", session)
    session.rollBack(to: checkpoint)
    for change in changes.reversed() { _ = session.exchange(change) }
    #expect(state(session) == before)
  }

  /// All that is to be as it was: names in order with their meanings, labels, further names.
  private func state(_ session: Session) -> [String] {
    session.environment.variables.map { "\($0.name) \($0.binding)" }
      + session.environment.functions.map(\.text)
      + session.graph.labels.all.map { "\($0)" }.sorted()
      + session.aliases.map { "\($0.key) \($0.value.names)" }.sorted()
      + ["\(session.last.map { "\($0)" } ?? "")"]
  }

  private func run(_ text: String, _ session: Session) throws {
    for part in text.split(separator: ";").map({ $0.drop { $0 == " " } }) {
      guard part.hasPrefix(":delete ") else {
        var parser = StatementParser(Array(part.utf8))
        while let statement = try parser.next() { _ = try session.run(statement) }
        continue
      }
      try session.delete(names(String(part.dropFirst(8))))
    }
  }

  private func names(_ text: String) -> [Statement.Name] {
    text.split(separator: " ").map { Statement.Name(text: String($0), range: SourceRange(0, 0)) }
  }
}
