import Foundation

/// A chain in which nothing can be done side by side: `x = sin(x) * x + c`, over and over.
///
/// `c` is an input and such that the chain stands at its fixed point, where the slope of a step is a little below 1:
/// the adjoints along a million steps neither overflow nor vanish.
struct SineChain: Formula {
  let stepCount: Int

  func build<Source: InputSource>(from source: Source) -> Source.Value {
    let start = Self.fixedPoint(slope: 1 - 6e-4)
    var x = source.makeInput(start)
    let c = source.makeInput(start * (1 - sin(start)))
    for _ in 0..<stepCount { x = Source.Value.sin(x) * x + c }
    return x
  }

  /// Where the slope of a step, sin x + x cos x, has a given value; it grows between 0 and 1.
  private static func fixedPoint(slope: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let x = (low + high) / 2
      if sin(x) + x * cos(x) < slope { low = x } else { high = x }
    }
    return low
  }
}
