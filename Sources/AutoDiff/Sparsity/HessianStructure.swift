/// Which entries of a Hessian can be other than 0, and the sweeps that give them.
///
///     let structure = evaluator.hessianStructure()
///     structure?.pattern.count   // entries
///     structure?.colorCount      // columns after compression
///     structure?.sweeps          // the directions of each pair of sweeps, up and down
public struct HessianStructure: Sendable {
  /// The inputs that it is about, as positions in the evaluator's.
  public let inputs: [Int]

  /// The entries, symmetric.
  public let pattern: SparsityPattern

  /// The number of groups of columns that are found together.
  public let colorCount: Int

  let passes: LanePasses

  /// For each pair of sweeps, one up and one down, how many directions it takes: 1, 4 or 8.
  public var sweeps: [Int] { passes.passes.map(\.lanes) }
}
