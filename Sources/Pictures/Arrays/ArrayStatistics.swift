import Memory

/// What can be said of many numbers in a line: how many there are, where they lie, and how many are 0 or no numbers at all.
///
///     let statistics = ArrayStatistics([1, 2, 3, .nan])
///     statistics.mean               // 2
///     statistics.standardDeviation  // 0.816…
///     statistics.nanCount           // 1
///
/// Mean, deviation, extremes and histogram are those of the finite elements: a single NaN would make them NaN, and it is
/// counted. Nothing overflows on the way: the mean of twice 1.7e308 is 1.7e308.
package struct ArrayStatistics: Sendable, Hashable {
  /// The bins of a histogram.
  package static let binCount = 10

  /// How many elements there are.
  package private(set) var count = 0

  /// How many of them are 0, of either sign.
  package private(set) var zeroCount = 0

  /// How many are NaN.
  package private(set) var nanCount = 0

  /// How many are +∞.
  package private(set) var positiveInfinityCount = 0

  /// How many are −∞.
  package private(set) var negativeInfinityCount = 0

  /// The smallest finite element; NaN where there is none.
  package private(set) var minimum = Double.nan

  /// The largest finite element; NaN where there is none.
  package private(set) var maximum = Double.nan

  /// The mean of the finite elements; NaN where there is none.
  package private(set) var mean = Double.nan

  /// The root of the mean of the squares of what the finite elements differ from their mean; NaN where there is none.
  package private(set) var standardDeviation = Double.nan

  /// How many of the finite elements lie in each of ten equally wide bins between the smallest and the largest one. An element
  /// between two bins belongs to the upper one. Where all are equal, they are in the first.
  package private(set) var histogram = Array(repeating: 0, count: Self.binCount)

  /// How many elements are numbers.
  package var finiteCount: Int { count - nanCount - positiveInfinityCount - negativeInfinityCount }

  /// What can be said of these elements.
  ///
  /// - Complexity: O(*n*) in the number of elements, which are gone through four times.
  package init(_ elements: some Collection<Double>) {
    self =
      elements.withContiguousStorageIfAvailable { ArrayStatistics($0) }
      ?? Array(elements).withUnsafeBufferPointer { ArrayStatistics($0) }
  }

  /// What can be said of elements in memory.
  ///
  /// - Complexity: O(*n*) in the number of elements, which are gone through four times.
  package init(_ elements: UnsafeBufferPointer<Double>) {
    count = elements.count
    Work.didPass(4 * count)
    countKinds(of: elements)
    if finiteCount > 0 { measure(elements) }
  }

  /// Counts what is special, and finds the extremes.
  private mutating func countKinds(of elements: UnsafeBufferPointer<Double>) {
    // Locals stay in registers, and without branches the processor does not guess wrong.
    var (least, largest) = (Double.infinity, -Double.infinity)
    var (zeros, nans, positive, negative) = (0, 0, 0, 0)
    for element in elements {
      let isFinite = element.magnitude < .infinity
      let (low, high) = (isFinite ? element : .infinity, isFinite ? element : -.infinity)
      least = low < least ? low : least
      largest = high > largest ? high : largest
      zeros &+= element == 0 ? 1 : 0
      nans &+= element.isNaN ? 1 : 0
      positive &+= element == .infinity ? 1 : 0
      negative &+= element == -.infinity ? 1 : 0
    }
    (zeroCount, nanCount) = (zeros, nans)
    (positiveInfinityCount, negativeInfinityCount) = (positive, negative)
    if finiteCount > 0 { (minimum, maximum) = (least, largest) }
  }

  /// Finds the moments, and fills the bins.
  ///
  /// All is computed in units of a power of two near the largest magnitude, which changes no digit: sums then stay below
  /// 2·*n*, and squares of differences neither overflow nor vanish. The mean is corrected by that of the differences from it,
  /// and the squares by the square of it, so that what sums have rounded off is put right (the corrected two-pass algorithm;
  /// Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983).
  private mutating func measure(_ elements: UnsafeBufferPointer<Double>) {
    if minimum == maximum {
      (mean, standardDeviation) = (minimum, 0)
      histogram[0] = finiteCount
      return
    }
    let largest = max(minimum.magnitude, maximum.magnitude)
    // The unit of the smallest numbers has no inverse.
    let exponent = max(-1000, Int(largest.exponent))
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    fillBins(elements, scale)
    let number = Double(finiteCount)
    let center = elements.moments { $0 * scale }.first / number
    let (difference, squares) = elements.moments { $0 * scale - center }
    let correction = difference / number
    let variance = max(0, squares / number - correction * correction)
    mean = min(max((center + correction) / scale, minimum), maximum)
    standardDeviation = min(variance.squareRoot() / scale, .greatestFiniteMagnitude)
  }

  /// Fills the bins, of elements that are not all equal.
  private mutating func fillBins(_ elements: UnsafeBufferPointer<Double>, _ scale: Double) {
    let lowest = minimum * scale
    let binsPerUnit = Double(Self.binCount) / (maximum * scale - lowest)
    // What lies in no bin is counted in one more: the largest element, and what is not finite. Neighbours count in different
    // histograms, as otherwise each would wait for the one before.
    let (stride, ways) = (Self.binCount + 1, 4)
    var bins = Array(repeating: 0, count: ways * stride)
    bins.withUnsafeMutableBufferPointer { bins in
      for (position, element) in elements.enumerated() {
        let place = (element * scale - lowest) * binsPerUnit
        let bin = place >= 0 && place < Double(Self.binCount) ? Int(place) : Self.binCount
        bins[position % ways * stride + bin] &+= 1
      }
    }
    for (position, count) in bins.enumerated() {
      histogram[min(Self.binCount - 1, position % stride)] += count
    }
    histogram[Self.binCount - 1] -= count - finiteCount
  }
}

extension UnsafeBufferPointer<Double> {
  /// The sums of a term of each finite element and of its square, each in four sums, none of which waits for another.
  @inline(__always)
  fileprivate func moments(_ term: (Double) -> Double) -> (first: Double, second: Double) {
    func powers(_ position: Int) -> SIMD2<Double> {
      let element = self[position]
      let value = element.magnitude < .infinity ? term(element) : 0
      return SIMD2(value, value * value)
    }
    var (a, b, c, d) = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
    var position = 0
    while position + 3 < count {
      a += powers(position)
      b += powers(position + 1)
      c += powers(position + 2)
      d += powers(position + 3)
      position += 4
    }
    while position < count {
      a += powers(position)
      position += 1
    }
    let sum = (a + b) + (c + d)
    return (sum.x, sum.y)
  }
}
