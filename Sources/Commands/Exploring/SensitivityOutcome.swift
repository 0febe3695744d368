import AutoDiff
import Pictures

/// How much inputs matter.
struct SensitivityOutcome: Outcome {
  struct Row: Sendable {
    let input: String
    let value: Double

    /// The target's derivative by the input; nil where it does not depend on it.
    let derivative: Double?

    /// The interval in which it varies, and the target's values at equal distances in it.
    var interval: ClosedRange<Double>?
    var results: [Double] = []

    /// By what part the target changes for a part of the input; nil where that says nothing.
    func elasticity(of target: Double) -> Double? {
      guard let derivative, target != 0 else { return nil }
      let elasticity = value ⊙ derivative / target.magnitude
      return elasticity.isFinite ? elasticity : nil
    }

    /// The least and the largest finite value in the interval.
    var range: ClosedRange<Double>? {
      let finite = results.filter(\.isFinite)
      guard let least = finite.min(), let largest = finite.max() else { return nil }
      return least...largest
    }

    /// Whether the target goes further between the ends than at them.
    var turns: Bool {
      guard let range, let first = results.first, let last = results.last else { return false }
      let slack = 1e-12 * max(range.lowerBound.magnitude, range.upperBound.magnitude)
      return range.lowerBound < min(first, last) - slack || range.upperBound > max(first, last) + slack
    }

    /// How much it matters, for the order of rows.
    func size(beside target: Double) -> Double {
      if interval != nil { return range.map { $0.upperBound - $0.lowerBound } ?? 0 }
      return (elasticity(of: target) ?? derivative.map { value ⊙ $0 } ?? 0).magnitude
    }
  }

  let target: String
  let value: Double

  /// The inputs, those that matter most first.
  let rows: [Row]

  private static let barWidth = 20

  var kind: String { "sensitivity" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target)), ("value", .number(value)),
      (
        "inputs",
        .list(of: rows) { row in
          var members: [(String, JSON)] = [
            ("input", .string(row.input)), ("value", .number(row.value)),
            ("derivative", .optional(row.derivative)), ("elasticity", .optional(row.elasticity(of: value))),
          ]
          if let interval = row.interval {
            members += [
              ("from", .number(interval.lowerBound)), ("to", .number(interval.upperBound)),
              ("atFrom", .optional(row.results.first)), ("atTo", .optional(row.results.last)),
              ("least", .optional(row.range?.lowerBound)), ("largest", .optional(row.range?.upperBound)),
            ]
          }
          return .object(members)
        }
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    let title: StyledText = "\(target, .name) = \(style.value(value))"
    if rows.isEmpty { return style.wrapped("\(title)\(": it depends on no input", .faint)") }
    let varied = rows.filter { $0.interval != nil }
    let others = rows.filter { $0.interval == nil }
    var parts = [style.wrapped(title)]
    if !varied.isEmpty { parts.append(tornado(varied, style)) }
    parts += varied.filter(\.turns).prefix(6).map { row in
      let range = row.range ?? 0...0
      return style.wrapped(
        "along \(row.input, .name) it turns: at \(String(row.results.count)) points in the interval it is from \(style.value(range.lowerBound)) to \(style.value(range.upperBound))"
      )
    }
    let undefined = varied.filter { $0.results.contains { !$0.isFinite } }.map(\.input)
    if !undefined.isEmpty {
      parts.append(
        style.wrapped("\(style.words(undefined, after: "not finite everywhere along "), .warning)"))
    }
    if !others.isEmpty { parts.append(slopes(others, style)) }
    return parts.joined(separator: "\n")
  }

  private func slopes(_ rows: [Row], _ style: TextStyle) -> StyledText {
    // Of a value of 0 there are no per cents.
    let isRelative = rows.contains { $0.elasticity(of: value) != nil }
    var table = TextTable(columns: [
      .init("input", isFlexible: true), .init("value", .decimalPoint), .init("derivative", .decimalPoint),
      .init("change"), .init(),
    ])
    table.breaks = [[3], [2, 3], [1, 2, 3], [1, 2, 3, 4]]
    func effect(_ row: Row) -> Double {
      isRelative ? row.elasticity(of: value) ?? 0 : 0.01 * (row.value ⊙ (row.derivative ?? 0))
    }
    let largest = rows.map { effect($0).magnitude }.filter(\.isFinite).max() ?? 0
    for row in rows {
      var words = style.dash
      if row.derivative != nil {
        words = isRelative ? "\(style.percent(effect(row) / 100), .value)" : style.difference(effect(row))
      }
      table.addRow([
        "\(row.input, .name)", style.value(row.value),
        row.derivative.map { style.value($0) } ?? "not connected",
        words,
        StyledText(style.characters.bar(effect(row).magnitude / largest, width: barWidth(style)), .accent),
      ])
    }
    return [
      style.wrapped("\("1 % more of an input changes \(target) by", .faint)"), style.laidOut(table),
    ].joined(separator: "\n")
  }

  private func tornado(_ rows: [Row], _ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [
      .init("input", isFlexible: true), .init("from", .decimalPoint), .init("to", .decimalPoint),
      .init("\(target) from", .decimalPoint), .init("to", .decimalPoint), .init(),
    ])
    table.breaks = [[3], [3, 5], [1, 3, 5], [1, 2, 3, 4, 5]]
    let ranges = rows.compactMap(\.range)
    let (least, most) = (ranges.map(\.lowerBound).min() ?? 0, ranges.map(\.upperBound).max() ?? 0)
    let columns = barWidth(style)
    /// The column of a value; halves, since the difference of two doubles may be no double.
    func column(_ value: Double) -> Int {
      let share = (value / 2 - least / 2) / (most / 2 - least / 2)
      return share > 0 ? Int((min(share, 1) * Double(columns)).rounded()) : 0
    }
    for row in rows {
      var bar = ""
      if let range = row.range, least < most {
        let start = min(column(range.lowerBound), columns - 1)
        let length = max(1, column(range.upperBound) - start)
        bar = String(repeating: " ", count: start) + style.characters.bar(1, width: length)
      }
      table.addRow([
        "\(row.input, .name)", style.value(row.interval?.lowerBound ?? .nan),
        style.value(row.interval?.upperBound ?? .nan), style.value(row.results.first ?? .nan),
        style.value(row.results.last ?? .nan), StyledText(bar, .accent),
      ])
    }
    return style.laidOut(table)
  }

  private func barWidth(_ style: TextStyle) -> Int { max(4, min(Self.barWidth, style.width / 4)) }
}
