private import Platform
import Synchronization

/// The memory that is left to the process, for whoever is about to take some.
///
/// Swift ends the program where there is no memory to be had. So what grows with the input has to stop before: loops look
/// at the ``share`` that is taken now and then, and who takes much at once asks first (``allows(_:)``). What is left when
/// they stop is enough for what nobody asks about: a hash table or an array that doubles while its old elements are still
/// there takes twice as much again, which is why no more than a third of an address space that is limited is filled.
package enum MemoryRoom {
  /// Prepares the process for limits of its address space, where there are some. Two system calls.
  ///
  /// The allocator sets address space aside for each thread, and keeps what large arrays leave behind: where there is a
  /// limit it shall do neither.
  package static func prepare() {
    guard isLimited else { return }
    adrepl_spare_address_space()
    _ = atStart
  }

  /// Whether address space is limited, so that none may be set aside which is not used.
  package static let isLimited = spaceLimits.boundAddressSpace

  /// Whether the limits leave so little that not even short statements can be sure of it.
  package static var isTooSmall: Bool { spaceBounds.contains { Int($0.most) < 4 << 20 } }

  /// The memory that is taken as a part of what computations may take, 1 for all of it and more where they have taken
  /// more; nil where that is not known.
  package static func share() -> Double? {
    guard let use = MemoryUse.now else { return nil }
    return bounds.reduce(0) { max($0, share(of: $1, use)) }
  }

  /// Whether so many bytes can be taken at once, on top of what is taken now. If not, everything that was begun for the
  /// statement is to end (``wasRefused``).
  ///
  /// Small amounts are always allowed, and cost a comparison; large ones a system call.
  @inline(__always)
  package static func allows(_ byteCount: Int) -> Bool { byteCount < smallest || hasRoom(for: byteCount) }

  /// The same for so many numbers or the like.
  @inline(__always)
  package static func allows<Element>(_ count: Int, of type: Element.Type) -> Bool {
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    return allows(overflows ? .max : byteCount)
  }

  /// Whether a little more can be taken: for loops that nothing else looks at, now and then.
  package static var allowsMore: Bool { hasRoom(for: 0) }

  /// Whether something was not allowed since that was last forgotten. What was computed since means nothing.
  package static var wasRefused: Bool { refused.load(ordering: .relaxed) }

  /// A new statement begins.
  package static func forgetRefusal() { refused.store(false, ordering: .relaxed) }

  /// Something was to grow, and must not.
  package static func refuse() { refused.store(true, ordering: .relaxed) }

  /// The capacity to which something grows that has so much and needs more: twice as much, and where address space is
  /// limited no more than a small part of it at a time, as the system enlarges large memory without copying it.
  package static func enlarged(_ capacity: Int, stride: Int) -> Int {
    let doubled = max(16, 2 * capacity)
    return isLimited ? min(doubled, capacity + max(16, largestStep / stride)) : doubled
  }

  /// The part of one of the bounds. What was freed, but not given back to the system, is there for small things, and makes
  /// up for half of what may be taken at most: large ones find no place in it.
  private static func share(of bound: Bound, _ use: MemoryUse) -> Double {
    let share = bound.taken(of: use) / (bound.computationPart * bound.most)
    if share <= 1 || !bound.countsAddressSpace { return share }
    let free = Double(adrepl_free_heap_bytes()) / (bound.computationPart * bound.most)
    return share - min(0.5, free)
  }

  private static let refused = Atomic(false)

  /// From how many bytes on it is worth a look.
  private static var smallest: Int { 1 << 16 }

  private static let largestStep: Int = {
    let space = spaceBounds.map { Int($0.most) }.min() ?? 0
    return max(1 << 16, space / 64 & ~4095)
  }()

  @inline(never)
  private static func hasRoom(for byteCount: Int) -> Bool {
    guard let use = MemoryUse.now else { return true }
    if bounds.allSatisfy({ $0.taken(of: use) + Double(byteCount) <= $0.mostAtOnce * $0.most }) { return true }
    refuse()
    return false
  }
}

extension MemoryRoom {
  /// One of the limits, with what counts towards it.
  private struct Bound {
    /// Whether it is about address space, used or not.
    let countsAddressSpace: Bool

    /// What there is, less what the program took at its start.
    let most: Double
    let start: Int
    let use: @Sendable (MemoryUse) -> Int

    /// The part that computations may take in steps, and the part up to which one may take much at once.
    let computationPart: Double
    let mostAtOnce: Double

    func taken(of use: MemoryUse) -> Double { Double(self.use(use) - start) }
  }

  private static let spaceLimits = MemoryLimits.ofAddressSpace()

  /// What the process took when it was first looked at.
  private static let atStart = MemoryUse.now

  private static let spaceBounds: [Bound] = {
    guard isLimited, let atStart else { return [] }
    func bound(_ limit: Int?, _ use: @escaping @Sendable (MemoryUse) -> Int) -> Bound? {
      limit.map {
        let start = use(atStart)
        return Bound(
          countsAddressSpace: true, most: Double(max(1, $0 - start)), start: start, use: use,
          computationPart: 0.3, mostAtOnce: 0.8)
      }
    }
    return [bound(spaceLimits.addressSpace) { $0.addressSpace }, bound(spaceLimits.data) { $0.data }]
      .compactMap(\.self)
  }()

  private static let bounds: [Bound] = {
    guard let resident = MemoryLimits.residentLimit(reading: beginning(ofFile:)) else { return spaceBounds }
    // What is resident can be less than what was set aside: the cushion may be smaller.
    return spaceBounds + [
      Bound(
        countsAddressSpace: false, most: Double(resident), start: 0, use: { $0.resident },
        computationPart: 0.75, mostAtOnce: 0.9)
    ]
  }()
}
