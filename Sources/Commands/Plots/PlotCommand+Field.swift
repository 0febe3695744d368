import AutoDiff
import Formulas
import Sessions

extension PlotCommand {
  /// How many corners the grid over two inputs has, and how many arrows.
  private static let (gridColumns, gridRows) = (161, 81)
  private static let (arrowColumns, arrowRows) = (18, 9)

  /// The formula over two inputs, of which it must depend on both.
  func field(
    of function: RestrictedFunction, _ title: String, _ ranges: [PlotRange], _ arguments: CommandArguments,
    _ context: CommandContext
  ) throws -> FieldOutcome {
    for (position, range) in ranges.enumerated() where !function.depends(onInput: position) {
      throw CommandError(.plot(.doesNotDepend(formula: title, name: range.name.text)), at: range.name.range)
    }
    let (x, y) = (ranges[0].interval, ranges[1].interval)
    var values: [Double] = []
    for row in 0..<Self.gridRows {
      for column in 0..<Self.gridColumns {
        values.append(
          try function.value(
            at: x.place(ofStep: column, of: Self.gridColumns - 1), y.place(ofStep: row, of: Self.gridRows - 1)
          ))
      }
    }
    var arrows: [FieldOutcome.Arrow] = []
    if arguments.has(Self.field) {
      for row in 0..<Self.arrowRows {
        for column in 0..<Self.arrowColumns {
          let (px, py) = (
            x.place(ofStep: 2 * column + 1, of: 2 * Self.arrowColumns),
            y.place(ofStep: 2 * row + 1, of: 2 * Self.arrowRows)
          )
          let slopes = try function.slopes(at: px, py)
          arrows.append((px, py, (slopes[0], slopes[1])))
        }
      }
    }
    return FieldOutcome(
      title: title, inputs: (ranges[0].name.text, ranges[1].name.text), intervals: (x, y), values: values,
      size: (Self.gridColumns, Self.gridRows), arrows: arrows,
      path: arguments.has(Self.path) ? try path(ranges.map(\.name.text), arguments, context) : [],
      roundCount: context.path?.roundCount ?? 0)
  }

  /// Where the last iteration went in the plane of two inputs.
  private func path(
    _ names: [String], _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> [(x: Double, y: Double)] {
    let place = arguments.word(of: Self.path)?.range ?? arguments.range
    guard let path = context.path else { throw CommandError(.plot(.noPath), at: place) }
    let missing = names.filter { !path.names.contains($0) }
    guard let x = path.names.firstIndex(of: names[0]), let y = path.names.firstIndex(of: names[1]) else {
      throw CommandError(.plot(.pathWithout(missing)), at: place)
    }
    return path.points.map { ($0[x], $0[y]) }
  }
}
