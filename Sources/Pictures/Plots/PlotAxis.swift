import RealModule

/// An axis of a plot: a range of numbers, in equal steps or in equal ratios.
package struct PlotAxis: Sendable, Equatable {
  /// The ends, of which the first is the smaller one; above 0 where the axis is logarithmic.
  package let range: ClosedRange<Double>
  package let isLogarithmic: Bool

  /// An axis over a range; one without extent is widened, one without numbers is that from 0 to 1.
  package init(_ range: ClosedRange<Double>, isLogarithmic: Bool = false) {
    var (low, high) = (range.lowerBound, range.upperBound)
    if !low.isFinite || !high.isFinite { (low, high) = isLogarithmic ? (1, 10) : (0, 1) }
    if isLogarithmic, low <= 0 || high <= 0 { (low, high) = (1, 10) }
    if isLogarithmic {
      let least = 4 * Double.leastNormalMagnitude
      (low, high) = (max(low, least), min(max(high, least), .greatestFiniteMagnitude / 4))
    }
    if low == high || !(high / 2 - low / 2).isNormal || (isLogarithmic && high / low < 1 + 1e-9) {
      (low, high) =
        isLogarithmic ? (low / 2, high * 2) : (low - max(1, abs(low) / 2), high + max(1, abs(high) / 2))
    }
    self.range = low...high
    self.isLogarithmic = isLogarithmic
  }

  /// Where a number stands between the ends: 0 to 1, or beyond.
  package func fraction(of value: Double) -> Double {
    if isLogarithmic {
      let low = Double.log10(range.lowerBound)
      return (Double.log10(value) - low) / (Double.log10(range.upperBound) - low)
    }
    // The difference of the ends may be infinite.
    let (low, high) = (range.lowerBound / 2, range.upperBound / 2)
    return (value / 2 - low) / (high - low)
  }

  /// Round numbers, at most so many, with how they are written: steps of 1, 2 or 5 times a power of ten, or powers of ten.
  package func ticks(atMost count: Int) -> [(value: Double, text: String)] {
    let count = max(1, count)
    if isLogarithmic {
      let (first, last) = (Double.log10(range.lowerBound), Double.log10(range.upperBound))
      let decades =
        (first - 1e-9).rounded(.up)...max((first - 1e-9).rounded(.up), (last + 1e-9).rounded(.down))
      let step = max(1, ((decades.upperBound - decades.lowerBound) / Double(count)).rounded(.up))
      let steps = Int((decades.upperBound - decades.lowerBound) / step)
      return (0...steps).compactMap { number in
        let power = decades.lowerBound + Double(number) * step
        let value = Double.exp10(power)
        return power <= last + 1e-9 ? (value, Self.text(of: value)) : nil
      }
    }
    let extent = range.upperBound / Double(count) - range.lowerBound / Double(count)
    guard extent > 0, extent.isFinite else { return [] }
    let power = Double.exp10(Double.log10(extent).rounded(.down))
    guard power > 0, power.isFinite,
      let factor = [1.0, 2, 5, 10].first(where: { $0 * power >= extent * (1 - 1e-9) })
    else { return [] }
    let step = factor * power
    guard step.isFinite else { return [] }
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1000 else { return [] }
    let decimals = max(0, -Int(Double.log10(step * 1.0000001).rounded(.down)))
    let isPlain = decimals <= 6 && max(abs(first), abs(last)) * step < 1e6
    // Beyond 2⁵³ there are no steps of 1.
    guard max(abs(first), abs(last)) < 0x1p53 else { return [] }
    return (0...Int(last - first)).map { number in
      let value = (first + Double(number)) * step
      return (value, isPlain ? Self.fixed(value, decimals) : Self.text(of: value))
    }
  }

  private static func text(of value: Double) -> String { NumberFormat(digits: 4).string(value) }

  /// A number with so many decimals, and no sign before zero.
  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let whole = (abs(value) * unit).rounded()
    guard whole < 1e15 else { return text(of: value) }
    var digits = String(Int(whole))
    if decimals > 0 {
      digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    return (value < 0 && whole != 0 ? "-" : "") + digits
  }
}
