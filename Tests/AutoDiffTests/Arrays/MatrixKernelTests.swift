import SeededRandom
import Testing

@testable import AutoDiff

@Suite struct MatrixKernelTests {
  /// A matrix in an array, transposed or with gaps.
  private struct Matrix {
    enum Layout: CaseIterable { case plain, transposed, spaced }

    var elements: [Double]
    let steps: (row: Int, column: Int)

    init(_ rows: Int, _ columns: Int, _ layout: Layout, using random: inout SplitMix) {
      switch layout {
      case .plain: steps = (columns, 1)
      case .transposed: steps = (1, rows)
      case .spaced: steps = (2 * columns + 3, 2)
      }
      elements = (0...rows * (2 * columns + 3)).map { _ in .random(in: -1...1, using: &random) }
    }

    subscript(row: Int, column: Int) -> Double {
      get { elements[row * steps.row + column * steps.column] }
      set { elements[row * steps.row + column * steps.column] = newValue }
    }
  }

  /// A product by the kernel, so many rows at a time.
  private static func product(
    _ m: Int, _ n: Int, _ k: Int, _ a: Matrix, _ b: Matrix, addedTo c: [Double]? = nil, rowsACall: Int = .max
  ) -> [Double] {
    let isAdded = c != nil
    var result = c ?? Array(repeating: .nan, count: m * n)
    for start in stride(from: 0, to: m, by: min(rowsACall, max(m, 1))) {
      let rows = min(rowsACall, m - start)
      a.elements.withUnsafeBufferPointer { left in
        b.elements.withUnsafeBufferPointer { right in
          result.withUnsafeMutableBufferPointer { result in
            guard let left = left.baseAddress, let right = right.baseAddress, let c = result.baseAddress
            else { return }
            MatrixKernel.multiply(
              rows, n, k, left + start * a.steps.row, a.steps, right, b.steps, into: c + start * n,
              adding: isAdded)
          }
        }
      }
    }
    return result
  }

  /// The same by the definition, with products that are rounded or are not.
  private static func sums(
    _ m: Int, _ n: Int, _ k: Int, _ a: Matrix, _ b: Matrix, addedTo c: [Double]? = nil, isFused: Bool
  ) -> [Double] {
    (0..<m * n).map { place in
      let (row, column) = (place / n, place % n)
      var total = c?[place]
      for start in stride(from: 0, to: k, by: 256) {
        var sum = 0.0
        for index in start..<min(k, start + 256) {
          let (x, y) = (a[row, index], b[index, column])
          sum = isFused ? sum.addingProduct(x, y) : sum + x * y
        }
        total = total.map { $0 + sum } ?? sum
      }
      return total ?? 0
    }
  }

  /// Whether products are fused with sums here: (1 + 2⁻⁵²)² − (1 + 2⁻⁵¹) is 2⁻¹⁰⁴ then, and 0 otherwise.
  private static let isFused: Bool = {
    var random = SplitMix(seed: 1)
    var (a, b) = (Matrix(1, 2, .plain, using: &random), Matrix(2, 1, .plain, using: &random))
    (a[0, 0], b[0, 0], a[0, 1], b[1, 0]) = (1, -(1 + 0x1p-51), 1 + 0x1p-52, 1 + 0x1p-52)
    return product(1, 1, 2, a, b)[0] != 0
  }()

  private static func bits(_ elements: [Double]) -> [UInt64] { elements.map(\.bitPattern) }

