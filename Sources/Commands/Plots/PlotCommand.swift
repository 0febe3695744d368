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
  static let field = CommandOption(name: "--field", summary: "arrows where it grows, over two inputs")
  static let path = CommandOption(
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
    one formula over another. Of an array without a range the elements are drawn
    in their order, or against those of another one. -o writes what the ending of the file says, .svg or
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
    if parts.ranges.isEmpty, let series = try context.elements(of: formulas) {
      return ParametricOutcome(of: series)
    }
    let bound = try context.lowerNumbers(formulas, binding: parts.ranges.map(\.name))
    if parts.ranges.count == 2 {
      guard bound.targets.count == 1 else { throw CommandError(.plot(.severalFields), at: arguments.range) }
      let function = try RestrictedFunction(
        of: bound.targets[0].id, over: bound.inputs, in: bound.graph, context.cancellation)
      return try field(of: function, bound.targets[0].title, parts.ranges, arguments, context)
    }
    let axis = try parts.ranges.first.map { ($0, bound.inputs[0]) } ?? defaultAxis(bound, arguments, context)
    let (range, input) = axis
    if scales.isLogarithmicX, range.interval.lowerBound <= 0 {
      throw CommandError(.plot(.notAboveZero(range.name.text)), at: range.range)
    }
    var curves: [PlotOutcome.Curve] = []
    for (title, target) in bound.targets {
      let function = try RestrictedFunction(of: target, over: [input], in: bound.graph, context.cancellation)
      let size = function.operationCount
      curves.append(try curve(title, function.valueAndSlope, range.interval, scales, size))
      if arguments.has(Self.derivative) {
        let title = Target(operand: .node(target), title: title).partial(by: range.name.text)
        curves.append(try curve(title, function.slopeAndCurvature, range.interval, scales, 4 * size))
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
    if parts.ranges.isEmpty, let series = try context.elements(of: [across] + upward) {
      return ParametricOutcome(of: Array(series.dropFirst()), against: series[0])
    }
    let bound = try context.lowerNumbers([across] + upward, binding: parts.ranges.map(\.name))
    let (range, input) =
      try parts.ranges.first.map { ($0, bound.inputs[0]) } ?? defaultAxis(bound, arguments, context)
    let functions = try bound.targets.map { (_, target) throws(Interruption) in
      try RestrictedFunction(of: target, over: [input], in: bound.graph, context.cancellation)
    }
    var columns = [[Double]](repeating: [], count: functions.count)
    for step in 0...Self.points {
      let place = range.interval.place(ofStep: step, of: Self.points)
      for (number, function) in functions.enumerated() {
        columns[number].append(try function.value(at: place))
      }
    }
    return ParametricOutcome(
      input: range.name.text, interval: range.interval, across: (bound.targets[0].title, columns[0]),
      upward: zip(bound.targets, columns).dropFirst().map { ($0.title, $1) })
  }

  /// The only input that formulas depend on, three times its size to both sides.
  private func defaultAxis(
    _ formulas: NumberFormulas, _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> (PlotRange, NodeID) {
    let graph = formulas.graph
    let targets = formulas.targets.map(\.id).filter { !$0.isConstant }
    let inputs = try graph.cone(of: targets, context.cancellation).filter { graph.isInput($0) }
    guard let input = inputs.first, inputs.count == 1, case let value = graph.cachedValue(of: input),
      value.isFinite
    else {
      let names = inputs.prefix(5).map { graph.label(of: $0) ?? context.names.name(of: $0) }
      throw CommandError(
        .plot(.noRange(inputs: names, command: ":\(name) \(arguments.text(arguments.range))")),
        at: arguments.range)
    }
    let distance = 3 * max(1, abs(value))
    let name = Statement.Name(
      text: graph.label(of: input) ?? context.names.name(of: input), range: arguments.range)
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
