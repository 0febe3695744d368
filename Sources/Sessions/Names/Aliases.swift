/// The further names of a node that has several, in the order in which it got them: the first of them becomes its label
/// when that goes.
///
/// Each name has a *place* in that order, a number that rises. A name that goes can so be put back in its place without a
/// look at the others.
///
///     var aliases = Aliases()
///     aliases.insert("y", at: 0)
///     aliases.insert("z", at: 1)
///     aliases.remove("y")
///     aliases.first  // z
struct Aliases {
  /// The names that there are, with their places.
  private var places: [String: Int] = [:]

  /// The same in order, and gaps: a row whose name has gone, or has come back in another place, stays until there are
  /// too many of them.
  private var rows: [Row] = []

  /// A name with its place.
  struct Row: Equatable {
    let name: String
    let place: Int
  }

  /// The rows before this one are gaps.
  private var start = 0

  /// Whether the rows stand in the order of their places: one that was put back may stand behind later ones.
  private var isSorted = true

  /// How many rows were looked at so far.
  private(set) var visits = 0

  /// How many rows there are, gaps among them: at most twice as many as names, and some.
  var rowCount: Int { rows.count }

  /// Whether there are no names.
  var isEmpty: Bool { places.isEmpty }

  /// The names in order. O(*n* log *n*).
  var names: [String] { places.sorted { $0.value < $1.value }.map(\.key) }

  /// The place of a name, or nil. Expected O(1).
  func place(of name: String) -> Int? { places[name] }

  /// The first name. Amortised O(1), and O(*n* log *n*) after names were put back.
  var first: Row? {
    mutating get {
      if !isSorted { removeGaps() }
      while start < rows.count, isGap(rows[start]) { start += 1 }
      return start < rows.count ? rows[start] : nil
    }
  }

  /// Adds a name, or puts one back, in its place. Amortised O(1).
  mutating func insert(_ name: String, at place: Int) {
    places[name] = place
    if let last = rows.last, last.place > place { isSorted = false }
    rows.append(Row(name: name, place: place))
    if rows.count > 2 * places.count + 8 { removeGaps() }
  }

  /// Removes a name. Expected O(1).
  mutating func remove(_ name: String) { places[name] = nil }

  private mutating func isGap(_ row: Row) -> Bool {
    visits += 1
    return places[row.name] != row.place
  }

  /// Brings the rows in order, each of them once. O(*n* log *n*).
  private mutating func removeGaps() {
    visits += rows.count
    rows = names.map { Row(name: $0, place: places[$0] ?? 0) }
    (start, isSorted) = (0, true)
  }
}
