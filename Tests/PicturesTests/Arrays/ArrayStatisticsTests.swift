import Pictures
import SeededRandom
import Testing

struct ArrayStatisticsTests {
  @Test func `all is said of a few numbers`() {
    let statistics = ArrayStatistics([0, 1, 2, 3, -0.0, .nan, .infinity, -.infinity, .infinity])
    #expect(statistics.count == 9 && statistics.finiteCount == 5 && statistics.zeroCount == 2)
    #expect(statistics.nanCount == 1)
    #expect(statistics.positiveInfinityCount == 2 && statistics.negativeInfinityCount == 1)
    #expect(statistics.minimum == 0 && statistics.maximum == 3)
    #expect(statistics.mean == 1.2)
    #expect(abs(statistics.standardDeviation - 1.36.squareRoot()) < 1e-15)
    #expect(statistics.histogram == [2, 0, 0, 1, 0, 0, 1, 0, 0, 1])
  }

  @Test func `no numbers have no mean`() {
    let empty = ArrayStatistics([])
    #expect(empty.count == 0 && empty.mean.isNaN && empty.standardDeviation.isNaN)
    #expect(empty.minimum.isNaN && empty.maximum.isNaN)
    let none = ArrayStatistics([.nan, .infinity])
    #expect(none.mean.isNaN && none.minimum.isNaN && none.histogram.allSatisfy { $0 == 0 })
  }

  @Test func `equal numbers have no deviation, and stand in the first bin`() {
    let statistics = ArrayStatistics(repeatElement(0.1, count: 1000))
    #expect(statistics.mean == 0.1 && statistics.standardDeviation == 0)
    #expect(statistics.histogram == [1000] + Array(repeating: 0, count: 9))
  }

  @Test func `sums of the largest numbers do not overflow`() {
    #expect(ArrayStatistics([1.7e308, 1.7e308]).mean == 1.7e308)
    let largest = Double.greatestFiniteMagnitude
    #expect(ArrayStatistics([largest, largest, largest.nextDown]).mean.isFinite)
    let wide = ArrayStatistics([-largest, largest])
    #expect(wide.mean == 0 && wide.standardDeviation == largest)
    #expect(wide.histogram == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test func `squares of the smallest numbers do not vanish`() {
    let least = Double.leastNonzeroMagnitude
    let statistics = ArrayStatistics([0, 2 * least, 4 * least, 6 * least])
    #expect(statistics.mean == 3 * least && statistics.standardDeviation == 2 * least)
    #expect(statistics.histogram == [1, 0, 0, 1, 0, 0, 1, 0, 0, 1])
    #expect(ArrayStatistics([1e-200, 3e-200]).standardDeviation == 1e-200)
  }

  @Test func `a large mean does not hide a small deviation`() {
    let statistics = ArrayStatistics((0..<1001).map { 1e9 + Double($0 - 500) / 1024 })
    #expect(statistics.mean == 1e9)
    #expect(abs(statistics.standardDeviation / (83500.0.squareRoot() / 1024) - 1) < 1e-12)
  }

  @Test func `any collection is as good as an array`() {
    let numbers = (0..<100).map { Double($0 * $0) }
    #expect(ArrayStatistics(numbers.lazy.map { $0 }) == ArrayStatistics(numbers))
    #expect(numbers.withUnsafeBufferPointer { ArrayStatistics($0) } == ArrayStatistics(numbers))
  }

  @Test func `whatever the bits are, nothing contradicts itself`() {
    var generator = SplitMix(seed: 11)
    for _ in 0..<2_000 {
      let count = Int.random(in: 1...9, using: &generator)
      let numbers = (0..<count).map { _ in Double(bitPattern: generator.next()) }
      let statistics = ArrayStatistics(numbers)
      let finite = numbers.filter(\.isFinite)
      #expect(statistics.histogram.reduce(0, +) == finite.count)
      guard let least = finite.min(), let largest = finite.max() else { continue }
      #expect(statistics.minimum == least && statistics.maximum == largest)
      #expect((least...largest).contains(statistics.mean))
      #expect(statistics.standardDeviation <= largest / 2 - least / 2 + largest.ulp)
      #expect(statistics.standardDeviation > 0 || least == largest)
    }
  }
}
