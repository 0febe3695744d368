import AutoDiff
import Pictures
import Sessions

struct HotCommand: ContextCommand {
  let name = "hot"
  let group = CommandGroup.explore
  let arrays = ArraySupport.whole
  let syntax = CommandSyntax(.target, .option(.all))
  let summary = "which operations take the time"
  let discussion = """
    Measures how long each kind of operation below the target takes: all its nodes
    are computed again and again with their present operands. That is the time of
    one evaluation, without what a session does around it; no value is changed.
    """
  let example = """
    ad> x = 3; z = gamma(x) + gamma(x + 1) + gamma(x + 2);
    ad> :hot z
    … for one evaluation of z
    …nodes  operation
    …
    …
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let id = try context.node(of: target, at: arguments.range)
    try context.graph.bringUpToDate([id], context.cancellation)
    let times = try context.graph.operationTimes(
      below: id, clock: context.host.seconds, context.cancellation)
    guard context.isOutcomeWanted else { return .nothing }
    return .outcome(HotOutcome(target: target.title, times: times))
  }
}

/// How long operations take.
struct HotOutcome: Outcome {
  let target: String

  /// The operations, those that take longest first.
  let times: [OperationTime]

  private static let barWidth = 20

  var kind: String { "hot" }

  private var total: Double { times.reduce(0) { $0 + $1.seconds } }

  var members: [(String, JSON)] {
    [
      ("target", .string(target)), ("seconds", .number(total)),
      (
        "nodes",
        .list(of: times) {
          .object([
            ("operation", .string($0.name)), ("count", .integer($0.count)),
            ("seconds", .number($0.seconds)),
          ])
        }
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if times.isEmpty { return style.wrapped("\(target, .name) is an input: there is nothing to compute") }
    var table = TextTable(columns: [
      .init("each", .trailing), .init("share", .trailing), .init(), .init("nodes", .trailing),
      .init("operation"),
    ])
    let width = max(4, min(Self.barWidth, style.width / 4))
    table.breaks = [[3]]
    for time in times {
      let share = total > 0 ? time.seconds / total : 0
      table.addRow([
        "\(Self.words(time.seconds / Double(time.count)), .value)", "\(Int((100 * share).rounded())) %",
        StyledText(style.characters.bar(share, width: width), .accent),
        "\(NumberFormat.grouped(time.count))", "\(time.symbol, .operation)",
      ])
    }
    return [
      style.wrapped("\(Self.words(total), .value) for one evaluation of \(target, .name)"),
      style.laidOut(table),
    ].joined(separator: "\n")
  }

  /// A time in a unit that suits it, in three digits.
  private static func words(_ seconds: Double) -> String {
    let (unit, name) =
      seconds < 1e-6 ? (1e9, "ns") : seconds < 1e-3 ? (1e6, "µs") : seconds < 1 ? (1e3, "ms") : (1, "s")
    return "\(NumberFormat(digits: 3).string(seconds * unit)) \(name)"
  }
}

extension OperationTime {
  /// What the operation is called, and how it is written.
  fileprivate var name: String { operation?.name ?? opcode.primitive.name }
  fileprivate var symbol: String { operation?.name ?? (opcode == .negate ? "-x" : opcode.primitive.symbol) }
}
