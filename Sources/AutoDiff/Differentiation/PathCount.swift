/// How many paths there are: a natural number of any size, for paths double with every node that is used twice.
///
/// It is exact up to 10^10000, and beyond that only known to be larger, so that counting the paths of a deep graph
/// stays linear in its size.
package struct PathCount: Sendable, Equatable {
  /// The digits in groups of nine, the last first. No group at the end is 0.
  private var groups: [UInt32] = []

  /// Whether there are more than can be counted.
  package private(set) var isBeyondLimit = false

  private static let groupSize: UInt32 = 1_000_000_000

  /// The power of ten up to which there is counting, in groups: a 10 behind so many groups of zeros.
  private static let limit = 10_000 / 9

  /// A small number.
  package init(_ number: UInt32) {
    var rest = number
    while rest > 0 {
      groups.append(rest % Self.groupSize)
      rest /= Self.groupSize
    }
  }

  /// Adds another number. O(number of digits).
  package static func += (sum: inout PathCount, addend: PathCount) {
    sum.isBeyondLimit = sum.isBeyondLimit || addend.isBeyondLimit
    var carry: UInt32 = 0
    var position = 0
    while position < addend.groups.count || carry > 0 {
      if position == sum.groups.count { sum.groups.append(0) }
      let total =
        sum.groups[position] + carry + (position < addend.groups.count ? addend.groups[position] : 0)
      sum.groups[position] = total % groupSize
      carry = total / groupSize
      position += 1
    }
    if sum.isBeyondLimit || sum.exceedsLimit { (sum.groups, sum.isBeyondLimit) = ([], true) }
  }

  private var exceedsLimit: Bool {
    guard groups.count > Self.limit, let first = groups.last else { return false }
    if groups.count > Self.limit + 1 || first > 10 { return true }
    return first == 10 && groups.dropLast().contains { $0 != 0 }
  }

  /// The number, if it is no larger than an `Int` can be.
  package var small: Int? { isBeyondLimit ? nil : Int(digits) }

  /// All digits; where there are more than can be counted, what is known of them.
  package var digits: String {
    if isBeyondLimit { return "more than 10^10000" }
    guard let first = groups.last else { return "0" }
    return groups.dropLast().reversed().reduce(String(first)) { text, group in
      let digits = String(group)
      return text + String(repeating: "0", count: 9 - digits.count) + digits
    }
  }
}
