import Pictures

/// The values of a formula that is watched while rounds run.
final class WatchRecorder {
  private let name: String
  private let total: Int
  private let watch: Watch

  private var series: ThinnedSeries<Double>
  private var last: Double
  private var change = 0.0

  private static let mostValues = 1000

  init(_ name: String, _ start: Double, _ total: Int, _ watch: Watch) {
    (self.name, self.total, self.watch, last) = (name, total, watch, start)
    series = ThinnedSeries(from: start, atMost: Self.mostValues)
  }

  /// Notes the value after a round; in files and pipes every tenth part is a line.
  func note(_ value: Double) {
    (change, last) = (value - last, value)
    series.note { value }
    if series.count % max(1, total / 10) == 0 { watch.keepProgress(series.count, of: total) }
  }

  /// What is shown of it now.
  var watched: ProgressLine.Watched {
    ProgressLine.Watched(
      name: name, values: series.elements + (series.endsWithLast ? [] : [last]), change: change)
  }
}
