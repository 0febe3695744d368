import Memory
import AutoDiff
import Formulas
import Pictures
import Sessions

struct ForwardCommand: ContextCommand {
  private static let left = CommandOption(
    name: "--left", summary: "the derivatives just left of the point")
  private static let right = CommandOption(
    name: "--right", summary: "the derivatives just right of the point")

  let name = "forward"
  let group = CommandGroup.differentiate
  let syntax = CommandSyntax(
    .seeds("x"), .target, or: [.seeds("x=1 y=2"), .target], options: [.step, .all, Self.left, Self.right],
    excluding: [
      OptionExclusion(
        code: "two-sides", rule: "one side at a time", options: [Self.left, Self.right],
        marksFirst: true)
    ])
  let arrays = ArraySupport.elements
  let summary = "forward mode from an input, node by node"
  let discussion = """
    Shows what one forward sweep does. The input's tangent is seeded with 1 (or
    several inputs with the components of a direction), and every node in order
    gets its tangent: the sum, over its operands, of the local partial times the
    operand's tangent. The target's tangent is its derivative along the seed. It
    takes one such pass an input to get a whole gradient; ':cost' counts them.
    At a kink, where the slopes on the two sides differ, the derivative is their
    mean; '--left' and '--right' go forward on one side. --step shows the sweep
    on the drawn graph: typed at a prompt key by key, else all steps in words.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :forward x
    seeded with dx = 1; then, from the leaves to the root:
    node  formula  value  tangent  partial × tangent of the operands
    x     input        3        1  seed
    y     input        4        0
    %2    x*x          9        6  3 × 1 + 3 × 1
    %3    x*y         12        4  4 × 1 + 3 × 0
    %4    %2 + %3     21       10  1 × 6 + 1 × 4
    z     %4 + 2      23       10  1 × 10
    ∂z/∂x = 10
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    // Where there are arrays, the elements to go forward from are known once the target is written out.
    let early =
      context.graph.hasArrays
      ? try context.target(try arguments.formula(in: try arguments.rangeBehindSeeds()), at: arguments.range)
      : nil
    let (seeds, targetRange) = try seeds(arguments, context)
    let target = try early ?? context.target(try arguments.formula(in: targetRange), at: arguments.range)
    let side: Side? = arguments.has(Self.left) ? .left : arguments.has(Self.right) ? .right : nil
    let sweep = try context.graph.forwardSweep(
      to: context.id(of: target), seeds: seeds.map { ($0.input, $0.component) }, side: side,
      context.cancellation)
    if side == nil {
      context.sweeps.forward = sweep
      if sweep.isConnected, let point = sweep.exceptionalPoint {
        context.notices += context.names.remarks(on: [point], of: target, isOnlyInput: true)
      }
    }
    guard context.isOutcomeWanted else { return .nothing }
    let steps = try sweep.steps(context.cancellation)
    let shown = Excerpt(ofRows: steps.count, whole: arguments.has(.all))
    let names = context.names
    let outcome = ForwardOutcome(
      target: target, side: side, seeds: seeds.map { ($0.name, $0.component) }, value: sweep.value,
      derivative: sweep.isConnected ? sweep.derivative : nil, isCorrected: sweep.isCorrected, steps: steps,
      shown: shown, names: try names.names(of: shown.places.lazy.map { steps[$0].turn.node }),
      formulas: try shown.places.compactMap(context.cancellation) { names.formula(of: steps[$0].turn.node) }
    )
    guard arguments.has(.step), steps.contains(where: { !context.graph.isInput($0.turn.node) }) else {
      return .outcome(outcome)
    }
    if steps.count > StoryOutcome.mostSteps {
      let rest = arguments.text(arguments.bytes.trimmed(arguments.range))
      throw CommandError(.tooManySteps(count: steps.count, instead: ":forward \(rest)"), at: arguments.range)
    }
    var builder = try DiagramBuilder(context, GraphOptions(), root: sweep.target)
    var diagram = try builder.diagram(of: sweep.target)
    diagram.derivative = .tangent
    let style = TextStyle(numbers: context.settings.numberFormat)
    let story = try ForwardStory(steps, diagram, closing: [outcome.result(style)], context)
    return .outcome(
      StoryOutcome(
        whole: outcome, story: story, isTyped: context.isTyped, remarks: context.notices))
  }

  private typealias Seed = (name: String, input: NodeID, component: Double)

  /// The seeds, `x` or `x=1 y=2`, that stand first, and the rest, which is the target.
  private func seeds(
    _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> ([Seed], rest: SourceRange) {
    try arguments.checkOptions()
    var seeds: [Seed] = []
    var seeded: Set<NodeID> = []
    var rest = arguments.range
    for word in try arguments.seedWords() {
      let isFirst = seeds.isEmpty
      guard isFirst || word.isComponent else { break }
      let name = word.part(before: "=")
      if isFirst, !word.isComponent, context.elements == nil { try arguments.checkIsNoFormula(word, context) }
      let input = try context.element(name)
      var component = 1.0
      if word.isComponent {
        let equals = word.text.prefix { $0 != "=" }.utf8.count
        let valueRange = SourceRange(word.range.lowerBound + equals + 1, word.range.upperBound)
        guard let formula = try arguments.formula(in: valueRange) else {
          throw CommandError(.missing(.component(of: name.text)), at: word.range)
        }
        component = try context.value(of: formula)
      }
      if !seeded.insert(input).inserted {
        throw CommandError(.repeatedSeed(name.text), at: word.range)
      }
      seeds.append((name.text, input, component))
      rest = SourceRange(word.range.upperBound, arguments.range.upperBound)
      if isFirst, !word.isComponent {
        try arguments.checkIsNoOperand(name, before: rest)
        break
      }
    }
    if seeds.isEmpty {
      throw CommandError(.missing(.inputToGoFrom), at: arguments.range)
    }
    return (seeds, rest)
  }
}

extension CommandArguments {
  /// The words, where `x = 1` is one too.
  func seedWords() throws(Interruption) -> [Word] {
    let words = try words(separatedBy: [.init(ascii: ",")])
    var joined: [Word] = []
    for word in words {
      guard let last = joined.last, last.isComponent && last.text.hasSuffix("=") || word.beginsComponent
      else {
        joined.append(word)
        continue
      }
      let range = SourceRange(last.range.lowerBound, word.range.upperBound)
      joined[joined.count - 1] = Word(text: text(range), range: range)
    }
    return joined
  }

  /// What stands behind the seeds: the target.
  fileprivate func rangeBehindSeeds() throws -> SourceRange {
    let words = try seedWords()
    var start = range.lowerBound
    for (position, word) in words.enumerated() {
      guard position == 0 || word.isComponent else { break }
      start = word.range.upperBound
      if !word.isComponent { break }
    }
    return SourceRange(start, range.upperBound)
  }

  /// Throws if a word is no name but a formula, or its beginning.
  fileprivate func checkIsNoFormula(_ word: Word, _ context: CommandContext) throws {
    guard let formula = try? formula(in: word.range), formula.nodes.count > 1 else { return }
    let names = formula.nodes.lazy.compactMap { node -> String? in
      if case .name(let name) = node.kind { formula[name] } else { nil }
    }
    let input = names.first { context.session.environment.variable($0)?.isInput == true }
    throw CommandError(.inputComesFirst(input, target: text(bytes.trimmed(range))), at: range)
  }

  /// Throws if a name is rather the first operand of a formula than the input that stands before the target: `x + y`.
  fileprivate func checkIsNoOperand(_ name: Statement.Name, before rest: SourceRange) throws {
    let words = try Self.words(in: bytes, rest, cancellation)
    let isSeparate = words.first.map { !["+", "-"].contains($0.text) } ?? true
    if isSeparate, (try? formula(in: rest)) != nil || words.isEmpty { return }
    guard (try? formula()) != nil else { return }
    throw CommandError(.inputComesFirst(name.text, target: text(bytes.trimmed(range))), at: range)
  }
}

extension CommandArguments.Word {
  /// Whether the word is `=1` or `=`, which belongs to the name before it.
  fileprivate var beginsComponent: Bool { text.hasPrefix("=") && !text.hasPrefix("==") }

  /// Whether the word is one of `x=1 y=2`, and not of a formula such as `x==1`.
  var isComponent: Bool {
    guard let equals = text.firstIndex(of: "=") else { return false }
    let next = text.index(after: equals)
    let last = equals == text.startIndex ? nil : text[text.index(before: equals)]
    return (next == text.endIndex || text[next] != "=") && last.map { !"<>!".contains($0) } ?? false
  }

  func part(before separator: Character) -> Statement.Name {
    var part = text.prefix { $0 != separator }
    while part.last?.isWhitespace == true { part.removeLast() }
    return Statement.Name(
      text: String(part), range: SourceRange(range.lowerBound, range.lowerBound + part.utf8.count))
  }
}

/// A forward sweep as a story.
struct ForwardOutcome: Outcome {
  let target: Target

  /// The side of a kink on which the sweep went, if it was to go on one.
  let side: Side?
  let seeds: [(name: String, component: Double)]
  let value: Double

  /// The target's derivative in the seeded direction; nil if the target is not connected to a seeded input.
  let derivative: Double?

  /// Whether the rules cannot tell it, so that the last tangent is another number.
  let isCorrected: Bool
  let steps: ForwardSweep.Steps

  /// The steps that are shown as text, and what their nodes are called.
  let shown: Excerpt
  let names: [NodeID: String]

  /// For each of them what its node computes from its operands.
  let formulas: [String]

  var kind: String { "forward" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("seed", .object(seeds.map { ($0.name, .number($0.component)) })),
      ("value", .number(value)), ("tangent", .optional(derivative)),
    ] + (side.map { [("side", .string($0.rawValue))] } ?? []) + [
      (
        "nodes",
        .list(of: steps) { turn, _ in
          .object([
            ("node", .integer(turn.node.index)), ("value", .number(turn.value)),
            ("tangent", .number(turn.tangent)),
          ])
        }
      )
    ]
  }

  /// On which side the numbers are.
  private var sideText: String {
    switch side {
    case .left: ", on the left side"
    case .right: ", on the right side"
    case nil: ""
    }
  }

  func text(_ style: TextStyle) -> StyledText {
    let seedText = seeds.map { "d\($0.name) = \(style.numbers.string($0.component))" }
    var lines: [StyledText] = [
      style.wrapped(
        "seeded with \(seedText.joined(separator: ", "))\(sideText); then, from the leaves to the root:"),
      style.laidOut(table(style)),
    ]
    if derivative == nil { lines.removeFirst() }
    if let derivative, isCorrected {
      lines.append(
        style.wrapped(style.correction(derivative, along: seeds.map(\.name).joined(separator: ", "))))
    }
    return (lines + [style.wrapped(result(style))]).joined(separator: "\n")
  }

  /// The derivative, or that there is none.
  func result(_ style: TextStyle) -> StyledText {
    guard let derivative else {
      let names = seeds.map(\.name).joined(separator: ", ")
      return "\("not connected: \(target.title) does not depend on \(names)", .faint)"
    }
    let seedName = seeds.count == 1 && seeds[0].component == 1 ? seeds[0].name : nil
    let left = seedName.map { target.partial(by: $0) } ?? "derivative of \(target.title) in this direction"
    return "\(left, .name) = \(style.value(derivative))"
  }

  private func table(_ style: TextStyle) -> TextTable {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("value", .decimalPoint),
      .init("tangent", .decimalPoint), .init("partial × tangent of the operands", isProse: true),
    ])
    table.hint = TextStyle.hint
    // The products stand below the row, with the tangent that they come to if that has no room above.
    table.breaks = [[4], [3], [3, 4]]
    var formulas = formulas[...]
    shown.forEach { place in
      let ((turn, edges), formula) = (steps[place], formulas.popFirst() ?? "")
      let name = names[turn.node] ?? turn.node.description
      table.addRow([
        StyledText(verbatim: name, name.hasPrefix("%") ? .node : .name),
        StyledText(verbatim: formula, formula == "input" ? .faint : .operation),
        style.value(turn.value), style.value(turn.tangent),
        turn.isSeed ? "\("seed", .faint)" : origin(edges, style),
      ])
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    return table
  }

  private func origin(_ edges: ArraySlice<ForwardSweep.Edge>, _ style: TextStyle) -> StyledText {
    if edges.count > 4 { return "\("a sum of \(edges.count) products", .faint)" }
    return edges.map { "\(style.factor($0.partial)) × \(style.factor($0.tangent))" }.joined(
      separator: " + ")
  }
}
