import SeededRandom
@testable import AutoDiff
import RealModule
import Memory
import Testing

@Suite struct SymmetricEigenvaluesTests {
  private func eigenvalues(_ count: Int, _ entry: (Int, Int) -> Double) throws -> [Double] {
    let matrix = (0..<count * count).map { entry($0 / count, $0 % count) }
    return try #require(SymmetricEigenvalues.eigenvalues(of: matrix, count: count))
  }

  @Test(arguments: [1, 2, 3, 10, 63])
  func secondDifferencesHaveCosines(count: Int) throws {
    let found = try eigenvalues(count) { $0 == $1 ? 2 : abs($0 - $1) == 1 ? -1 : 0 }
    for (index, value) in found.enumerated() {
      #expect(abs(value - (2 - 2 * .cos(Double(index + 1) * .pi / Double(count + 1)))) < 1e-14)
    }
  }

  /// mpmath.eigsy at 50 digits.
  @Test func hilbertsMatrix() throws {
    let wanted = [
      1.0827994845655497685e-7, 1.2570757122625194923e-5, 6.1574835418265769765e-4, 0.016321521319875822124,
      0.24236087057520955214, 1.618899858924339097,
    ]
    let found = try eigenvalues(6) { 1 / Double($0 + $1 + 1) }
    for (value, wanted) in zip(found, wanted) { #expect(abs(value - wanted) < 2e-15) }
  }

  @Test func diagonalMatricesAreExact() throws {
    let diagonal = [1e300, -3, 0, 1e-300, 7, -1e-12]
    #expect(try eigenvalues(6) { $0 == $1 ? diagonal[$0] : 0 } == [-3, -1e-12, 0, 1e-300, 7, 1e300])
    #expect(try eigenvalues(5) { _, _ in 0 } == [0, 0, 0, 0, 0])
    #expect(try eigenvalues(1) { _, _ in -2.5 } == [-2.5])
    #expect(try eigenvalues(0) { _, _ in 1 } == [])
  }

  @Test func twoByTwoIsTheQuadraticFormula() throws {
    let found = try eigenvalues(2) { $0 == $1 ? ($0 == 0 ? 2 : 0) : 1 }
    #expect(abs(found[0] - (1 - 2.0.squareRoot())) < 1e-15)
    #expect(abs(found[1] - (1 + 2.0.squareRoot())) < 1e-15)
  }

  /// A + A of rank one has a single eigenvalue other than 0, whatever its size.
  @Test(arguments: [1e-200, 1e-30, 1, 1e30, 1e150])
  func matricesOfAnySizeAreScaled(size: Double) throws {
    let found = try eigenvalues(8) { size * Double($0 + 1) * Double($1 + 1) }
    #expect(abs(found[7] / size - 204) < 1e-12)
    for value in found.dropLast() { #expect(abs(value / size) < 1e-12) }
  }

  /// Trace and Frobenius norm survive, for random matrices.
  @Test(arguments: UInt64(1)...20)
  func invariantsSurvive(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let count = Int.random(in: 2...30, using: &random)
    var matrix = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        let entry = Bool.random(using: &random) ? Double.random(in: -1...1, using: &random) : 0
        matrix[row * count + column] = entry
        matrix[column * count + row] = entry
      }
    }
    let found = try #require(SymmetricEigenvalues.eigenvalues(of: matrix, count: count))
    let trace = (0..<count).reduce(0) { $0 + matrix[$1 * count + $1] }
    let square = matrix.reduce(0) { $0 + $1 * $1 }
    #expect(abs(found.reduce(0, +) - trace) < 1e-12)
    #expect(abs(found.reduce(0) { $0 + $1 * $1 } - square) < 1e-11)
    #expect(found == found.sorted())
  }

  @Test func whatIsUndefinedHasNone() {
    #expect(SymmetricEigenvalues.eigenvalues(of: [1, 0, .nan, 1], count: 2) == nil)
    #expect(SymmetricEigenvalues.eigenvalues(of: [.infinity], count: 1) == nil)
    #expect(throws: Interruption.requested) {
      try SymmetricEigenvalues.eigenvalues(of: [1, 2, 2, 1], count: 2, Cancellation { .requested })
    }
  }
}
