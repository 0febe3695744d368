/// A tape in the order in which a processor likes it best.
///
/// A plain sweep decides anew at every operation what to do, and a wrong guess of that branch costs more than the
/// operation. Here the tape is cut into *windows* of neighbouring operations, whose numbers stay in the cache. Inside
/// a window, operations that do not depend on each other and do the same are put side by side, so that one tight loop
/// runs over all of them, and slots are renumbered so that the loop writes consecutive ones. Where too few operations
/// are alike, as in a chain, they are left as a sequence with a decision each.
///
/// For the reverse sweep the schedule knows, edge by edge, which contribution to an adjoint is the first: that one is
/// stored, later ones are added, and nothing has to be cleared before.
struct Schedule: Sendable {
  /// Operations that are carried out by one loop.
  struct Run: Sendable {
    var kind: Kind

    /// What the operations do, where they all do the same.
    var opcode: Opcode

    /// What the reverse sweep does with the contributions to the left and to the right operands.
    var left: Contribution
    var right: Contribution

    /// Where the left and the right operands lie.
    var leftStride = Stride.any
    var rightStride = Stride.any

    /// The first operation, and how many they are.
    var start: Int32
    var count: Int32
  }

  /// How the operations of a run hang together.
  enum Kind: UInt8, Sendable {
    /// Anything, each after the ones before it.
    case sequence

    /// Independent of each other, all with the same opcode.
    case group

    /// All with the same opcode, and each is the left operand of the next: a running sum or product. The operation
    /// before the run is the left operand of its first.
    case chain
  }

  /// What becomes of what an operation contributes to the adjoint of an operand.
  enum Contribution: UInt8, Sendable {
    /// The operand is a constant, and has no adjoint.
    case none

    /// It is the first contribution.
    case store

    /// Others came before.
    case add
  }

  /// Where the operands of a run's operations lie, seen from one operation to the next.
  enum Stride: UInt8, Sendable {
    /// Anywhere.
    case any

    /// All in one slot.
    case zero

    /// Each in the next slot, so that a loop can take several at once.
    case one
  }

  /// The operations in the order in which they are carried out, and the slots renumbered accordingly.
  var tape = Tape()

  /// The operations in order, run by run.
  var runs: [Run] = []

  /// The slots to which no contribution is stored first, and whose adjoints have to be cleared.
  var cleared: [Range<Int>] = []

  /// Whether some operation computes its partial along with its value.
  var savesPartials = false

  /// How many operations a window has at most: their values, adjoints and operands fill about half a second-level
  /// cache.
  static let windowSize = 8192

  /// How many runs are carried out between two questions whether to go on: at most a few milliseconds' work.
  static let runsBetweenQuestions = 32

  /// How many bytes are asked for before one is made, for each slot: its runs, of which there can be one for each
  /// operation, are there three times for a while.
  static let bytesForSlot = 128

  /// The least number of like operations for which a loop of their own is worth its start.
  static let smallestGroup = 4

  /// The least number of operations for which operands of one stride are worth a loop of their own.
  static let smallestStrided = 32
}

/// How a compiled tape carries its operations out.
public struct ScheduleSummary: Equatable, Sendable {
  /// The way in which the greater part of the operations is carried out, chosen when the tape is compiled.
  public enum Style: String, Sendable {
    /// One after another, with a decision each.
    case `switch`

    /// In groups of like operations that do not depend on each other.
    case levels
  }

  /// How the greater part of the operations is carried out.
  public let style: Style

  /// The number of operations.
  public let operations: Int

  /// The number of loops that they are carried out in.
  public let loops: Int
}

extension Schedule {
  /// The number of slots that hold constants.
  @inline(__always) var constantCount: Int { tape.constants.count }

  /// The first slot of an operation.
  @inline(__always) var firstOperation: Int { tape.firstOperation }

  /// The slots of the targets.
  @inline(__always) var targets: [Int] { tape.targets }

  /// How the operations are carried out, in a few words.
  var summary: ScheduleSummary {
    let grouped = runs.lazy.filter { $0.kind != .sequence }.reduce(0) { $0 + Int($1.count) }
    return ScheduleSummary(
      style: 2 * grouped > tape.opcodes.count ? .levels : .switch, operations: tape.opcodes.count,
      loops: runs.count)
  }
}