  private static let sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 33]

  @Test(arguments: sizes) func productsAreSumsInTheirOrder(m: Int) {
    var random = SplitMix(seed: 31)
    for (n, k) in Self.sizes.flatMap({ n in Self.sizes.map { (n, $0) } }) {
      // Each with one of the nine pairs of layouts, all of which come up.
      let layouts = Matrix.Layout.allCases
      let a = Matrix(m, k, layouts[(n + k) % 3], using: &random)
      let b = Matrix(k, n, layouts[(m + 2 * k + n / 3) % 3], using: &random)
      let old = (n + m) % 2 == 0 ? nil : (0..<m * n).map { Double($0) / 8 }
      let wanted = Self.sums(m, n, k, a, b, addedTo: old, isFused: Self.isFused)
      let got = Self.product(m, n, k, a, b, addedTo: old)
      #expect(Self.bits(got) == Self.bits(wanted), "\(m)×\(k) times \(k)×\(n), \(a.steps) and \(b.steps)")
    }
  }

  /// Beyond a block of the inner index, a panel of rows and one of columns.
  @Test(arguments: [
    (131, 9, 300), (7, 780, 4), (3, 265, 20), (40, 1, 600), (1, 40, 600), (1, 1, 1000), (3, 1, 513),
    (1, 1100, 5), (1100, 1, 5),
  ]) func largeProductsAreSumsInTheirOrder(m: Int, n: Int, k: Int) {
    var random = SplitMix(seed: 32)
    for left in Matrix.Layout.allCases {
      for right in Matrix.Layout.allCases {
        let (a, b) = (Matrix(m, k, left, using: &random), Matrix(k, n, right, using: &random))
        let wanted = Self.sums(m, n, k, a, b, isFused: Self.isFused)
        let got = Self.product(m, n, k, a, b)
        #expect(Self.bits(got) == Self.bits(wanted), "\(m)×\(k) times \(k)×\(n), \(left) and \(right)")
      }
    }
  }

  @Test(arguments: [1, 3, 8, 64, 129]) func howRowsAreDividedChangesNoBit(rowsACall: Int) {
    var random = SplitMix(seed: 33)
    for layout in Matrix.Layout.allCases {
      let (a, b) = (Matrix(131, 300, layout, using: &random), Matrix(300, 29, .plain, using: &random))
      let whole = Self.product(131, 29, 300, a, b)
      #expect(Self.bits(Self.product(131, 29, 300, a, b, rowsACall: rowsACall)) == Self.bits(whole))
    }
  }

  /// Products that are divided among threads by rows, by columns, and by the inner index.
  @Test(arguments: [
    (700, 80, 90), (40, 900, 120), (10, 1, 70_000), (900, 1, 300), (1, 900, 400), (3, 2, 40_001),
  ])
  func threadsChangeNoBit(m: Int, n: Int, k: Int) {
    var random = SplitMix(seed: 35)
    for layout in Matrix.Layout.allCases {
      let (a, b) = (Matrix(m, k, layout, using: &random), Matrix(k, n, .plain, using: &random))
      let old = (0..<m * n).map { Double($0) / 8 }
      Threads.limit = 1
      let (alone, added) = (Self.product(m, n, k, a, b), Self.product(m, n, k, a, b, addedTo: old))
      for threads in 2...5 {
        Threads.limit = threads
        #expect(Self.bits(Self.product(m, n, k, a, b)) == Self.bits(alone))
        #expect(Self.bits(Self.product(m, n, k, a, b, addedTo: old)) == Self.bits(added))
      }
    }
    Threads.limit = Threads.automatic
  }

  /// What is no number goes to its row or column, and nowhere else, into what is filled up least of all.
  @Test(arguments: [(5, 3, 9), (13, 17, 300), (40, 1, 9), (1, 40, 9)])
  func notANumberSpreadsAlongItsRowOrColumn(m: Int, n: Int, k: Int) {
    var random = SplitMix(seed: 34)
    for layout in Matrix.Layout.allCases {
      let (a, b) = (Matrix(m, k, layout, using: &random), Matrix(k, n, layout, using: &random))
      var (left, right) = (a, b)
      left[m - 1, k / 2] = .nan
      right[k - 1, n / 2] = .infinity
      let clean = Self.product(m, n, k, a, b)
      let products = [Self.product(m, n, k, left, b), Self.product(m, n, k, a, right)]
      for place in 0..<m * n {
        #expect(place / n == m - 1 ? products[0][place].isNaN : products[0][place] == clean[place])
        #expect(
          place % n == n / 2
            ? products[1][place].isInfinite : products[1][place] == clean[place])
      }
    }
  }

  /// The rows of the product may have gaps between them, which stay as they are.
  @Test func gapsBetweenRowsStay() {
    let (a, b): ([Double], [Double]) = ([1, 2, 3, 4], [5, 6, 7, 8])
    var c = Array(repeating: -1.0, count: 8)
    MatrixKernel.multiply(2, 2, 2, a, (2, 1), b, (2, 1), into: &c, rowStep: 4)
    #expect(c == [19, 22, -1, -1, 43, 50, -1, -1])
    MatrixKernel.multiply(2, 2, 2, a, (1, 2), b, (2, 1), into: &c, rowStep: 4, adding: true)
    #expect(c == [45, 52, -1, -1, 81, 94, -1, -1])
  }
}
