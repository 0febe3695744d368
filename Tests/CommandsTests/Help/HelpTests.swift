import AutoDiff
import Formulas
import Pictures
import Sessions
import Testing

@testable import Commands

/// Everything that there is has a page of help with an example: what is new is checked without touching this.
@Suite struct HelpTests {
  private static let topics =
    CommandRegistry.commands.map { ":" + $0.name } + HelpIndex.builtIn.map(\.name)
    + Operator.table.flatMap(\.spellings) + HelpTopic.all.flatMap(\.aliases)

  @Test(arguments: topics)
  func everythingHasAPageWithAnExampleThatFitsTheScreen(topic: String) throws {
    let page = TestSession().type(":help \(topic)").split(separator: "\n")
    #expect(page.count > 1)
    #expect(!(page.first?.contains("error:") ?? true))
    #expect(page.contains { $0.hasPrefix("  ad> ") || $0.hasPrefix("  $ ") })
    // What stands in an example is as wide as it is printed.
    for line in page where displayWidth(line) > 80 { #expect(line.hasPrefix("  "), "\(line)") }
  }

  /// The examples that are made have no mistakes in them; those that are written show some, and are replayed.
  @Test(arguments: HelpIndex.builtIn.filter { ![.command, .topic].contains($0.kind) }.map(\.name))
  func noExampleThatIsMadeFails(topic: String) {
    let page = TestSession().type(":help \(topic)")
    #expect(!page.contains("error:"))
    #expect(topic == "detach" || !page.contains("not connected"))
  }

  @Test(arguments: Opcode.allCases.map(\.primitive).filter(\.isFunction).map(\.opcode))
  func theExampleOfAFunctionLiesInItsDomain(opcode: Opcode) {
    let example = opcode.primitive.example
    #expect(example.count >= opcode.primitive.minimumCount)
    #expect(example.count <= opcode.primitive.maximumCount ?? .max)
    let graph = Graph()
    let operands = example.map { graph.addInput($0) }
    let gradient = graph.gradient(
      of: Expression(graph: graph, id: graph.node(opcode, arguments: operands)))
    #expect(gradient.value.isFinite)
    #expect(TestSession().type(":help \(opcode.primitive.name)").contains(" = nan") == false)
  }

  @Test(arguments: HelpTopic.all.map(\.name))
  func theExampleOfATopicPrintsWhatItSays(name: String) throws {
    let topic = try #require(HelpTopic.all.first { $0.name == name })
    let transcript = Transcript(topic.example)
    #expect(!transcript.entries.isEmpty || topic.example.hasPrefix("$ "))
    for (wanted, got) in zip(transcript.entries, transcript.replayed().entries) { #expect(wanted == got) }
  }

  @Test func theOverviewIsOneScreenWithEveryCommandAndTopic() {
    let lines = TestSession().type(":help").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { displayWidth($0) <= 80 })
    let words = Set(lines.joined(separator: " ").split { " ,;".contains($0) })
    for command in CommandRegistry.commands { #expect(words.contains(":" + command.name)) }
    for topic in HelpTopic.all { #expect(words.contains(topic.name[...])) }
  }

  @Test func everyGroupHasCommands() {
    for group in CommandGroup.allCases { #expect(!group.commands.isEmpty, "\(group.title)") }
  }

  @Test(arguments: [
    ("grdad", ":help grad"), ("gradients", ":help grad"), ("descent", ":help :repeat"), ("sinn", ":help sin"),
    ("Euclidean", ":help hypot"), ("hyperbolic", ":help --search hyperbolic"), ("qqq", ":help"),
  ])
  func aMissSuggestsWhatMayBeMeant(word: String, suggestion: String) {
    #expect(TestSession().type(":help \(word)").hasSuffix("write: \(suggestion)"))
  }

  @Test func aSearchFindsNamesBeforeSummariesBeforeText() {
    let found = HelpIndex(TestSession().interpreter.session).search(for: "GRADIENT").map(\.title)
    #expect(found.first == ":grad")
    #expect(found.contains(":repeat") && found.contains(":hessian"))
    #expect(
      HelpIndex(TestSession().interpreter.session).search(for: "exp").map(\.name).prefix(4) == [
        "exp", "explain", "expand", "exp2",
      ])
    #expect(TestSession().type(":help --search nowhere_at_all").contains("occurs nowhere in the help"))
  }

  @Test func programsGetThePageAndWhatIsFound() {
    #expect(
      TestSession().json(":help tau") == [
        #"{"kind":"help","topic":"tau","text":"tau = 6.283185307179586   2*pi\n\n  ad> tau\n  6.283185307\n  ad> cos(tau/2)\n  -1"}"#
      ])
    #expect(
      TestSession().json(":help --search Euclidean") == [
        #"{"kind":"help","search":"Euclidean","found":[{"topic":"hypot","kind":"function","summary":"the Euclidean norm of all operands"}]}"#
      ])
  }

  @Test func aPageLeavesTheSessionAsItWas() {
    let session = TestSession()
    session.type("x = 3; y = x^2; f(u) = u*x + diff(y, x)*sin(u); y")
    let before = [":nodes", ":vars"].flatMap { session.json($0) }
    #expect(session.type(":help f").contains("derivative: ∂/∂u = "))
    #expect([":nodes", ":vars"].flatMap { session.json($0) } == before)
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
  }
}
