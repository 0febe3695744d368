import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct PlotCommand: ContextCommand {
  private static let derivative = CommandOption(name: "--derivative", summary: "the derivative, too")
  private static let height = CommandOption(
    name: "--range", value: .word("c..d"), summary: "the range of values that is shown")
  private static let log = CommandOption(
    name: "--log", value: .word("x|y|xy"), summary: "logarithmic axes")
  private static let field = CommandOption(name: "--field", summary: "arrows where it grows, over two inputs")
  private static let path = CommandOption(
    name: "--path", summary: "where the last :repeat went, over two inputs")
  private static let output = [CommandOption.output, .force]

  let name = "plot"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(
    .formula("formula, … x=a..b [y=c..d]"),
    options: [Self.derivative, Self.height, Self.log, Self.field, Self.path] + Self.output)
  let summary = "curves of formulas over an input, contour lines over two"
  let discussion = """
    Draws how formulas change with an input; everything else stays as it is, and
    so does the input afterwards. A name that the session does not know is known
    to these formulas only. Without a range, the only input goes three times its
    size to both sides. Slopes decide what belongs together: poles, jumps and ends
    of the domain are found, and told below the picture with zeros, extrema and
    kinks. Over two inputs, lines of equal value are drawn. 'y against x' draws
    one formula over another. -o writes what the ending of the file says, .svg or
    .txt.
    """
  let example = """
    ad> :plot x^3 - x x=-1.5..1.5
       │                                                                           ⡜
       │                                                                         ⢀⠞
       │                                                                        ⢀⠎
     1 ┤                                                                       ⡰⠃
       │                                                                     ⢀⡜⠁
       │                                                                    ⡴⠃
       │                ⢀⣠⠤⠤⠒⠒⠒⠒⠒⠒⠒⠤⠤⢤⣀⡀                                 ⢀⡤⠊
     0 ┤· · · · · · ⢀⡠⠖⠋⠁ · · · · · · ·⠈⠉⠑⠒⠤⢄⣀· · · · · · · · · · · · ·⢀⠴⠋· · · · ·
       │          ⣠⠖⠁                         ⠉⠑⠒⠤⢄⣀⡀              ⢀⣠⠴⠊⠁
       │        ⡠⠊⠁                                 ⠈⠉⠓⠒⠒⠤⠤⠤⠤⠤⠤⠤⠒⠒⠋⠁
       │      ⢠⠞
       │    ⢀⡜⠁
    -1 ┤   ⢠⠎
       │  ⡰⠁
       │ ⡴⠁
       │⡜
       └┬───────────┬────────────┬───────────┬────────────┬────────────┬───────────┬
      -1.5        -1.0         -0.5         0.0          0.5          1.0        1.5
    zeros x = -1, 0, 1 · minimum -0.3849 at 0.57735 · maximum 0.3849 at -0.57735
    """

  /// How many places are looked at for a picture, and how fine they are told apart.
  private static let (columns, rows) = (280, 96)

  /// How many operations are evaluated for a curve, about, and at how many places at least.
  private static let mostOperations = 10_000_000
  private static let fewColumns = 70

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let parts = try arguments.plotParts(context)
    let scales = try scales(arguments)
    let height = try arguments.interval(behind: Self.height, context)
    let form = context.isReplaying ? .text : try PlotForm(arguments)
    let outcome = try context.session.leavingNoNodes { () throws(any Error) -> any PictureOutcome in
      try picture(arguments, parts, scales, height, context)
    }
    guard let file = arguments.word(of: .output) else { return .outcome(outcome) }
    var style = TextStyle(numbers: context.settings.numberFormat)
    style.characters = context.settings.characters ?? .unicode
    return .document(
      Document(
        file: file,
        text: { [style] in form == .svg ? outcome.svg(style) : outcome.text(style).plain + "\n" },
        outcome: MessageOutcome(
          kind: "plot", members: outcome.members + [("file", .string(file.text))],
          message: "\("written to \(file.text)", .faint)")))
  }

  private func scales(_ arguments: CommandArguments) throws -> PlotOutcome.Scales {
    guard let word = arguments.word(of: Self.log) else { return PlotOutcome.Scales() }
    guard ["x", "y", "xy"].contains(word.text) else {
      throw CommandError(.invalidOptionValue(Self.log, given: word.text), at: word.range)
    }
    return PlotOutcome.Scales(
      isLogarithmicX: word.text.contains("x"), isLogarithmicY: word.text.contains("y"))
  }

  private func picture(
    _ arguments: CommandArguments, _ parts: (formulas: SourceRange, ranges: [PlotRange]),
    _ scales: PlotOutcome.Scales, _ height: ClosedRange<Double>?, _ context: CommandContext
  ) throws -> any PictureOutcome {
    if let over = try arguments.words(in: parts.formulas).last(where: { $0.text == "against" }) {
      return try parametric(arguments, parts, over.range, context)
    }
    let formulas = try arguments.formulas(in: parts.formulas)
    if formulas.isEmpty { throw CommandError(.plot(.noFormula), at: arguments.range) }
    let bound = try context.session.lower(formulas, binding: parts.ranges.map(\.name))
    let targets = bound.operands.map { $0.id(in: context.graph) }
    let titles = formulas.map(\.description)
    if parts.ranges.count == 2 {
      guard targets.count == 1 else { throw CommandError(.plot(.severalFields), at: arguments.range) }
      for (range, input) in zip(parts.ranges, bound.inputs) {
        let isRead =
          try !targets[0].isConstant && context.graph.cone(of: targets, context.cancellation).contains(input)
        if !isRead {
          throw CommandError(
            .plot(.doesNotDepend(formula: titles[0], name: range.name.text)), at: range.name.range)
        }
      }
      return try field(of: targets[0], titles[0], parts.ranges, bound.inputs, arguments, context)
    }
    let axis =
      try parts.ranges.first.map { ($0, bound.inputs[0]) } ?? defaultAxis(targets, arguments, context)
    let (range, input) = axis
    if scales.isLogarithmicX, range.interval.lowerBound <= 0 {
      throw CommandError(.plot(.notAboveZero(range.name.text)), at: range.range)
    }
    var curves: [PlotOutcome.Curve] = []
    for (target, title) in zip(targets, titles) {
      let function = try context.graph.function(of: target, along: input, context.cancellation)
      let size = try target.isConstant ? 1 : context.graph.cone(of: [target], context.cancellation).count
      curves.append(try curve(title, function, range.interval, scales, size))
      if arguments.has(Self.derivative) {
        let derivative = try context.graph.derivativeFunction(of: target, along: input, context.cancellation)
        let title = Target(operand: .node(target), title: title).partial(by: range.name.text)
        curves.append(try curve(title, derivative, range.interval, scales, 4 * size))
      }
    }
    return PlotOutcome(
      input: range.name.text, interval: range.interval, curves: curves, scales: scales, height: height)
  }

  /// How many points a curve of one formula over another has.
  private static let points = 2000

  private func parametric(
    _ arguments: CommandArguments, _ parts: (formulas: SourceRange, ranges: [PlotRange]), _ word: SourceRange,
    _ context: CommandContext
  ) throws -> ParametricOutcome {
    let upward = try arguments.formulas(in: SourceRange(parts.formulas.lowerBound, word.lowerBound))
    guard let across = try arguments.formula(in: SourceRange(word.upperBound, parts.formulas.upperBound)),
      !upward.isEmpty
    else { throw CommandError(.plot(.noFormula), at: word) }
    if parts.ranges.count > 1 { throw CommandError(.plot(.tooManyAxes), at: parts.ranges[1].name.range) }
    let bound = try context.session.lower([across] + upward, binding: parts.ranges.map(\.name))
    let targets = bound.operands.map { $0.id(in: context.graph) }
    let (range, input) =
      try parts.ranges.first.map { ($0, bound.inputs[0]) } ?? defaultAxis(targets, arguments, context)
    let functions = try targets.map { (target) throws(Interruption) in
      try context.graph.function(of: target, along: input, context.cancellation)
    }
    var columns = [[Double]](repeating: [], count: functions.count)
    let (start, end) = (range.interval.lowerBound, range.interval.upperBound)
    for step in 0...Self.points {
      let part = Double(step) / Double(Self.points)
      let place = start * (1 - part) + end * part
      for (number, function) in functions.enumerated() { columns[number].append(try function(place).value) }
    }
    return ParametricOutcome(
      input: range.name.text, interval: range.interval, across: (across.description, columns[0]),
      upward: zip(upward, columns.dropFirst()).map { ($0.description, $1) })
  }

  /// How many corners the grid over two inputs has, and how many arrows.
  private static let (gridColumns, gridRows) = (161, 81)
  private static let (arrowColumns, arrowRows) = (18, 9)

  private func field(
    of target: NodeID, _ title: String, _ ranges: [PlotRange], _ inputs: [NodeID],
    _ arguments: CommandArguments,
    _ context: CommandContext
  ) throws -> FieldOutcome {
    let (x, y) = (ranges[0].interval, ranges[1].interval)
    func place(_ interval: ClosedRange<Double>, _ step: Int, of count: Int) -> Double {
      let part = Double(step) / Double(count)
      return interval.lowerBound * (1 - part) + interval.upperBound * part
    }
    let value = try context.graph.field(of: target, over: inputs[0], inputs[1], context.cancellation)
    var values: [Double] = []
    for row in 0..<Self.gridRows {
      for column in 0..<Self.gridColumns {
        values.append(
          try value(place(x, column, of: Self.gridColumns - 1), place(y, row, of: Self.gridRows - 1)))
      }
    }
    var arrows: [(x: Double, y: Double, slopes: (x: Double, y: Double))] = []
    if arguments.has(Self.field) {
      let slopes = try context.graph.slopes(of: target, over: inputs[0], inputs[1], context.cancellation)
      for row in 0..<Self.arrowRows {
        for column in 0..<Self.arrowColumns {
          let (px, py) = (
            place(x, 2 * column + 1, of: 2 * Self.arrowColumns), place(y, 2 * row + 1, of: 2 * Self.arrowRows)
          )
          arrows.append((px, py, try slopes(px, py)))
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

  /// The only input that formulas depend on, three times its size to both sides.
  private func defaultAxis(
    _ targets: [NodeID], _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> (PlotRange, NodeID) {
    let graph = context.graph
    let inputs = try graph.cone(of: targets.filter { !$0.isConstant }, context.cancellation).filter {
      graph.isInput($0)
    }
    guard let input = inputs.first, inputs.count == 1, case let value = graph.cachedValue(of: input),
      value.isFinite
    else {
      let names = inputs.prefix(5).map { context.names.name(of: $0) }
      throw CommandError(
        .plot(.noRange(inputs: names, command: ":\(name) \(arguments.text(arguments.range))")),
        at: arguments.range)
    }
    let distance = 3 * max(1, abs(value))
    let name = Statement.Name(text: context.names.name(of: input), range: arguments.range)
    return (
      PlotRange(name: name, interval: (value - distance)...(value + distance), range: arguments.range), input
    )
  }

  private func curve(
    _ title: String, _ function: @escaping CurveTracer.Function, _ interval: ClosedRange<Double>,
    _ scales: PlotOutcome.Scales, _ size: Int
  ) throws(Interruption) -> PlotOutcome.Curve {
    let limit = max(2 * Self.fewColumns, Self.mostOperations / max(1, size))
    var tracer = CurveTracer(
      over: scales.inAxisUnits(interval), columns: min(Self.columns, max(Self.fewColumns, limit / 2)),
      rows: Self.rows, evaluationLimit: limit, scales.inAxisUnits(function))
    return PlotOutcome.Curve(title: title, curve: scales.inFormulaUnits(try tracer.trace()))
  }
}

/// An outcome that is a picture.
protocol PictureOutcome: Outcome {
  /// The picture as SVG.
  func svg(_ style: TextStyle) -> String
}

extension PlotOutcome: PictureOutcome {}
extension FieldOutcome: PictureOutcome {}
extension ParametricOutcome: PictureOutcome {}

/// How a picture is written.
enum PlotForm {
  case text
  case svg

  /// The form that the ending of the file asks for.
  init(_ arguments: CommandArguments) throws {
    guard let file = arguments.word(of: .output) else {
      self = .text
      return
    }
    let ending = file.text.split(separator: "/").last?.split(separator: ".").dropFirst().last.map {
      $0.lowercased()
    }
    switch ending {
    case "svg": self = .svg
    case "txt": self = .text
    default:
      throw CommandError(.plot(.unknownFormat(ending)), at: file.range)
    }
  }
}
