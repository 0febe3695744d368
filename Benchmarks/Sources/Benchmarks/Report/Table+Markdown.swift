extension Table {
  /// The table in Markdown, with its title, its note and what is absent.
  var markdown: String {
    let columns = ["who", unit, "quartiles"] + references.map { "× \($0.name)" } + ["goal"]
    let lines =
      ["### \(title)"] + (note.isEmpty ? [] : ["", note])
      + [
        "", Self.line(columns),
        Self.line(columns.indices.map { $0 == 0 || $0 == columns.count - 1 ? "---" : "--:" }),
      ]
      + rows.map { Self.line(cells(of: $0)) }
      + (absences.isEmpty ? [] : ["", "Not here: \(absences.joined(separator: "; "))."])
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the rows are compared with: the limit and adrepl.
  private var references: [(name: String, sample: Sample)] {
    [("limit", limit), ("adrepl", "adrepl")].compactMap { name, row in
      rows.count > 1 ? sample(named: row).map { (name, $0) } : nil
    }
  }

  private func cells(of row: Row) -> [String] {
    let quartiles = row.sample.quartiles
    return [row.name == limit ? "\(row.name) (limit)" : row.name, formatted(row.sample.median)]
      + ["\(formatted(quartiles.low)) – \(formatted(quartiles.high))"]
      + references.map { formatted(row.sample.ratios(to: $0.sample).median) }
      + [row.bars.map(\.description).joined(separator: "<br>")]
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
