import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct WhatIfCommand: ContextCommand {
  let name = "whatif"
  let group = CommandGroup.explore
  let arrays = ArraySupport.elements
  let syntax = CommandSyntax(.seeds("x=5 [y=…]"), .target, .option(.all))
  let summary = "what would change if inputs had other values"
  let discussion = """
    Computes the target as if the inputs had the values that are given, and shows
    what would change: the target, beside what its derivatives predict, and the
    nodes between. Nothing is changed: the inputs keep their values, and what was
    computed stays.
    """
  let example = """
    ad> x = 3; y = 4; u = x*y; z = u + x^2;
    ad> :whatif x=3.5 z
    z: 21 → 26.25   +5.25, +25 %
    first order predicts +5
    4 of 5 nodes would change:
    node  formula  before  after   change
    x     input         3   3.5   +16.7 %
    u     x*y          12  14     +16.7 %
    %3    x^2           9  12.25  +36.1 %
    x is 3, as before
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (named, rest) = try changes(arguments, context)
    let target = try context.target(try arguments.formula(in: rest), at: arguments.range)
    let changes = try named.map { change in
      (name: change.name.text, input: try context.element(change.name), value: change.value)
    }
    let id = try context.node(of: target, at: arguments.range)
    let (graph, cancellation) = (context.graph, context.cancellation)
    let values = Dictionary(changes.map { ($0.input, $0.value) }, uniquingKeysWith: { first, _ in first })
    let sweep = try graph.reverseSweep(of: id, cancellation)
    let trial = try graph.trial(of: id, with: values, cancellation)
    guard context.isOutcomeWanted, let own = trial.last else { return .nothing }
    let inputs = changes.map(\.input).filter { sweep.adjoint(of: $0) != nil }
    let corrected = try context.corrections(of: target, by: inputs) { sweep.adjoint(of: $0) }
    let predicted = inputs.reduce(0) { sum, input in
      let slope = corrected.derivative(by: input, ruled: sweep.adjoint(of: input) ?? 0)
      return sum + slope ⊙ ((values[input] ?? 0) - graph.cachedValue(of: input))
    }
    let names = context.names
    var changed: [WhatIfOutcome.Change] = []
    // Those with names first; the target is told above.
    var (labelled, unnamed) = ([WhatIfOutcome.Change](), [WhatIfOutcome.Change]())
    for (position, entry) in trial.enumerated() {
      try cancellation.check(at: position, of: trial.count)
      if entry.before.isIdentical(to: entry.after) { continue }
      let label = graph.label(of: entry.node)
      changed.append(.init(node: entry.node, label: label, before: entry.before, after: entry.after))
      if entry.node == id { continue }
      if label != nil {
        labelled.append(changed[changed.count - 1])
      } else {
        unnamed.append(changed[changed.count - 1])
      }
    }
    let rows = labelled + unnamed
    let shown = Excerpt(ofRows: rows.count, whole: arguments.has(.all))
    return .outcome(
      WhatIfOutcome(
        target: target, before: own.before, after: own.after, predicted: predicted,
        inputs: changes.map { ($0.name, graph.cachedValue(of: $0.input), $0.value) },
        nodeCount: trial.count, changed: changed, rows: rows, shown: shown,
        formulas: try shown.places.compactMap(cancellation) { names.formula(of: rows[$0].node) }))
  }

  /// The names with their new values, which stand first, and the rest, which is the target.
  private func changes(
    _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> ([(name: Statement.Name, value: Double)], rest: SourceRange) {
    try arguments.checkOptions()
    var changes: [(name: Statement.Name, value: Double)] = []
    var rest = arguments.range
    for word in try arguments.seedWords() {
      guard word.isComponent else { break }
      let name = word.part(before: "=")
      // Elements of arrays are inputs once the target is written out.
      if !context.graph.hasArrays { _ = try context.session.input(name) }
      let equals = word.text.prefix { $0 != "=" }.utf8.count
      let range = SourceRange(word.range.lowerBound + equals + 1, word.range.upperBound)
      guard let formula = try arguments.formula(in: range) else {
        throw CommandError(.missing(.newValue(of: name.text)), at: word.range)
      }
      if changes.contains(where: { $0.name.text == name.text }) {
        throw CommandError(.repeatedValue(name.text), at: word.range)
      }
      changes.append((name, try context.value(of: formula)))
      rest = SourceRange(word.range.upperBound, arguments.range.upperBound)
    }
    if changes.isEmpty { throw CommandError(.missing(.newValue(of: nil)), at: arguments.range) }
    return (changes, rest)
  }
}

extension Double {
  /// Whether it is the same number, or both are none.
  fileprivate func isIdentical(to other: Double) -> Bool { self == other || isNaN && other.isNaN }
}
