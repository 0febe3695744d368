import AutoDiff
import Pictures

/// What would change if inputs had other values.
struct WhatIfOutcome: Outcome {
  struct Change: Sendable {
    let node: NodeID
    let label: String?
    let before: Double
    let after: Double
  }

  let target: Target
  let before: Double
  let after: Double

  /// By how much the target would change if it were as straight as its slopes.
  let predicted: Double

  /// The inputs with the values that they have, and would have.
  let inputs: [(name: String, before: Double, after: Double)]

  /// How many nodes the target has, and which of them would change, ascending.
  let nodeCount: Int
  let changed: [Change]

  /// Those that are listed, in order, which of them are shown, and what these compute.
  let rows: [Change]
  let shown: Excerpt
  let formulas: [String]

  var kind: String { "whatif" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("set", .object(inputs.map { ($0.name, .number($0.after)) })),
      ("before", .number(before)), ("after", .number(after)), ("predicted", .number(predicted)),
      ("nodes", .integer(nodeCount)),
      (
        "changed",
        .list(of: changed) {
          .object([
            ("node", .integer($0.node.index)), ("label", $0.label.map { .string($0) } ?? .null),
            ("before", .number($0.before)), ("after", .number($0.after)),
          ])
        }
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    var lines: [StyledText] = []
    if changed.isEmpty {
      lines.append("nothing would change: \(target.title, .name) = \(style.value(before))")
    } else {
      lines.append(headline(style))
      if before.isFinite, after.isFinite {
        lines.append("first order predicts \(style.difference(predicted))")
      }
      lines.append(
        "\(NumberFormat.grouped(changed.count)) of \(NumberFormat.count(nodeCount, "node")) would change\(rows.isEmpty ? "" : ":")"
      )
    }
    let body = rows.isEmpty ? [] : [table(style)]
    let kept = inputs.map { "\($0.name) is \(style.numbers.string($0.before))" }
    return
      (lines.map { style.wrapped($0) } + body
      + [style.wrapped("\(style.words(kept) + ", as before", .faint)")]).joined(separator: "\n")
  }

  private func headline(_ style: TextStyle) -> StyledText {
    let change = after - before
    let start: StyledText = "\(target.title, .name): \(style.value(before)) → \(style.value(after))"
    if !change.isFinite { return start }
    let share = style.percent(of: before, after).map { ", \($0)" } ?? ""
    return change == 0 ? "\(start)   the same" : "\(start)   \(style.difference(change))\(share)"
  }

  private func table(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("before", .decimalPoint),
      .init("after", .decimalPoint), .init("change", .decimalPoint),
    ])
    table.breaks = [[2], [1, 2], [1, 2, 4], [1, 2, 3, 4]]
    table.hint = TextStyle.hint
    var formulas = formulas[...]
    shown.forEach { place in
      let row = rows[place]
      let formula = formulas.popFirst() ?? ""
      table.addRow([
        row.label.map { StyledText(verbatim: $0, .name) } ?? StyledText(row.node.description, .node),
        StyledText(verbatim: formula, formula == "input" ? .faint : .operation),
        style.value(row.before), style.value(row.after),
        style.percent(of: row.before, row.after).map { "\($0)" } ?? style.difference(row.after - row.before),
      ])
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    return style.laidOut(table)
  }
}

extension TextStyle {
  /// A number with its sign.
  func difference(_ number: Double) -> StyledText {
    number > 0 ? "+\(value(number))" : value(number)
  }

  /// By how much something changes, beside what it was: `+16.7 %`; nil where that says nothing.
  func percent(of before: Double, _ after: Double) -> String? {
    let share = (after - before) / before.magnitude
    guard share.isFinite, before != 0 else { return nil }
    return percent(share)
  }

  /// A share in three digits with its sign: `+16.7 %`.
  func percent(_ share: Double) -> String {
    let number = 100 * share
    return "\(number > 0 ? "+" : "")\(NumberFormat(digits: 3).string(number)) %"
  }
}
