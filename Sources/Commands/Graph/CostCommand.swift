import AutoDiff
import Formulas
import Pictures
import Sessions

struct CostCommand: ContextCommand {
  let name = "cost"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(.target, .option(.all))
  let arrays = ArraySupport.elements
  let summary = "forward mode against backprop, counted"
  let discussion = """
    Runs the sweeps that give the target's whole gradient in forward mode (one
    an input) and in backprop (one in all), and counts the nodes that they visit
    and the products that they take. A forward sweep leaves out those with the
    tangent of what does not depend on its input, which is 0; ':forward' shows
    them. Then the values: how many operations one evaluation carries out with
    cached values and without, and how many are done again when one input
    changes. At last how the formula is run where it is run again and again, by
    ':repeat': one operation after another, with a decision each (switch), or in
    loops over like operations that do not depend on each other (levels).
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :cost z
    z: 4 operations over 2 inputs
    the whole gradient                sweeps  node visits  multiplications
    forward mode, one sweep an input       2            8                9
    backprop, one sweep                    1            4                7
    the value                         operations
    with cached values                         4
    without: every use computed anew           4
    again after x changes                      4
    again after y changes                      3
    compiled, it runs one operation after another (switch)
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let cost = try context.graph.cost(of: context.id(of: target), context.cancellation)
    let names = context.names
    return .outcome(
      CostOutcome(target: target, cost: cost, inputNames: cost.inputs.map { names.name(of: $0) }))
  }
}

/// What a gradient costs in one mode and the other.
struct CostOutcome: Outcome {
  let target: Target
  let cost: Cost
  let inputNames: [String]

  var kind: String { "cost" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("inputs", .integer(cost.inputs.count)),
      ("operations", .integer(cost.operations)), ("forward", json(cost.forward)),
      ("reverse", json(cost.reverse)),
      ("evaluatedWithCache", .integer(cost.operations)),
      ("evaluatedWithoutCache", .number(cost.operationsWithoutCache)),
      (
        "recomputedWhenChanged",
        .object(zip(inputNames, cost.dependents).map { ($0, .integer($1)) })
      ),
      ("schedule", .string(cost.schedule.style.rawValue)), ("loops", .integer(cost.schedule.loops)),
    ]
  }

  private func json(_ count: SweepCount) -> JSON {
    .object([
      ("sweeps", .integer(count.sweeps)), ("visits", .integer(count.visits)),
      ("multiplications", .integer(count.products)),
    ])
  }

  func text(_ style: TextStyle) -> StyledText {
    let heading: StyledText =
      "\(target.title, .name): \(NumberFormat.count(cost.operations, "operation")) over \(NumberFormat.count(cost.inputs.count, "input"))"
    var table = TextTable(columns: [
      .init("the whole gradient"), .init("sweeps", .trailing), .init("node visits", .trailing),
      .init("multiplications", .trailing),
    ])
    table.breaks = [[1]]
    for (label, count) in [
      ("forward mode, one sweep an input", cost.forward), ("backprop, one sweep", cost.reverse),
    ] {
      table.addRow(
        [StyledText(label)]
          + [count.sweeps, count.visits, count.products].map { StyledText(NumberFormat.grouped($0), .value) })
    }
    var values = TextTable(columns: [.init("the value", isFlexible: true), .init("operations", .trailing)])
    let withoutCache = Int(exactly: cost.operationsWithoutCache).map { NumberFormat.grouped($0) }
    values.addRow(["with cached values", StyledText(NumberFormat.grouped(cost.operations), .value)])
    values.addRow([
      "without: every use computed anew",
      StyledText(withoutCache ?? style.numbers.string(cost.operationsWithoutCache), .value),
    ])
    let told = style.showsAll ? inputNames.count : min(8, inputNames.count)
    for (name, count) in zip(inputNames, cost.dependents).prefix(told) {
      values.addRow(["again after \(name, .name) changes", StyledText(NumberFormat.grouped(count), .value)])
    }
    values.hint = TextStyle.hint
    if inputNames.count > told {
      values.addOmission(NumberFormat.count(inputNames.count - told, "more input"))
    }
    let schedule: StyledText = "compiled, it runs \(cost.schedule.words)"
    return [style.wrapped(heading), style.laidOut(table), style.laidOut(values), style.wrapped(schedule)]
      .joined(separator: "\n")
  }
}

extension ScheduleSummary {
  /// How the operations are carried out, in words.
  var words: String {
    switch style {
    case .switch: "one operation after another (switch)"
    case .levels:
      "\(NumberFormat.count(operations, "operation")) in \(NumberFormat.count(loops, "loop")) (levels)"
    }
  }
}
