/// How a function of one variable runs over an interval, for drawing it: points with slopes, which of them belong together, and
/// what is to be seen between them.
package struct Curve: Sendable {
  /// A point of the graph, with the slope there.
  package struct Point: Sendable, Equatable {
    package let x: Double
    package let y: Double
    package let slope: Double

    package init(x: Double, y: Double, slope: Double) { (self.x, self.y, self.slope) = (x, y, slope) }

    /// Whether there is something to draw.
    var isFinite: Bool { y.isFinite }
  }

  /// What lies between a point and the next one.
  package enum Link: Sendable, Equatable {
    /// A line.
    case joined

    /// Nothing: a pole, a jump, or an interval on which the function is not defined.
    case open

    /// More than can be drawn: the values between lie in this range, as far as was looked.
    case rough(low: Double, high: Double)
  }

  /// Something that a reader of the picture wants to know.
  package struct Feature: Sendable, Equatable {
    package enum Kind: String, Sendable {
      case zero, minimum, maximum, kink, pole, jump, edge, hole
    }

    package let kind: Kind
    package let x: Double

    /// The value there; NaN where there is none.
    package let y: Double

    package init(_ kind: Kind, x: Double, y: Double = .nan) { (self.kind, self.x, self.y) = (kind, x, y) }
  }

  /// In ascending order of x.
  package internal(set) var points: [Point]

  /// One less than points.
  package internal(set) var links: [Link]

  /// In ascending order of x.
  package internal(set) var features: [Feature] = []

  /// How often the function was evaluated.
  package internal(set) var evaluationCount = 0

  /// Whether there is no point to draw.
  package var isEmpty: Bool { !points.contains(where: \.isFinite) }

  /// Where it varies faster than can be drawn, stretches beside each other as one.
  package var roughStretches: [ClosedRange<Double>] {
    var stretches: [ClosedRange<Double>] = []
    for (place, link) in links.enumerated() {
      guard case .rough = link else { continue }
      let (start, end) = (points[place].x, points[place + 1].x)
      if let last = stretches.last, last.upperBound >= start {
        stretches[stretches.count - 1] = last.lowerBound...max(last.upperBound, end)
      } else if start <= end {
        stretches.append(start...end)
      }
    }
    return stretches
  }

  /// The least and the largest value that was met.
  package var valueRange: ClosedRange<Double>? {
    var values = points.filter(\.isFinite).map(\.y)
    for case .rough(let low, let high) in links { values += [low, high].filter(\.isFinite) }
    guard let least = values.min(), let largest = values.max() else { return nil }
    return least...largest
  }

  /// The curve without features of some kinds.
  package func without(_ kinds: Set<Feature.Kind>) -> Curve {
    var result = self
    result.features.removeAll { kinds.contains($0.kind) }
    return result
  }

  /// The curve with other points in the place of its own, in the same order.
  package func mapped(_ transform: (Point) -> Point) -> Curve {
    var result = self
    result.points = points.map(transform)
    result.features = features.map { feature in
      let point = transform(Point(x: feature.x, y: feature.y, slope: 0))
      return Feature(feature.kind, x: point.x, y: feature.y.isNaN ? .nan : point.y)
    }
    result.links = links.map { link in
      guard case .rough(let low, let high) = link else { return link }
      return .rough(
        low: transform(Point(x: 0, y: low, slope: 0)).y, high: transform(Point(x: 0, y: high, slope: 0)).y)
    }
    return result
  }

  /// The range of values that a picture shows: all of them, or where there are poles those without the outermost tenth, and half
  /// as much again on both sides; nil where there is nothing to draw.
  package var shownRange: ClosedRange<Double>? {
    guard let all = valueRange else { return nil }
    let (least, largest) = (all.lowerBound, all.upperBound)
    guard features.contains(where: { $0.kind == .pole }) else { return all }
    // By stretches of equal length: near a pole points stand close.
    let even = evenValues.sorted()
    guard even.count > 3 else { return all }
    let (low, high) = (even[even.count / 20], even[even.count - 1 - even.count / 20])
    let half = (high - low) / 2
    return max(least, low - half)...min(largest, high + half)
  }

  /// Values at points that are evenly spread.
  private var evenValues: [Double] {
    guard let first = points.first?.x, let last = points.last?.x, first < last else { return [] }
    var values: [Double] = []
    var position = 0
    let count = 200
    for step in 0...count {
      let x = first + (last - first) * (Double(step) / Double(count))
      while position + 1 < points.count, points[position + 1].x <= x { position += 1 }
      if points[position].isFinite { values.append(points[position].y) }
    }
    return values
  }
}
