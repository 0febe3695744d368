import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct SensitivityCommand: ContextCommand {
  let name = "sensitivity"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .bindings("[: x=a..b y …]"), .option(.all))
  let arrays = ArraySupport.elements
  let summary = "which inputs matter, by their slopes or over ranges"
  let discussion = """
    For each input, or those behind the colon, the derivative and by how many per
    cent the target changes where the input is 1 % more: the elasticity, which
    compares inputs of different units. With intervals the target is computed at
    their ends and between, the other inputs staying as they are, and the widest
    bar is the input that matters most.
    """
  let example = """
    ad> w = 4; h = 3; rho = 0.5; m = rho*w*h^2;
    ad> :sensitivity m
    m = 18
    1 % more of an input changes m by
    input  value  derivative  change
    h        3          12    +2 %    ████████████████████
    w        4           4.5  +1 %    ██████████
    rho      0.5        36    +1 %    ██████████
    ad> :sensitivity m : w=3..5 h=2.9..3.1
    m = 18
    input  from   to  m from     to
    w       3    5     13.5   22.5   ████████████████████
    h       2.9  3.1   16.82  19.22         ██████
    """

  /// At how many points an interval is looked at, the ends among them.
  private static let pointCount = 17

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (before, after) = try arguments.splitAtColon()
    let target = try context.target(try arguments.formula(in: before), at: arguments.range)
    let id = try context.node(of: target, at: arguments.range)
    let (graph, cancellation, names) = (context.graph, context.cancellation, context.names)
    let chosen = try after.map { try arguments.inputIntervals(in: $0, context) }
    let sweep = try graph.reverseSweep(of: id, cancellation)
    let gradient = sweep.gradient
    let inputs = chosen?.map(\.input) ?? gradient.entries.map(\.input)
    let corrected = try context.corrected(target, by: inputs.filter { gradient[$0] != nil }) { gradient[$0] }
    guard context.isOutcomeWanted else { return .nothing }
    let intervals = Dictionary(
      (chosen ?? []).map { ($0.input, $0.interval) }, uniquingKeysWith: { first, _ in first })
    var rows: [SensitivityOutcome.Row] = []
    for (position, input) in inputs.enumerated() {
      try cancellation.check(at: position, of: inputs.count)
      var row = SensitivityOutcome.Row(
        input: names.name(of: input), value: graph.cachedValue(of: input),
        derivative: gradient[input].map { corrected.derivative(by: input, ruled: $0) })
      if let interval = intervals[input] ?? nil {
        let function = try RestrictedFunction(of: id, over: [input], in: graph, cancellation)
        row.interval = interval
        for step in 0..<Self.pointCount {
          row.results.append(try function.value(at: interval.place(ofStep: step, of: Self.pointCount - 1)))
        }
      }
      rows.append(row)
    }
    let value = sweep.value
    rows = rows.enumerated().sorted {
      ($0.element.size(beside: value), $1.offset) > ($1.element.size(beside: value), $0.offset)
    }
    .map(\.element)
    return .outcome(SensitivityOutcome(target: target.title, value: value, rows: rows))
  }
}
