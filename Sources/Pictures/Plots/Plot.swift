/// Curves over an interval, points, and contour lines, to be drawn as text or as SVG.
package struct Plot: Sendable {
  /// A curve, in the units of the axes.
  package struct Curve: Sendable {
    package let name: String

    /// Lines through points.
    package var strokes: [[(x: Double, y: Double)]] = []

    /// Where more happens than can be drawn: from x to x, between two values.
    package var bands: [(x: ClosedRange<Double>, y: ClosedRange<Double>)] = []

    /// Points by themselves.
    package var points: [(x: Double, y: Double)] = []

    /// Curves that are less important: the path of an iteration, contour lines.
    package var isFaint = false

    package init(name: String) { self.name = name }

    /// Adds lines through points, broken where one is no point.
    package mutating func addStrokes(through points: some Sequence<(x: Double, y: Double)>) {
      var stroke: [(x: Double, y: Double)] = []
      for point in points {
        if point.x.isFinite, point.y.isFinite {
          stroke.append(point)
        } else if !stroke.isEmpty {
          strokes.append(stroke)
          stroke = []
        }
      }
      if !stroke.isEmpty { strokes.append(stroke) }
    }
  }

  package var curves: [Curve] = []

  /// Where vertical lines mark poles.
  package var poles: [Double] = []

  /// Words at places: the levels of contour lines.
  package var labels: [(x: Double, y: Double, text: String)] = []

  /// Signs at places: the end of a path.
  package var marks: [(x: Double, y: Double, character: Character)] = []

  package let horizontal: PlotAxis
  package let vertical: PlotAxis

  /// Whether curves are told apart below the picture.
  package var hasLegend: Bool { curves.count { !$0.isFaint } > 1 }

  package init(_ horizontal: PlotAxis, _ vertical: PlotAxis) {
    (self.horizontal, self.vertical) = (horizontal, vertical)
  }
}
