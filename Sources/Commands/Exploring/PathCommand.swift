import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct PathCommand: ContextCommand {
  let name = "path"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .variables("[x]"), .option(.all))
  let arrays = ArraySupport.elements
  let summary = "the chain rule, a line a path, the strongest first"
  let discussion = """
    What ':explain' tells step by step: along each path from the target down to x
    the local derivatives multiply, and the paths add up to the derivative. Here a
    path is a line. However many there are, the strongest are found; --all lists
    up to 1,000.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :path z x
    3 paths lead from z to x, the strongest first; together ∂z/∂x = 10
    product  path
          4  z → %4 → %3 → x
          3  z → %4 → %2 → x
          3  z → %4 → %2 → x
    """

  /// How many paths are shown, how many with `--all`, and how many steps all of them together may have.
  private static let (fewPaths, mostSteps) = (12, 100_000)
  static let mostPaths = 1000

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let paths = try DerivativePaths(arguments, of: self, &context)
    let (sum, cancellation) = (paths.sum, context.cancellation)
    let derivative = try paths.derivative(&context)
    guard context.isOutcomeWanted else { return .nothing }
    let isWhole = arguments.has(.all) || context.host.nestsResults
    let limit =
      isWhole ? min(Self.mostPaths, max(1, Self.mostSteps / max(1, sum.steps.count))) : Self.fewPaths
    let strongest = try sum.strongestPaths(atMost: limit, cancellation)
    let naming = context.names
    return .outcome(
      PathOutcome(
        target: paths.target, input: paths.name.text, derivative: derivative, count: sum.count,
        paths: try strongest.compactMap(cancellation) { path in
          let nodes = [sum.target] + path.edges.map(\.operand)
          return .init(
            nodes: nodes, names: PathOutcome.shown(nodes).map { naming.name(of: $0) }, product: path.product)
        },
        cancelling: try sum.cancelling(cancellation).prefix(PathOutcome.mostCancelling).map {
          naming.name(of: $0)
        }))
  }
}

/// The paths from a target to a node.
struct PathOutcome: Outcome {
  struct Path: Sendable {
    let nodes: [NodeID]

    /// The names of those that are shown.
    let names: [String]
    let product: Double
  }

  let target: Target
  let input: String

  /// What the paths add up to; nil if there is none.
  let derivative: Double?
  let count: PathCount

  /// The strongest paths, in order.
  let paths: [Path]

  /// The nodes whose paths add up to nothing.
  let cancelling: [String]

  /// How many nodes of a path are shown, from either end, and how many nodes are told whose paths cancel.
  private static let (fewNodes, mostNodes) = (12, 25)
  fileprivate static let mostCancelling = 3

  /// The nodes of a path that are shown: all, or the first and the last.
  static func shown(_ nodes: [NodeID]) -> [NodeID] {
    nodes.count <= mostNodes ? nodes : nodes.prefix(fewNodes) + nodes.suffix(fewNodes)
  }

  var kind: String { "paths" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("input", .string(input)), ("derivative", .optional(derivative)),
      (
        "paths",
        .list(of: paths) {
          .object([
            ("nodes", .array($0.nodes.map { .integer($0.index) })), ("product", .number($0.product)),
          ])
        }
      ),
      ("count", .string(count.digits)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    guard let derivative else {
      return style.wrapped("\("no path leads from \(target.title) to \(input): not connected", .faint)")
    }
    let total: StyledText = "\(target.partial(by: input), .name) = \(style.value(derivative))"
    if paths.count == 1, paths[0].nodes.count == 1 {
      return style.wrapped("\(total)\(": \(input) is the target itself", .faint)")
    }
    let heading: StyledText =
      count.small == 1
      ? "one path leads from \(target.title, .name) to \(input, .name): \(total)"
      : "\(count.words) paths lead from \(target.title, .name) to \(input, .name), the strongest first; together \(total)"
    var table = TextTable(columns: [.init("product", .decimalPoint), .init("path", isProse: true)])
    for path in paths { table.addRow([style.value(path.product), line(path)]) }
    if let small = count.small, small > paths.count {
      table.hint = paths.count < PathCommand.mostPaths ? TextStyle.hint : nil
      table.addOmission(NumberFormat.count(small - paths.count, "weaker path"))
    } else if count.small == nil {
      table.addRemark("… and all the weaker ones")
    }
    let lines = cancelling.map { style.wrapped("all paths through \($0, .name) cancel") }
    return ([style.wrapped(heading), style.laidOut(table)] + lines)
      .joined(separator: "\n")
  }

  private func line(_ path: Path) -> StyledText {
    let names = path.names.map { StyledText(verbatim: $0, $0.hasPrefix("%") ? .node : .name) }
    guard names.count < path.nodes.count else { return names.joined(separator: " → ") }
    let omitted = "… \(NumberFormat.grouped(path.nodes.count - names.count)) more …"
    return (names.prefix(Self.fewNodes) + [StyledText(omitted, .faint)] + names.suffix(Self.fewNodes))
      .joined(separator: " → ")
  }
}
