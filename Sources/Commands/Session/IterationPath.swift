/// Where an iteration went: the values of some inputs after its rounds, thinned out where they are many.
struct IterationPath: Sendable {
  let names: [String]

  /// The values at the start and after every so many rounds, in the order of the names, and after the last round.
  private(set) var points: [[Double]]

  /// The rounds between two points, and those since the last one.
  private var stride = 1
  private var pending = 0
  private(set) var roundCount = 0

  /// The values after the last round, if they are not the last point.
  private var last: [Double]?

  /// More inputs have no path, and more points are thinned out.
  static let mostInputs = 16
  private static let mostPoints = 1000

  /// A path that begins here; nil for more inputs than are followed.
  init?(_ start: [(name: String, value: Double)]) {
    if start.isEmpty || start.count > Self.mostInputs { return nil }
    names = start.map(\.name)
    points = [start.map(\.value)]
  }

  /// Notes a round; the values are asked for where they are kept.
  mutating func note(_ values: () -> [Double]) {
    roundCount += 1
    pending += 1
    guard pending == stride else { return }
    pending = 0
    points.append(values())
    if points.count > Self.mostPoints {
      points = points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      pending = (points.count - 1) * 2 * stride < roundCount ? stride : 0
      stride *= 2
    }
  }

  /// Notes where it ended.
  mutating func end(_ values: [Double]) {
    if pending > 0 || points.last != values { points.append(values) }
    pending = 0
  }
}
