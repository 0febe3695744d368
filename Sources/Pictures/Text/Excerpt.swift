/// The first and the last of many things, unless all of them are shown.
///
///     Excerpt(first: 3, last: 2, of: 10).places  // [0, 1, 2, 8, 9]
///
/// A single thing is not worth a remark in its place: no fewer than two are left out.
package struct Excerpt: Sendable, Hashable {
  /// The places before those that are left out; all places if none is.
  package let first: Range<Int>

  /// The places behind them.
  package let last: Range<Int>

  /// How many rows of a long table are shown.
  package static let rows = (first: 30, last: 10)

  /// All of so many things.
  package init(all count: Int) { self.init(first: count, last: 0, of: count) }

  /// So many of the first and of the last things.
  package init(first: Int, last: Int, of count: Int) {
    let (first, last) = (max(first, 0), max(last, 0))
    let (shown, overflows) = first.addingReportingOverflow(last)
    let isAll = overflows || shown >= count - 1
    self.first = 0..<(isAll ? count : first)
    self.last = (isAll ? count : count - last)..<count
  }

  /// The rows of a table that are shown: all if the whole of it is wanted.
  package init(ofRows count: Int, whole: Bool = false) {
    self.init(first: whole ? count : Self.rows.first, last: Self.rows.last, of: count)
  }

  /// How many are left out between the first and the last.
  package var omittedCount: Int { last.lowerBound - first.upperBound }

  /// The places of all that is shown, ascending.
  package var places: [Int] { Array(first) + last }

  /// Calls `body` with each place that is shown, and `omission` with how many are left out, where they would be.
  package func forEach(_ body: (Int) -> Void, omission: (Int) -> Void) {
    first.forEach(body)
    if omittedCount > 0 { omission(omittedCount) }
    last.forEach(body)
  }
}
