import Foundation

/// What was measured, in the order in which it was; each table is printed as soon as it is there.
final class Report {
  private let machine: Machine
  private let isQuick: Bool
  private var tables: [Table] = []
  private var disagreements: [String] = []
  private var absences: [String] = []
  private var versions: [(name: String, version: String)] = []

  init(_ machine: Machine, isQuick: Bool) {
    self.machine = machine
    self.isQuick = isQuick
    versions = machine.versions
  }

  func add(_ table: Table) {
    tables.append(table)
    print(table.markdown)
    // At once, also where the output is no terminal.
    fflush(nil)
  }

  /// Says loudly that two contenders did not compute the same, so that their times cannot be compared.
  func addDisagreement(_ text: String) {
    disagreements.append(text)
    FileHandle.standardError.write(Data("DISAGREEMENT: \(text)\n".utf8))
  }

  /// Notes that something could not be measured.
  func addAbsence(_ text: String) {
    absences.append(text)
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }

  /// Notes the version of a contender.
  func addVersion(_ version: String, of name: String) {
    if !versions.contains(where: { $0.name == name }) { versions.append((name, version)) }
  }

  /// Whether all that was computed agreed.
  var isSound: Bool { disagreements.isEmpty }

  /// The whole report.
  var markdown: String {
    let bars = tables.flatMap { table in table.rows.flatMap(\.bars).map { (table.title, $0) } }
    let goals = bars.map { title, bar in
      "| \(title) | \(bar.goal) | \(bar.measured) | \(bar.isMet ? "met" : "**missed**") |"
    }
    let warnings =
      disagreements.map { "**Disagreement: \($0).** What they took must not be compared.\n" }
      + absences.map { "Not measured: \($0).\n" }
    let parts = [
      "# Benchmarks", machine.markdown(versions), Self.reading(isQuick),
      warnings.joined(separator: "\n"), "## Goals",
      "\(bars.count { $0.1.isMet }) of \(bars.count) met.",
      (["| what | goal | measured | |", "| --- | --- | --- | --- |"] + goals).joined(separator: "\n"),
      "## Measurements", tables.map(\.markdown).joined(separator: "\n"),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func reading(_ isQuick: Bool) -> String {
    """
    \(isQuick ? "**A quick run: smaller sizes, fewer rounds, no slow peers.**\n\n" : "")\
    Contenders take turns, round after round. The median of the rounds and its quartiles are given; a ratio is the \
    median of the rounds' ratios, so that what disturbs the machine for a while disturbs both sides of it. \
    The limit is C, compiled by the same compiler in the same settings.
    """
  }
}
