import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct RoundingCommand: ContextCommand {
  let name = "rounding"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .options([.graph, .all]))
  let arrays = ArraySupport.elements
  let summary = "how many digits to trust, and which operations lose them"
  let discussion = """
    Each operation rounds its value to a double. To first order that moves the
    target by at most that rounding times the adjoint, and all of them together by
    the sum: the bound, which is pessimistic. Inputs and constants count as exact,
    and so do operations that round nothing off. The last column is what each has
    done here, by numbers of thirty digits; the one stands first whose exact value
    would help most. Where a node enlarges errors much (its condition number),
    that is said, with a formula that does not, if one gives the same value here.
    """
  let example = """
    ad> x = 1e-5; z = (1 - cos(x))/x^2;
    ad> :rounding z
    z = 0.5000000414: rounding may reach 1.1e-6, trust 5 digits
    node  formula         value  condition  reaches z as  share  moved it by
    %1    cos(x)   0.9999999999  1e-10      1.1e-6        100 %  4.1e-8
    %3    x^2      1e-10         2          5.6e-17       0 %    -1e-18
    z     %2/%3    0.5000000414  1          5.6e-17       0 %    -2.8e-17
    %2 cancels: it enlarges relative errors 2e10 times
      write: 2*sin(x/2)^2
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let id = try context.node(of: target, at: arguments.range)
    let (graph, cancellation, names) = (context.graph, context.cancellation, context.names)
    let analysis = try NodeAnalysis(of: id, in: graph, cancellation)
    let rounding = try Rounding(analysis, in: graph, cancellation)
    guard context.isOutcomeWanted else { return .nothing }
    let culprit = try RoundingCulprit(rounding, analysis, context)
    let shown =
      arguments.has(.all)
      ? Excerpt(all: rounding.parts.count) : Excerpt(first: 5, last: 0, of: rounding.parts.count)
    let rows = shown.places.map { rounding.parts[$0] }
    return .outcome(
      RoundingOutcome(
        target: target.title, rounding: rounding,
        rows: try rows.compactMap(cancellation) { part in
          .init(
            part: part, name: names.name(of: part.node),
            formula: names.session.formula(of: part.node, limit: 1).description)
        },
        culprit: culprit.map { .init(name: names.name(of: $0.node), $0) },
        drawing: try context.drawing(
          of: target, marking: rounding.parts.prefix(3).map(\.node), as: "round most", arguments)))
  }
}

/// What rounding does to a value.
struct RoundingOutcome: Outcome {
  struct Row: Sendable {
    let part: Rounding.Part
    let name: String
    let formula: String
  }

  /// A node that enlarges errors.
  struct Culprit: Sendable {
    let name: String
    let cancels: Bool
    let condition: Double

    /// What to write instead of it.
    let remedy: String?

    init(name: String, _ culprit: RoundingCulprit) {
      (self.name, cancels) = (name, culprit.cancels)
      (condition, remedy) = (culprit.condition, culprit.remedy)
    }
  }

  let target: String
  let rounding: Rounding

  /// The parts that are shown.
  let rows: [Row]
  let culprit: Culprit?
  var drawing: GraphOutcome?

  /// Below this share, and with so many digits, nothing is worth a word.
  private static let (notableShare, manyDigits) = (0.5, 12)

  var kind: String { "rounding" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target)), ("value", .number(rounding.value)), ("bound", .number(rounding.bound)),
      ("digits", rounding.digits.map { .integer($0) } ?? .null),
      (
        "nodes",
        .list(of: rounding.parts) {
          .object([
            ("node", .integer($0.node.index)), ("value", .number($0.value)),
            ("condition", .number($0.condition)), ("reach", .number($0.reach)),
            ("effect", .optional($0.effect)),
          ])
        }
      ), ("remedy", culprit?.remedy.map { .string($0) } ?? .null),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    let title: StyledText = "\(target, .name) = \(style.value(rounding.value))"
    guard let digits = rounding.digits else {
      return style.wrapped("\(title): no digits to trust; \(":why \(target)", .accent) tells why")
    }
    if rounding.parts.isEmpty || rounding.bound == 0 {
      let words =
        rounding.operationCount == 0
        ? "an input, which counts as exact" : "no operation rounds anything off here"
      return style.wrapped("\(title): \(words)")
    }
    let bound = Self.short.string(rounding.bound)
    let trust = digits == 0 ? "no digit can be trusted" : "trust \(NumberFormat.count(digits, "digit"))"
    var parts = [style.wrapped("\(title): rounding may reach \(bound), \(trust)")]
    if let drawing { parts.append(drawing.text(style)) } else { parts.append(table(style)) }
    if let culprit {
      let verb = culprit.cancels ? "cancels: it enlarges" : "enlarges"
      parts.append(
        style.wrapped(
          "\(culprit.name, .name) \(verb) relative errors \(Self.short.string(culprit.condition)) times"))
      if let remedy = culprit.remedy {
        parts.append(style.wrapped("  write: \(remedy, .accent)", indentation: 4))
      }
    } else if digits >= Self.manyDigits,
      rounding.parts.allSatisfy({ $0.reach < Self.notableShare * rounding.bound })
    {
      parts.append("no node stands out")
    }
    return parts.joined(separator: "\n")
  }

  private static let short = NumberFormat(digits: 2)

  private func table(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [
      .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("value", .decimalPoint),
      .init("condition"), .init("reaches \(target.count > 8 ? "it" : target) as"), .init("share"),
      .init("moved it by"),
    ])
    table.breaks = [[3], [2], [1, 3], [1, 2, 3, 4, 5, 6]]
    for row in rows {
      let share = row.part.reach / rounding.bound
      table.addRow([
        StyledText(verbatim: row.name, row.name.hasPrefix("%") ? .node : .name),
        StyledText(verbatim: row.formula, .operation), style.value(row.part.value),
        "\(Self.short.string(row.part.condition))", "\(Self.short.string(row.part.reach), .value)",
        share.isFinite ? "\(Int((100 * share).rounded())) %" : style.dash,
        row.part.effect.map { "\(Self.short.string($0))" } ?? style.dash,
      ])
    }
    if rounding.parts.count > rows.count {
      table.hint = TextStyle.hint
      table.addOmission("\(NumberFormat.count(rounding.parts.count - rows.count, "more node")) that round")
    }
    return style.laidOut(table)
  }
}
