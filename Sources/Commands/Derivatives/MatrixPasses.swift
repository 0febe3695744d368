import AutoDiff
import Pictures

/// How a Jacobian or Hessian is found: the passes over the graph, and how they are put together.
///
/// A *colour* is a set of columns, or rows, that do not get into each other's way: one pass finds them together. A
/// *sweep* through the graph carries out several passes at once, a *lane* each. People are told of passes, and of the
/// rest if they ask.
struct MatrixPasses: Sendable {
  /// The modes in which the passes run, one after the other.
  private let modes: [String]

  /// Whether programs are told the mode: of a Hessian it is always the same.
  private let tellsMode: Bool

  /// How many sets of columns or rows are found together.
  private let colorCount: Int

  /// How many lanes each sweep has.
  private let sweeps: [Int]

  /// Whether it is told how the passes are put together.
  private let isVerbose: Bool

  init(_ structure: JacobianStructure, _ arguments: CommandArguments) {
    (modes, tellsMode) = ([structure.mode.rawValue], true)
    colorCount = structure.mode == .forward ? structure.columnColorCount : structure.rowColorCount
    sweeps = structure.sweeps
    isVerbose = arguments.options[CommandOption.verbose.name] != nil
  }

  init(_ structure: HessianStructure, _ arguments: CommandArguments) {
    (modes, tellsMode) = (["forward", "reverse"], false)
    (colorCount, sweeps) = (structure.colorCount, structure.sweeps)
    isVerbose = arguments.options[CommandOption.verbose.name] != nil
  }

  var members: [(String, JSON)] {
    (tellsMode ? [("mode", .string(modes.joined()))] : []) + [
      ("colors", .integer(colorCount)), ("sweeps", .array(sweeps.map { .integer($0) })),
    ]
  }

  /// "by 2 forward and 2 reverse passes", and how they were put together if that is wanted; other words if there is no
  /// pass.
  func words(ifNone none: String) -> String {
    if sweeps.isEmpty { return none }
    let counts = modes.map { "\(NumberFormat.grouped(colorCount)) \($0)" }.joined(separator: " and ")
    return "by \(counts) pass\(colorCount == 1 ? "" : "es")" + (isVerbose ? ": \(details)" : "")
  }

  /// "2 sweeps of up to 8 lanes (9 colours)"
  private var details: String {
    let sweep = modes.count == 1 ? ("sweep", "sweeps") : ("pair of sweeps", "pairs of sweeps")
    let most = sweeps.max() ?? 1
    let lanes = "\(sweeps.contains { $0 != most } ? "up to " : "")\(NumberFormat.count(most, "lane"))"
    return "\(NumberFormat.count(sweeps.count, sweep.0, plural: sweep.1)) of \(lanes) "
      + "(\(NumberFormat.count(colorCount, "colour")))"
  }
}
