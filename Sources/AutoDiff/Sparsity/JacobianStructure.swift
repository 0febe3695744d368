/// Which entries of a Jacobian there are, and the sweeps that give them.
///
/// Forward mode finds the columns of one group (``columnColorCount`` of them) together, in up to eight directions a
/// sweep; reverse mode finds the rows of one group together, one group a sweep. The mode that takes fewer sweeps is used.
public struct JacobianStructure: Sendable {
  /// A direction of sweeps.
  public enum Mode: String, Sendable {
    /// From the inputs up.
    case forward

    /// From the targets down.
    case reverse
  }

  /// The inputs that it is about, as positions in the evaluator's.
  public let inputs: [Int]

  /// The targets by rows, the inputs by columns; an entry where a target is connected to an input.
  public let pattern: SparsityPattern

  /// The number of groups of columns that forward mode finds together.
  public let columnColorCount: Int

  /// The number of groups of rows that reverse mode finds together.
  public let rowColorCount: Int

  /// The mode that takes fewer sweeps.
  public let mode: Mode

  let passes: LanePasses

  /// For each row its group.
  let rowColors: [Int32]

  /// For each sweep how many directions it takes: 1, 4 or 8 in forward mode, 1 in reverse.
  public var sweeps: [Int] {
    mode == .forward ? passes.passes.map(\.lanes) : [Int](repeating: 1, count: rowColorCount)
  }
}
