/// How far a long computation has come, as one line to be written over the last one.
///
///     ProgressLine(done: 340, total: 1000, elapsed: 2).styledText(width: 72).plain
///     // ━━━━━━━━━━────────────────────  34%  340 of 1,000  170/s  4 s left
package struct ProgressLine: Sendable, Hashable {
  /// The steps finished.
  package var done: Int
  /// The steps there are; nil when nobody knows.
  package var total: Int?
  /// The seconds since the first step began.
  package var elapsed: Double
  /// A value that is watched, with its name and how it went.
  package var watched: Watched?

  /// A value that changes from step to step.
  package struct Watched: Sendable, Hashable {
    package let name: String
    /// The values so far, perhaps not all of them, the present one last.
    package let values: [Double]
    /// How much it changed in the last step.
    package let change: Double

    package init(name: String, values: [Double], change: Double) {
      (self.name, self.values, self.change) = (name, values, change)
    }
  }

  /// The state of a computation.
  package init(done: Int, total: Int? = nil, elapsed: Double) {
    self.done = done
    self.total = total
    self.elapsed = elapsed
  }

  /// Steps finished in a second; nil before the first one.
  package var rate: Double? {
    let rate = Double(done) / elapsed
    return rate > 0 && rate.isFinite ? rate : nil
  }

  /// Seconds until the end, at the rate so far; nil when it cannot be told.
  package var remaining: Double? {
    guard let total, let rate else { return nil }
    return max(0, Double(total) - Double(done)) / rate
  }

  /// The line, never wider than the given columns.
  ///
  /// What does not fit is left out, in this order: the bar, the rate, the remaining time, the count. Where nothing is
  /// counted, it is the time that has gone by.
  package func styledText(width: Int, in characters: Characters = .unicode) -> StyledText {
    if let watched { return styledText(of: watched, width: width, in: characters) }
    if total == nil, done == 0 {
      let time = elapsed.isFinite ? Self.duration(elapsed.rounded(.down)) : ""
      return displayWidth(time) <= width ? StyledText(time) : StyledText()
    }
    let percent = fraction.map { "\(Int($0 * 100))%" }
    let count = NumberFormat.grouped(done) + (total.map { " of " + NumberFormat.grouped($0) } ?? "")
    let speed = rate.map(Self.perSecond)
    let rest = remaining.map { Self.duration($0) + " left" }

    let candidates = [[percent, count, speed, rest], [percent, count, rest], [percent, count], [percent]]
    for candidate in candidates {
      let text = candidate.compactMap(\.self).joined(separator: "  ")
      let room = width - displayWidth(text)
      if room >= 0 && !text.isEmpty { return bar(width: min(room - 2, 30)) + StyledText(text) }
    }
    return StyledText()
  }

  /// The value that is watched, with its curve between its number and how it changes.
  private func styledText(
    of watched: Watched, width: Int, in characters: Characters
  ) -> StyledText {
    let numbers = NumberFormat(digits: 4)
    let count = NumberFormat.grouped(done) + (total.map { "/" + NumberFormat.grouped($0) } ?? "")
    let head = "\(count)  \(watched.name) \(numbers.string(watched.values.last ?? .nan))"
    let arrow = watched.change < 0 ? "↓" : watched.change > 0 ? "↑" : "="
    let speed =
      watched.change.isFinite && watched.change != 0
      ? "\(arrow) \(NumberFormat(digits: 2).string(abs(watched.change))) a step" : ""
    let rest = remaining.flatMap { $0 >= 0.1 ? Self.duration($0) + " left" : nil } ?? ""
    for tail in [[speed, rest], [speed], []] {
      let end = tail.filter { !$0.isEmpty }.map { "  " + $0 }.joined()
      let room = width - displayWidth(head) - displayWidth(end) - 2
      guard room >= 4 || tail.isEmpty else { continue }
      let curve = Sparkline.text(watched.values, width: min(room, 30), in: characters)
      return StyledText(head) + (curve.isEmpty ? StyledText() : StyledText("  " + curve, .value))
        + StyledText(end, .faint)
    }
    return StyledText()
  }

  /// The finished part, from 0 to 1; nil when the total is unknown or zero.
  private var fraction: Double? {
    guard let total, total > 0 else { return nil }
    return min(max(Double(done) / Double(total), 0), 1)
  }

  /// A bar and the gap after it; empty when nothing is known or less than ten columns are there for it.
  private func bar(width: Int) -> StyledText {
    guard let fraction, width >= 10 else { return StyledText() }
    let filled = Int(fraction * Double(width))
    return StyledText(String(repeating: "━", count: filled), .accent)
      + StyledText(String(repeating: "─", count: width - filled) + "  ", .faint)
  }

  /// A rate as `170/s` or `0.25/s`.
  private static func perSecond(_ rate: Double) -> String {
    if rate >= 100, let whole = Int(exactly: rate.rounded()) { return NumberFormat.grouped(whole) + "/s" }
    return NumberFormat(digits: 3).string(rate) + "/s"
  }

  /// A time in its two largest units, rounded up: `4 s`, `2 min 5 s`, `1 h 12 min`, `3 d 4 h`.
  private static func duration(_ seconds: Double) -> String {
    guard let seconds = Int(exactly: seconds.rounded(.up)) else { return "ages" }
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400)
    if days > 0 { return "\(NumberFormat.grouped(days)) d \(hours % 24) h" }
    if hours > 0 { return "\(hours) h \(minutes % 60) min" }
    if minutes > 0 { return "\(minutes) min \(seconds % 60) s" }
    return "\(seconds) s"
  }
}
