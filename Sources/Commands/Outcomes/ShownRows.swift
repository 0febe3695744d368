import Pictures

/// The rows of a long table that are shown: the first and the last, unless all are wanted.
///
/// What stands in a row is put into words when a command runs, since that needs the session; so it is settled then for
/// which rows it is worth it.
struct ShownRows: Sendable {
  /// The places of the rows that are shown, ascending.
  let places: [Int]

  /// How many are left out behind the first ones.
  let omittedCount: Int

  /// How many rows stand before and behind those that are left out.
  static let (first, last) = (30, 10)

  /// The rows of a table of so many.
  init(of count: Int, whole: Bool) {
    let isLong = count > Self.first + Self.last + 1
    omittedCount = isLong && !whole ? count - Self.first - Self.last : 0
    places = omittedCount > 0 ? Array(0..<Self.first) + (count - Self.last..<count) : Array(0..<count)
  }

  /// Calls `body` with each place, and `omission` between the first ones and the last if there are more.
  func forEach(_ body: (Int) -> Void, omission: (String) -> Void) {
    for (position, place) in places.enumerated() {
      if position == Self.first, omittedCount > 0 {
        omission(NumberFormat.count(omittedCount, "more row"))
      }
      body(place)
    }
  }
}
