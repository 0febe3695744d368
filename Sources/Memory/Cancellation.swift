/// A way to stop what takes long: handed to every computation that does, and asked between blocks of its work.
///
///     for (position, node) in nodes.enumerated() {
///       if position % 4096 == 0 { try cancellation.check() }
///
/// Once there is a reason to stop it holds, until whoever made the cancellation takes it back: so what was begun for
/// one statement ends as a whole.
package struct Cancellation {
  /// What is asked, and what it has said; nil where nobody can stop anything.
  private let source: Source?

  private final class Source {
    let reason: () -> Interruption?
    var interruption: Interruption?

    init(_ reason: @escaping () -> Interruption?) { self.reason = reason }
  }

  private init(source: Source?) { self.source = source }

  /// Lets a computation go on as long as `reason` gives none to stop. It is asked often and must be quick.
  package init(_ reason: @escaping () -> Interruption?) { self.init(source: Source(reason)) }

  /// For computations that nobody stops.
  package static var never: Cancellation { Cancellation(source: nil) }

  /// Throws if there is a reason to stop. Costs a call; to be asked once in a block of work.
  @inline(never)
  package func check() throws(Interruption) {
    guard let source else { return }
    if source.interruption == nil { source.interruption = source.reason() }
    if let interruption = source.interruption { throw interruption }
  }

  /// Whether there is a reason to stop, for those who say so in an error of their own. To be asked as ``check()`` is.
  package var isStopped: Bool {
    do { try check() } catch { return true }
    return false
  }

  /// Throws if so many bytes cannot be taken at once. Where nobody stops anything they are taken in any case.
  ///
  /// Small amounts cost a comparison; large ones a system call.
  @inline(__always)
  package func take(_ byteCount: Int) throws(Interruption) {
    if source == nil || MemoryRoom.allows(byteCount) { return }
    source?.interruption = .memory
    throw .memory
  }

  /// The same for so many elements of a type.
  @inline(__always)
  package func take<Element>(_ count: Int, of type: Element.Type) throws(Interruption) {
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    try take(overflows ? .max : byteCount)
  }

  /// The reason for which the computations that ask here are stopped; nil as long as none was found. To be set by whoever
  /// made the cancellation: to nil when something new begins.
  package var interruption: Interruption? {
    get { source?.interruption }
    nonmutating set { source?.interruption = newValue }
  }
}

/// Does what nobody can stop, for those who never want to.
@inline(__always)
package func uninterrupted<Result>(_ body: (Cancellation) throws(Interruption) -> Result) -> Result {
  do { return try body(.never) } catch { preconditionFailure("nobody stops this: \(error)") }
}
