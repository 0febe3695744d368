import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct TableCommand: ContextCommand {
  private static let derivative = CommandOption(name: "--derivative", summary: "the derivatives, too")

  let name = "table"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(
    .formula("formula, … x=a..b"), .clause("by", .text("h")),
    options: [Self.derivative, .all, .output, .force])
  let summary = "values of formulas at equal steps of an input"
  let discussion = """
    Lists the values of formulas as an input goes from a to b in steps of h;
    without 'by', in ten steps. Everything else stays as it is, and so does the
    input afterwards. --derivative adds the derivatives by it. -o writes the table
    to a file with commas, whatever its ending, with all digits.
    """
  let example = """
    ad> :table x^2, sqrt(x) x=0..1 by 0.25
       x     x^2       sqrt(x)
    0     0       0
    0.25  0.0625  0.5
    0.5   0.25    0.7071067812
    0.75  0.5625  0.8660254038
    1     1       1
    """

  private static let mostRows = 100_000

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (range, step) = try arguments.tableParts(context)
    let parts = try arguments.plotParts(in: range, context)
    let formulas = try arguments.formulas(in: parts.formulas)
    if formulas.isEmpty { throw CommandError(.plot(.noFormula), at: arguments.range) }
    if parts.ranges.count > 1 { throw CommandError(.plot(.tooManyAxes), at: parts.ranges[1].name.range) }
    guard let axis = parts.ranges.first else {
      throw CommandError(
        .plot(.noRange(inputs: [], command: ":\(name) \(arguments.text(parts.formulas))")),
        at: arguments.range)
    }
    let places = try places(axis, step, arguments)
    let hasSlopes = arguments.has(Self.derivative)
    let columns = try context.session.leavingNoNodes { () throws(any Error) -> [TableOutcome.Column] in
      let bound = try context.lowerNumbers(formulas, binding: [axis.name])
      var columns: [TableOutcome.Column] = []
      for (title, target) in bound.targets {
        let function = try RestrictedFunction(
          of: target, over: bound.inputs, in: bound.graph, context.cancellation)
        var column = TableOutcome.Column(title: title)
        var slopes = TableOutcome.Column(
          title: Target(operand: .node(target), title: title).partial(by: axis.name.text))
        for place in places {
          let (value, slope) = try function.valueAndSlope(at: place)
          column.numbers.append(value)
          slopes.numbers.append(slope)
        }
        columns += hasSlopes ? [column, slopes] : [column]
      }
      return columns
    }
    let outcome = TableOutcome(
      columns: [TableOutcome.Column(title: axis.name.text, numbers: places)] + columns)
    guard let file = arguments.word(of: .output) else { return .outcome(outcome) }
    return .document(
      Document(
        file: file, text: { outcome.commaSeparated },
        outcome: MessageOutcome(
          kind: "table", members: [("file", .string(file.text)), ("rows", .integer(places.count))],
          message: "\("\(NumberFormat.count(places.count, "row")) written to \(file.text)", .faint)")))
  }

  /// The places at equal steps, the last of which is the end where the steps come to it.
  private func places(
    _ axis: PlotRange, _ step: (value: Double, range: SourceRange)?, _ arguments: CommandArguments
  ) throws -> [Double] {
    let (start, end) = (axis.interval.lowerBound, axis.interval.upperBound)
    let step = step ?? ((end - start) / 10, axis.range)
    guard step.value > 0, step.value.isFinite else {
      throw CommandError(.plot(.invalidStep(arguments.text(step.range))), at: step.range)
    }
    let count = ((end - start) / step.value + 1e-9).rounded(.down)
    guard count < Double(Self.mostRows) else {
      throw CommandError(.plot(.tooManyRows(Int(exactly: count).map { $0 + 1 } ?? .max)), at: step.range)
    }
    return (0...Int(count)).map { number in
      let place = start + Double(number) * step.value
      if abs(place) < 1e-12 * step.value { return 0 }
      // Decimals as people write them: three tenths are 0.3.
      let digits = Double(NumberFormat(digits: 14).string(place)) ?? place
      return abs(digits - place) <= 4 * max(abs(start), abs(end), step.value).ulp ? digits : place
    }
  }
}

extension CommandArguments {
  /// The part before `by`, and the step behind it, if there is one.
  fileprivate func tableParts(
    _ context: CommandContext
  ) throws -> (range: SourceRange, step: (value: Double, range: SourceRange)?) {
    try checkOptions()
    guard let word = try words.last(where: { $0.text == "by" }) else { return (range, nil) }
    let behind = bytes.trimmed(SourceRange(word.range.upperBound, range.upperBound))
    guard let formula = try formula(in: behind) else {
      throw CommandError(.plot(.noStep), at: word.range)
    }
    let step = try context.session.leavingNoNodes { () throws(any Error) in try context.value(of: formula) }
    return (SourceRange(range.lowerBound, word.range.lowerBound), (step, behind))
  }
}

/// Values at equal steps.
struct TableOutcome: Outcome {
  /// A column with its numbers.
  struct Column: Sendable {
    let title: String
    var numbers: [Double] = []
  }

  let columns: [Column]

  private var rows: Range<Int> { columns.first?.numbers.indices ?? 0..<0 }

  var kind: String { "table" }
  var members: [(String, JSON)] {
    let rows = rows.map { row in JSON.numbers(columns.map { $0.numbers[row] }) }
    return [("columns", .array(columns.map { .string($0.title) })), ("rows", .array(rows))]
  }

  func text(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: columns.map { .init(style.characters.written($0.title), .decimalPoint) })
    for row in rows {
      table.addRow(columns.map { style.value($0.numbers[row]) })
    }
    return style.laidOut(table)
  }

  /// The table for other programs, with all digits; titles are in quotes.
  var commaSeparated: String {
    let titles = columns.map {
      "\"\($0.title.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
    let numbers = NumberFormat(digits: 17)
    let rows = rows.map { row in
      columns.map { numbers.string($0.numbers[row]) }.joined(separator: ",")
    }
    return ([titles.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }
}
