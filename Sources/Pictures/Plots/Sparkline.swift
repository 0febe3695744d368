import RealModule

/// Numbers as a line of blocks, one beside the other: `█▇▆▅▄▄▃▃▂▂▁`.
package enum Sparkline {
  /// The blocks of at most so many numbers, evenly chosen where there are more; on a logarithmic scale where all are above 0
  /// and range over more than two powers of ten. What is no number is a gap.
  package static func text(_ values: [Double], width: Int, in characters: Characters) -> String {
    guard width > 0, !values.isEmpty else { return "" }
    let count = min(width, values.count)
    let shown = (0..<count).map { values[count == 1 ? 0 : $0 * (values.count - 1) / (count - 1)] }
    let finite = shown.filter(\.isFinite)
    guard let least = finite.min(), let largest = finite.max() else {
      return String(repeating: " ", count: count)
    }
    let isLogarithmic = least > 0 && largest > 100 * least
    func height(_ value: Double) -> Double { isLogarithmic ? Double.log(value) : value / 2 }
    let (low, high) = (height(least), height(largest))
    let signs = Array(characters == .unicode ? "▁▂▃▄▅▆▇█" : "_.-=oO#@")
    return String(
      shown.map { value in
        guard value.isFinite else { return " " }
        let part = high > low ? (height(value) - low) / (high - low) : 0
        return signs[max(0, min(signs.count - 1, Int(part * Double(signs.count))))]
      })
  }
}
