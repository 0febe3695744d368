import AutoDiff

/// Where an iteration went: the values of some inputs after its rounds, thinned out where they are many.
struct IterationPath: Sendable {
  let names: [String]

  private var series: ThinnedSeries<[Double]>

  /// The values at the end, if they are not the last of the series.
  private var end: [Double]?

  /// More inputs have no path, and more points are thinned out.
  private static let (mostInputs, mostPoints) = (16, 1000)

  /// A path that begins here; nil for more inputs than are followed.
  init?(_ start: [(name: String, value: Double)]) {
    if start.isEmpty || start.count > Self.mostInputs { return nil }
    names = start.map(\.name)
    series = ThinnedSeries(from: start.map(\.value), atMost: Self.mostPoints)
  }

  /// The path of numbers; nil where there are arrays among the inputs.
  init?(numbers start: [(name: String, value: NodeValue)]) {
    let numbers = start.compactMap { name, value in value.number.map { (name: name, value: $0) } }
    if numbers.count < start.count { return nil }
    self.init(numbers)
  }

  var roundCount: Int { series.count }

  /// The values at the start, after some of the rounds and at the end, in the order of the names.
  var points: [[Double]] { series.elements + (end.map { [$0] } ?? []) }

  /// Notes a round; the values are asked for where they are kept.
  mutating func note(_ values: () -> [Double]) { series.note(values) }

  /// Notes where it ended.
  mutating func end(at values: [Double]) { end = series.endsWithLast ? nil : values }
}
