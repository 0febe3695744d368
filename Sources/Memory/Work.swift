import Synchronization

/// How much has been done in this process: operations carried out, nodes looked at, names gone through.
///
/// Time is no measure of growth on a machine that does other things too; this is. Loops count a block of their steps at a
/// time, where they ask whether to go on, so that it costs nothing to speak of. The tests compare what a statement does to
/// twice as much, and what is done between two questions.
package enum Work {
  private static let counter = Atomic<Int>(0)

  /// The work since the process began.
  package static var count: Int { counter.load(ordering: .relaxed) }

  /// Counts work.
  package static func did(_ count: Int) { counter.wrappingAdd(count, ordering: .relaxed) }

  /// Counts numbers or marks that are set, copied or looked past one after another, of which a dozen and more take the time
  /// of one operation.
  package static func didPass(_ count: Int) { did(count / 16) }
}
