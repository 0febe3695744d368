import AutoDiff
import Memory
import Pictures

/// A formula over two inputs: lines of equal value.
struct FieldOutcome: Outcome {
  let title: String
  let inputs: (x: String, y: String)
  let intervals: (x: ClosedRange<Double>, y: ClosedRange<Double>)

  /// The values at the corners of a grid, row by row from below.
  let values: [Double]
  let size: (columns: Int, rows: Int)

  /// The slopes along both inputs at some places, if they are to be shown.
  let arrows: [Arrow]
  typealias Arrow = (x: Double, y: Double, slopes: (x: Double, y: Double))

  /// Where an iteration went, if that is to be shown, and in how many rounds.
  let path: [(x: Double, y: Double)]
  let roundCount: Int

  var kind: String { "plot" }

  private var levels: [Double] { ContourLines.levels(for: values, atMost: 7) }

  var members: [(String, JSON)] {
    func axis(_ name: String, _ interval: ClosedRange<Double>) -> JSON {
      .object([
        ("input", .string(name)), ("from", .number(interval.lowerBound)),
        ("to", .number(interval.upperBound)),
      ])
    }
    let rows = (0..<size.rows).map { row in
      JSON.numbers(Array(values[row * size.columns..<(row + 1) * size.columns]))
    }
    return [
      ("formula", .string(title)), ("x", axis(inputs.x, intervals.x)), ("y", axis(inputs.y, intervals.y)),
      ("levels", .numbers(levels)), ("values", .array(rows)),
    ] + (path.isEmpty ? [] : [("path", .array(path.map { .numbers([$0.x, $0.y]) }))])
  }

  func text(_ style: TextStyle) -> StyledText {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let largest = finite.max() else {
      return style.wrapped("nothing to draw: \(title, .name) has no value there; :why tells")
    }
    let numbers = NumberFormat(digits: min(6, style.numbers.digits))
    let width = max(12, style.width)
    // Cells are twice as high as wide.
    let picture = plot(style).text(width: width, rows: Plot.rows(forWidth: width) + 4, in: style.characters)
    let range =
      least == largest
      ? "\(title) is \(numbers.string(least)) everywhere"
      : "\(title) from \(numbers.string(least)) to \(numbers.string(largest))"
    let step = path.isEmpty ? "" : "; ○ start, ◆ after \(NumberFormat.count(roundCount, "round"))"
    let hint = "\(inputs.y) upwards, \(inputs.x) to the right: \(range)\(step)"
    return "\(picture)\n\(style.wrapped(StyledText(style.characters.written(hint), .faint)))"
  }

  func svg(_ style: TextStyle) -> String { plot(style).svg(titled: title) }

  private func plot(_ style: TextStyle) -> Plot {
    var plot = Plot(PlotAxis(intervals.x), PlotAxis(intervals.y))
    func x(_ column: Double) -> Double { intervals.x.place(at: column / Double(size.columns - 1)) }
    func y(_ row: Double) -> Double { intervals.y.place(at: row / Double(size.rows - 1)) }
    let lines = ContourLines(values, columns: size.columns, rows: size.rows)
    let numbers = NumberFormat(digits: 4)
    for level in levels {
      let segments = lines.segments(at: level)
      var curve = Plot.Curve(name: numbers.string(level))
      curve.isFaint = true
      curve.strokes = segments.map { [(x($0.0.x), y($0.0.y)), (x($0.1.x), y($0.1.y))] }
      plot.curves.append(curve)
      if let place = labelPlace(segments, plot, x, y) {
        plot.labels.append((place.x, place.y, numbers.string(level)))
      }
    }
    for arrow in arrows {
      plot.marks.append((arrow.x, arrow.y, Self.arrow(arrow.slopes, plot)))
    }
    if let start = path.first, let end = path.last {
      var curve = Plot.Curve(name: "path")
      curve.points = path
      curve.isFaint = true
      plot.curves.insert(curve, at: 0)
      plot.marks.append((start.x, start.y, "○"))
      plot.marks.append((end.x, end.y, "◆"))
    }
    return plot
  }

  /// The place of a line that is farthest from the labels of the others and from the frame.
  private func labelPlace(
    _ segments: [((x: Double, y: Double), (x: Double, y: Double))], _ plot: Plot, _ x: (Double) -> Double,
    _ y: (Double) -> Double
  ) -> (x: Double, y: Double)? {
    var best: (distance: Double, x: Double, y: Double)?
    for segment in segments {
      let (px, py) = (x((segment.0.x + segment.1.x) / 2), y((segment.0.y + segment.1.y) / 2))
      let (fx, fy) = (plot.horizontal.fraction(of: px), plot.vertical.fraction(of: py))
      var distance = 2 * min(min(fx, 1 - fx), min(fy, 1 - fy))
      for label in plot.labels {
        let (lx, ly) = (plot.horizontal.fraction(of: label.x), plot.vertical.fraction(of: label.y))
        distance = min(distance, max(abs(fx - lx), abs(fy - ly)))
      }
      if distance > best?.distance ?? 0.06 { best = (distance, px, py) }
    }
    return best.map { ($0.x, $0.y) }
  }

  /// The arrow that points where the function grows fastest, as the picture shows directions.
  private static func arrow(_ slopes: (x: Double, y: Double), _ plot: Plot) -> Character {
    let (width, height) = (
      plot.horizontal.range.upperBound - plot.horizontal.range.lowerBound,
      plot.vertical.range.upperBound - plot.vertical.range.lowerBound
    )
    // A step of the gradient, in parts of the axes.
    let (dx, dy) = (slopes.x / width, slopes.y / height)
    guard dx.isFinite, dy.isFinite, dx != 0 || dy != 0 else { return "·" }
    let isFlat = abs(dy) < 0.4142 * abs(dx)
    let isSteep = abs(dx) < 0.4142 * abs(dy)
    if isFlat { return dx > 0 ? "→" : "←" }
    if isSteep { return dy > 0 ? "↑" : "↓" }
    return dx > 0 ? (dy > 0 ? "↗" : "↘") : (dy > 0 ? "↖" : "↙")
  }
}
