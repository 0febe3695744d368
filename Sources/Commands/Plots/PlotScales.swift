import AutoDiff
import Memory
import RealModule

extension PlotOutcome {
  /// Whether axes are logarithmic. Curves are followed in the units of the axes, in which they are drawn.
  struct Scales: Sendable {
    var isLogarithmicX = false
    var isLogarithmicY = false

    /// log 10
    private static let unit = 2.302585092994046

    func inAxisUnits(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
      isLogarithmicX ? Double.log10(interval.lowerBound)...Double.log10(interval.upperBound) : interval
    }

    func inAxisUnits(_ function: @escaping CurveTracer.Function) -> CurveTracer.Function {
      if !isLogarithmicX, !isLogarithmicY { return function }
      return { (place) throws(Interruption) in
        let x = isLogarithmicX ? Double.exp10(place) : place
        var (value, slope) = try function(x)
        if isLogarithmicX { slope *= x * Self.unit }
        if isLogarithmicY {
          slope /= value * Self.unit
          value = value > 0 ? .log10(value) : .nan
        }
        return (value, slope)
      }
    }

    /// A curve that was followed in the units of the axes.
    func inFormulaUnits(_ curve: AutoDiff.Curve) -> AutoDiff.Curve {
      if !isLogarithmicX, !isLogarithmicY { return curve }
      func x(_ place: Double) -> Double { isLogarithmicX ? .exp10(place) : place }
      func y(_ place: Double) -> Double { isLogarithmicY ? .exp10(place) : place }
      // The logarithm of 1 is no zero.
      return curve.without(isLogarithmicY ? [.zero] : []).mapped { point in
        var slope = point.slope
        if isLogarithmicX { slope /= x(point.x) * Self.unit }
        if isLogarithmicY { slope *= y(point.y) * Self.unit }
        return AutoDiff.Curve.Point(x: x(point.x), y: y(point.y), slope: slope)
      }
    }
  }
}
