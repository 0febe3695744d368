import Pictures

/// Formulas over another one, as an input changes both.
struct ParametricOutcome: Outcome {
  let input: String
  let interval: ClosedRange<Double>

  /// The formula to the right, and those upwards, each with its values.
  let across: (title: String, values: [Double])
  let upward: [(title: String, values: [Double])]

  init(
    input: String, interval: ClosedRange<Double>, across: (title: String, values: [Double]),
    upward: [(title: String, values: [Double])]
  ) {
    (self.input, self.interval, self.across, self.upward) = (input, interval, across, upward)
  }

  /// The elements of arrays, in their order or against those of another one of the same length.
  init(
    of series: [(title: String, values: [Double])], against across: (title: String, values: [Double])? = nil
  ) {
    let count = series.first?.values.count ?? 0
    input = "i"
    interval = 1...Double(max(1, count))
    self.across = across ?? ("i", (0..<count).map { Double($0 + 1) })
    upward = series
  }

  var kind: String { "plot" }
  var members: [(String, JSON)] {
    [
      ("input", .string(input)), ("from", .number(interval.lowerBound)), ("to", .number(interval.upperBound)),
      ("against", .string(across.title)),
      (
        "curves",
        .array(
          upward.map {
            .object([
              ("formula", .string($0.title)), ("x", .numbers(across.values)), ("y", .numbers($0.values)),
            ])
          })
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    guard let plot else {
      return style.wrapped("nothing to draw: no point of \(title, .name) has two numbers; :why tells")
    }
    let width = max(12, style.width)
    let picture = plot.text(width: width, rows: Plot.rows(forWidth: width) + 4, in: style.characters)
    let hint =
      "\(title) as \(input) goes from \(style.numbers.string(interval.lowerBound)) to \(style.numbers.string(interval.upperBound))"
    return "\(picture)\n\(style.wrapped(StyledText(style.characters.written(hint), .faint)))"
  }

  func svg(_ style: TextStyle) -> String {
    (plot ?? Plot(PlotAxis(interval), PlotAxis(0...1))).svg(titled: title)
  }

  private var title: String { "\(upward.map(\.title).joined(separator: ", ")) against \(across.title)" }

  /// The picture; nil where there is no point.
  private var plot: Plot? {
    let ranges = ([across] + upward).map { series in series.values.filter(\.isFinite) }
    guard let left = ranges[0].min(), let right = ranges[0].max(),
      let low = ranges.dropFirst().compactMap({ $0.min() }).min(),
      let high = ranges.dropFirst().compactMap({ $0.max() }).max()
    else { return nil }
    var plot = Plot(PlotAxis(left...right), PlotAxis(low...high))
    for series in upward {
      var curve = Plot.Curve(name: series.title)
      curve.addStrokes(through: zip(across.values, series.values).map { (x: $0, y: $1) })
      plot.curves.append(curve)
    }
    return plot
  }
}
