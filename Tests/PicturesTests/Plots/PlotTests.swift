@testable import Pictures
import Testing

/// Axes, canvases and plots.
@Suite struct PlotTests {
  @Test(
    arguments: [
      (0.0...10.0, 6, ["0", "2", "4", "6", "8", "10"]),
      (-1.0...1.0, 5, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
      (0.0...0.003, 4, ["0.000", "0.001", "0.002", "0.003"]), (2.0...3.0, 1, ["2", "3"]),
      (-3.0...3.0, 3, ["-2", "0", "2"]), (0.0...3e9, 3, ["0", "1000000000", "2000000000", "3000000000"]),
    ] as [(ClosedRange<Double>, Int, [String])])
  func ticksAreRoundNumbers(range: ClosedRange<Double>, count: Int, wanted: [String]) {
    #expect(PlotAxis(range).ticks(atMost: count).map(\.text) == wanted)
  }

  @Test func aLogarithmicAxisHasPowersOfTen() {
    let axis = PlotAxis(0.01...100, isLogarithmic: true)
    #expect(axis.ticks(atMost: 9).map(\.text) == ["0.01", "0.1", "1", "10", "100"])
    #expect(abs(axis.fraction(of: 1) - 0.5) < 1e-15)
  }

  /// Whatever the ends are, there is an axis, and few ticks.
  @Test(
    arguments: [
      (5, 5), (0, 0), (-.greatestFiniteMagnitude, .greatestFiniteMagnitude),
      (.leastNonzeroMagnitude, 4 * .leastNonzeroMagnitude),
      (1e300, 1.0001e300),
      (1, 1 + .ulpOfOne), (-1e-300, 1e-300), (1e15, 1e15 + 2),
    ] as [(Double, Double)])
  func anyRangeHasAnAxis(low: Double, high: Double) {
    for isLogarithmic in [false, true] {
      let axis = PlotAxis(low...high, isLogarithmic: isLogarithmic)
      #expect(axis.range.lowerBound < axis.range.upperBound)
      #expect(axis.ticks(atMost: 5).count <= 12)
      #expect((0...1).contains(axis.fraction(of: axis.range.lowerBound)))
      var plot = Plot(axis, axis)
      var curve = Plot.Curve(name: "c")
      curve.strokes = [[(low, low), (high, high)], [(.nan, 0), (1, .infinity)]]
      plot.curves = [curve]
      #expect(
        !plot.text(width: 30, rows: 5, in: .unicode).isEmpty && plot.svg(titled: "c").contains("</svg>"))
    }
  }

  private var diagonal: Plot {
    var plot = Plot(PlotAxis(0...10), PlotAxis(0...5))
    var curve = Plot.Curve(name: "x/2")
    curve.strokes = [[(0, 0), (10, 5)]]
    plot.curves = [curve]
    return plot
  }

  @Test func aLineIsDrawnInDots() {
    #expect(
      diagonal.text(width: 23, rows: 5, in: .unicode).plain == """
        5 ┤               ⢀⡠⠔⠊⠉
          │           ⢀⡠⠔⠊⠁
          │       ⢀⡠⠔⠊⠁
          │   ⢀⡠⠔⠊⠁
        0 ┤⡠⠔⠊⠁· · · · · · · ·
          └┬──────────────────┬
           0                 10
        """)
  }

  @Test func plainCharactersAreEnough() {
    let text = diagonal.text(width: 23, rows: 5, in: .ascii).plain
    #expect(text.allSatisfy(\.isASCII) && text.split(separator: "\n").count == 7)
  }

  /// No line is wider than what was asked for, however narrow.
  @Test(arguments: [8, 12, 20, 33, 80, 200])
  func aPictureFits(width: Int) {
    var plot = Plot(PlotAxis(-123456...123456), PlotAxis(-1e-7...1e12))
    plot.curves = diagonal.curves
    plot.poles = [0]
    plot.labels = [(0, 5e11, "a long label")]
    for line in plot.text(width: width, rows: 6, in: .unicode).plain.split(separator: "\n") {
      #expect(displayWidth(String(line)) <= max(width, 16), "\(line)")
    }
  }

  @Test func severalCurvesAreToldApart() {
    var plot = diagonal
    var other = Plot.Curve(name: "5 - x/2")
    other.strokes = [[(0, 5), (10, 0)]]
    plot.curves.append(other)
    let text = plot.text(width: 40, rows: 5, in: .unicode).plain
    #expect(text.hasSuffix("⠒⠒⠒ x/2   ⠒⠂⠐ 5 - x/2") || text.contains(" x/2   ") && text.contains(" 5 - x/2"))
    #expect(plot.svg(titled: "two").contains("stroke-dasharray"))
  }

  @Test func namesInPicturesAreText() {
    var plot = diagonal
    plot.curves[0] = Plot.Curve(name: "a<b & \"c\" ]]> \u{202E}x")
    plot.curves.append(Plot.Curve(name: "d"))
    let svg = plot.svg(titled: "<&>")
    #expect(svg.contains("a&lt;b &amp; &quot;c&quot; ]]&gt;") && !svg.contains("<&>"))
  }

  /// x² + y² at 1 is a circle: every piece of the line is near it, and they close.
  @Test func aContourLineIsWhereTheValueIs() {
    let count = 41
    let values = (0..<count * count).map { place -> Double in
      let (x, y) = (Double(place % count) / 10 - 2, Double(place / count) / 10 - 2)
      return x * x + y * y
    }
    let segments = ContourLines(values, columns: count, rows: count).segments(at: 1.013)
    #expect(segments.count > 40)
    for end in segments.flatMap({ [$0.0, $0.1] }) {
      let (x, y) = (end.x / 10 - 2, end.y / 10 - 2)
      #expect(abs(x * x + y * y - 1.013) < 0.01)
      let touching = segments.flatMap { [$0.0, $0.1] }.filter { abs($0.x - end.x) + abs($0.y - end.y) < 1e-9 }
      #expect(touching.count == 2)
    }
    #expect(ContourLines.levels(for: values, atMost: 5).allSatisfy { $0 > 0 && $0 < 8 })
    #expect(ContourLines.levels(for: [1, 1, 1], atMost: 5).isEmpty)
  }

  @Test func aSparklineShowsTheCourse() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], width: 8, in: .unicode) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([1, 1e3, 1e6], width: 8, in: .unicode) == "▁▅█")
    #expect(Sparkline.text([1, .nan, 2], width: 8, in: .ascii) == "_ @")
    #expect(
      Sparkline.text([], width: 8, in: .ascii).isEmpty && Sparkline.text([.nan], width: 3, in: .ascii) == " ")
  }
}
