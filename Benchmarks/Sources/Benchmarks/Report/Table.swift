/// The measurements of one group of work.
struct Table {
  let title: String

  /// What everyone did, and what else a reader has to know.
  var note = ""

  let unit: String
  var rows: [Row] = []

  /// The name of the row that is the limit, if there is one.
  var limit: String?

  /// What did not take part, and why.
  var absences: [String] = []

  /// One contender's results.
  struct Row {
    let name: String
    let sample: Sample
    var bars: [Bar] = []
  }

  /// The results of a contender, if it took part.
  func sample(named name: String?) -> Sample? { rows.first { $0.name == name }?.sample }

  /// Adds a goal to adrepl's row.
  mutating func add(_ bar: Bar) {
    for position in rows.indices where rows[position].name == "adrepl" { rows[position].bars.append(bar) }
  }
}
