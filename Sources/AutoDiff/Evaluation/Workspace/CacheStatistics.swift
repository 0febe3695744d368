/// What a graph's cache has done, counted as it happens.
///
/// Inputs and constants are not counted: they are never computed.
public struct CacheStatistics: Equatable, Sendable {
  /// How often a value was needed that the cache had already.
  public internal(set) var hits = 0

  /// How many values were computed for the first time.
  public internal(set) var computed = 0

  /// How many values were computed again, because an operand had changed.
  public internal(set) var recomputed = 0

  /// How many stale values turned out to be right after all, because no operand had changed in the end.
  public internal(set) var revalidated = 0

  /// Nothing counted yet.
  public init() {}
}
