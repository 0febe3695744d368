/// Why a computation was stopped before its end.
///
/// It is thrown by everything that can take long, so that there is no result that is only half of one.
package enum Interruption: Error, Equatable, Sendable {
  /// The person does not want to wait any longer.
  case requested

  /// It took more than so many seconds, the limit.
  case seconds(Double)

  /// It takes more memory than there is.
  case memory

  /// There are more nodes than this, the limit.
  case nodes(Int)

  /// A graph can hold no more nodes.
  case capacity
}
