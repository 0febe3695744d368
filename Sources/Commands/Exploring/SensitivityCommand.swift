import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct SensitivityCommand: ContextCommand {
  let name = "sensitivity"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .bindings("[: x=a..b y …]"), .option(.all))
  let summary = "which inputs matter, by their slopes or over ranges"
  let discussion = """
    For each input, or those behind the colon, the derivative and by how many per
    cent the target changes where the input is 1 % more: the elasticity, which
    compares inputs of different units. With intervals the target is computed at
    their ends and between, the other inputs staying as they are, and the widest
    bar is the input that matters most.
    """
  let example = """
    ad> w = 4; h = 3; rho = 0.5; m = rho*w*h^2;
    ad> :sensitivity m
    m = 18
    1 % more of an input changes m by
    input  value  derivative  change
    h        3          12    +2 %    ████████████████████
    w        4           4.5  +1 %    ██████████
    rho      0.5        36    +1 %    ██████████
    ad> :sensitivity m : w=3..5 h=2.9..3.1
    m = 18
    input  from   to  m from     to
    w       3    5     13.5   22.5   ████████████████████
    h       2.9  3.1   16.82  19.22         █████
    """

  /// At how many points an interval is looked at, the ends among them.
  private static let pointCount = 17

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (before, after) = try arguments.splitAtColon()
    let target = try context.target(try arguments.formula(in: before), at: arguments.range)
    let id = try context.node(of: target, at: arguments.range)
    let (graph, cancellation, names) = (context.graph, context.cancellation, context.names)
    let chosen = try after.map { try bindings(in: $0, arguments, context) }
    let sweep = try graph.reverseSweep(of: id, cancellation)
    let gradient = sweep.gradient
    let inputs = chosen?.map(\.input) ?? gradient.entries.map(\.input)
    let corrected = try context.corrected(target, by: inputs.filter { gradient[$0] != nil }) { gradient[$0] }
    guard context.isOutcomeWanted else { return .nothing }
    let intervals = Dictionary(
      (chosen ?? []).map { ($0.input, $0.interval) }, uniquingKeysWith: { first, _ in first })
    var rows: [SensitivityOutcome.Row] = []
    for (position, input) in inputs.enumerated() {
      try cancellation.check(at: position, of: inputs.count)
      var row = SensitivityOutcome.Row(
        input: names.name(of: input), value: graph.cachedValue(of: input),
        derivative: gradient[input].map { corrected.derivative(by: input, ruled: $0) })
      if let interval = intervals[input] ?? nil {
        let points = (0..<Self.pointCount).map { step in
          let share = Double(step) / Double(Self.pointCount - 1)
          return (1 - share) * interval.lowerBound + share * interval.upperBound
        }
        row.interval = interval
        row.results = try graph.values(of: id, along: input, at: points, cancellation)
      }
      rows.append(row)
    }
    let value = sweep.value
    rows = rows.enumerated().sorted {
      ($0.element.size(beside: value), $1.offset) > ($1.element.size(beside: value), $0.offset)
    }
    .map(\.element)
    return .outcome(SensitivityOutcome(target: target.title, value: value, rows: rows))
  }

  private typealias Choice = (input: NodeID, interval: ClosedRange<Double>?)

  /// The inputs behind the colon, with the intervals of those that have one.
  private func bindings(
    in range: SourceRange, _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> [Choice] {
    let bindings = try arguments.bindings(in: range)
    if bindings.isEmpty { throw CommandError(.missing(.inputsBehindColon), at: range) }
    var choices: [Choice] = []
    var known: Set<NodeID> = []
    for binding in bindings {
      let input = try context.session.input(binding.name)
      if !known.insert(input).inserted {
        throw CommandError(.repeatedValue(binding.name.text), at: binding.name.range)
      }
      switch binding.value {
      case nil: choices.append((input, nil))
      case .formula(let place)?: throw CommandError(.noInterval(binding.name.text), at: place)
      case .interval(let from, let to)?:
        guard let start = try arguments.formula(in: from), let end = try arguments.formula(in: to) else {
          throw CommandError(.noInterval(binding.name.text), at: binding.name.range)
        }
        let (a, b) = (try context.value(of: start), try context.value(of: end))
        guard a.isFinite, b.isFinite, a < b else {
          throw CommandError(
            .emptyInterval(binding.name.text), at: SourceRange(from.lowerBound, to.upperBound))
        }
        choices.append((input, a...b))
      }
    }
    return choices
  }
}

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
    let least = ranges.map(\.lowerBound).min() ?? 0
    let width = (ranges.map(\.upperBound).max() ?? 0) - least
    for row in rows {
      var bar = ""
      if let range = row.range, width > 0 {
        let columns = Double(barWidth(style))
        let start = Int(((range.lowerBound - least) / width * columns).rounded())
        let length = max(1, Int(((range.upperBound - range.lowerBound) / width * columns).rounded()))
        bar =
          String(repeating: " ", count: min(start, barWidth(style) - 1))
          + style.characters.bar(1, width: length)
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
