import AutoDiff
import Pictures

/// Curves over an input.
struct PlotOutcome: Outcome {
  /// A curve with what it is called.
  struct Curve: Sendable {
    let title: String
    let curve: AutoDiff.Curve
  }

  let input: String
  let interval: ClosedRange<Double>
  let curves: [Curve]
  let scales: Scales

  /// The range of values, if it was asked for.
  let height: ClosedRange<Double>?

  var kind: String { "plot" }

  var members: [(String, JSON)] {
    let features = curves.enumerated().flatMap { number, curve in
      curve.curve.features.map { feature -> JSON in
        var members: [(String, JSON)] = [("kind", .string(feature.kind.rawValue)), ("x", .number(feature.x))]
        if !feature.y.isNaN { members.append(("y", .number(feature.y))) }
        if curves.count > 1 { members.append(("curve", .integer(number))) }
        return .object(members)
      }
    }
    let poles = curves.flatMap { $0.curve.features.filter { $0.kind == .pole }.map(\.x) }
    return [
      ("input", .string(input)), ("from", .number(interval.lowerBound)), ("to", .number(interval.upperBound)),
      (
        "curves",
        .array(
          curves.map {
            .object([
              ("formula", .string($0.title)), ("x", .numbers($0.curve.points.map(\.x))),
              ("y", .numbers($0.curve.points.map(\.y))), ("slope", .numbers($0.curve.points.map(\.slope))),
            ])
          })
      ),
      ("features", .array(features)), ("poles", .numbers(poles)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    guard let plot = plot(style) else {
      let range =
        "\(input) from \(style.numbers.string(interval.lowerBound)) to \(style.numbers.string(interval.upperBound))"
      return style.wrapped(
        "nothing to draw: \(curves.map(\.title).joined(separator: ", "), .name) has no value for \(range); :why tells"
      )
    }
    let width = max(12, style.width)
    let picture = plot.text(width: width, rows: Plot.rows(forWidth: width), in: style.characters)
    let remarks = curves.compactMap { remark(on: $0, plot, style) }
    return ([picture] + remarks).joined(separator: "\n")
  }

  /// The picture as SVG.
  func svg(_ style: TextStyle) -> String {
    let title = curves.map(\.title).joined(separator: ", ")
    guard let plot = plot(style) else { return Plot(PlotAxis(interval), PlotAxis(0...1)).svg(titled: title) }
    return plot.svg(titled: title)
  }

  /// The picture; nil where there is nothing to draw.
  private func plot(_ style: TextStyle) -> Plot? {
    let ranges = curves.compactMap(\.curve.shownRange)
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return nil
    }
    var plot = Plot(
      PlotAxis(interval, isLogarithmic: scales.isLogarithmicX),
      PlotAxis(height ?? low...high, isLogarithmic: scales.isLogarithmicY))
    plot.curves = curves.map(\.drawn)
    plot.poles = curves.flatMap { $0.curve.features.filter { $0.kind == .pole }.map(\.x) }
    return plot
  }
}

extension PlotOutcome.Curve {
  /// The curve as a picture has it.
  fileprivate var drawn: Plot.Curve {
    var drawn = Plot.Curve(name: title)
    var points: [(x: Double, y: Double)] = []
    for (place, point) in curve.points.enumerated() {
      points.append((point.x, point.y))
      guard place < curve.links.count, curve.links[place] != .joined else { continue }
      // No point: the line is broken here.
      points.append((point.x, .nan))
      let next = curve.points[place + 1]
      if case .rough(let low, let high) = curve.links[place], low <= high, point.x <= next.x {
        drawn.bands.append((point.x...next.x, low...high))
      }
    }
    drawn.addStrokes(through: points)
    return drawn
  }
}

// MARK: What is to be seen

extension PlotOutcome {
  /// How many places of a kind are told.
  private static let mostPlaces = 4

  /// Of more than so many only the number is told.
  private static let mostListed = 12

  /// What a curve has, in a line: poles, zeros, extrema.
  private func remark(on curve: Curve, _ plot: Plot, _ style: TextStyle) -> StyledText? {
    let numbers = NumberFormat(digits: min(6, style.numbers.digits))
    var parts: [String] = []
    func list(
      _ kind: AutoDiff.Curve.Feature.Kind, _ words: (one: String, many: String), hasValue: Bool = false
    ) {
      let found = curve.curve.features.filter { $0.kind == kind }
      if found.isEmpty { return }
      if found.count > Self.mostListed {
        parts.append("\(found.count) \(words.many.split(separator: " ").first ?? "")")
        return
      }
      let places = found.prefix(Self.mostPlaces).map { feature in
        let place = numbers.string(feature.x)
        return hasValue ? "\(numbers.string(feature.y)) at \(place)" : place
      }
      let more = found.count > places.count ? " and \(found.count - places.count) more" : ""
      parts.append("\(found.count == 1 ? words.one : words.many) \(places.joined(separator: ", "))\(more)")
    }
    list(.pole, ("pole \(input) =", "poles \(input) ="))
    list(.jump, ("jump \(input) =", "jumps \(input) ="))
    list(.edge, ("end \(input) =", "ends \(input) ="))
    list(.hole, ("not defined at \(input) =", "not defined at \(input) ="))
    list(.zero, ("zero \(input) =", "zeros \(input) ="))
    list(.minimum, ("minimum", "minima"), hasValue: true)
    list(.maximum, ("maximum", "maxima"), hasValue: true)
    list(.kink, ("kink \(input) =", "kinks \(input) ="))
    let rough = curve.curve.roughStretches
    if let first = rough.first {
      let middle = first.lowerBound + (first.upperBound - first.lowerBound) / 2
      let isShort = first.upperBound - first.lowerBound < 0.2 * (interval.upperBound - interval.lowerBound)
      let place = rough.count == 1 && isShort ? " near \(input) = \(numbers.string(middle))" : ""
      parts.append("varies faster than the picture can show\(place)")
    }
    if curve.curve.isEmpty { parts.append("no value") }
    if height == nil, let all = curve.curve.valueRange,
      all.lowerBound < plot.vertical.range.lowerBound || all.upperBound > plot.vertical.range.upperBound
    {
      let shown = plot.vertical.range
      let few = NumberFormat(digits: 3)
      parts.append("cut to \(few.string(shown.lowerBound))…\(few.string(shown.upperBound))")
    }
    if parts.isEmpty { return nil }
    let title = curves.count > 1 ? "\(curve.title): " : ""
    return style.wrapped(
      StyledText(style.characters.written(title + parts.joined(separator: " · ")), .faint), indentation: 2)
  }
}
