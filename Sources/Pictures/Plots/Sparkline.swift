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
    let signs = signs(in: characters)
    return String(
      shown.map { value in
        guard value.isFinite else { return " " }
        let part = high > low ? (height(value) - low) / (high - low) : 0
        return signs[max(0, min(signs.count - 1, Int(part * Double(signs.count))))]
      })
  }

  /// How often something is the case in each of several bins, in proportion to the bin where it is so most often.
  ///
  ///     Sparkline.histogram([1, 40, 80, 20], in: .unicode)  // ▁▅█▃
  package static func histogram(_ counts: [Int], in characters: Characters) -> String {
    let signs = signs(in: characters)
    let most = Double(max(1, counts.max() ?? 1))
    return String(
      counts.map { signs[max(0, min(signs.count - 1, Int(Double($0) / most * Double(signs.count))))] })
  }

  /// The signs from the lowest to the highest.
  private static func signs(in characters: Characters) -> [Character] {
    Array(characters == .unicode ? "▁▂▃▄▅▆▇█" : "_.-=oO#@")
  }
}
