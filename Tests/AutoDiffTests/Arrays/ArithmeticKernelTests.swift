import SeededRandom
import Testing

@testable import AutoDiff

@Suite struct ArithmeticKernelTests {
  /// Signs of zeros, infinities, NaN, equal numbers, the ends of the exponents, and any.
  private static func numbers(seed: UInt64) -> [Double] {
    let edges: [Double] = [
      0, -0.0, 1, -1, 0.5, 3, 0x1p-1074, -0x1p-1074, 0x1p-1022, 1.7e308, -1.7e308, .infinity, -.infinity,
      .nan,
    ]
    var random = SplitMix(seed: seed)
    return edges + (0..<400).map { _ in edges[Int.random(in: 0..<edges.count, using: &random)] }
      + (0..<301).map { _ in .random(in: -3...3, using: &random) }
  }

  private static func same(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
  }

  private static let unary: [any UnaryPrimitive.Type] = [
    Negate.self, AbsoluteValue.self, SquareRoot.self, Relu.self,
  ]

  @Test func functionsOfOneAreAsOneByOne() {
    for primitive in Self.unary {
      guard let kernels = primitive.arrayKernels else {
        Issue.record("\(primitive) has none")
        continue
      }
      for count in [0, 1, 3, 4, 16, 19, Self.numbers(seed: 1).count] {
        let numbers = Array(Self.numbers(seed: 1).prefix(count))
        var (results, inPlace) = (numbers, numbers)
        kernels.values(&results, numbers, count)
        inPlace.withUnsafeMutableBufferPointer { kernels.values($0.baseAddress, $0.baseAddress, count) }
        for (index, x) in numbers.enumerated() {
          let wanted = primitive.value(x)
          #expect(Self.same(results[index], wanted), "\(primitive) of \(x)")
          #expect(Self.same(inPlace[index], wanted), "\(primitive) of \(x)")
        }
      }
    }
  }

  @Test func squaresAndReciprocalsArePowers() {
    let numbers = Self.numbers(seed: 2)
    var (squares, reciprocals) = (numbers, numbers)
    UnaryKernels.square.values(&squares, numbers, numbers.count)
    UnaryKernels.reciprocal.values(&reciprocals, numbers, numbers.count)
    for (index, x) in numbers.enumerated() {
      #expect(Self.same(squares[index], Power.value(x, 2)))
      #expect(Self.same(reciprocals[index], Power.value(x, -1)))
    }
  }

  private static let binary: [any BinaryPrimitive.Type] = [
    Add.self, Subtract.self, Multiply.self, Divide.self, StrongMultiply.self, StrongDivide.self, Guard.self,
    Less.self, LessOrEqual.self, Greater.self, GreaterOrEqual.self, Equal.self, NotEqual.self, Above.self,
  ]

  @Test func functionsOfTwoAreAsOneByOne() {
    for primitive in Self.binary {
      guard let kernel = primitive.arrayKernel else {
        Issue.record("\(primitive) has none")
        continue
      }
      expectAsOneByOne(kernel, "\(primitive)") { primitive.value($0, $1) }
    }
    expectAsOneByOne(.maximum, "max") { Maximum.value([$0, $1]) }
    expectAsOneByOne(.minimum, "min") { Minimum.value([$0, $1]) }
  }

  private func expectAsOneByOne(
    _ kernel: BinaryKernel, _ name: String, _ value: (Double, Double) -> Double
  ) {
    let (left, right) = (Self.numbers(seed: 3), Self.numbers(seed: 4))
    for (leftStep, rightStep) in [(1, 1), (1, 0), (0, 1), (0, 0)] {
      // A number that stands for all is one of the edges.
      for first in leftStep == 1 && rightStep == 1 ? [0] : Array(0..<14) {
        let count = left.count - first
        var results = left
        left.withUnsafeBufferPointer { left in
          right.withUnsafeBufferPointer { right in
            guard let left = left.baseAddress, let right = right.baseAddress else { return }
            kernel.values(&results, left + first, leftStep, right + first, rightStep, count)
          }
        }
        for index in 0..<count {
          let (a, b) = (left[first + index * leftStep], right[first + index * rightStep])
          #expect(Self.same(results[index], value(a, b)), "\(name) of \(a) and \(b)")
        }
      }
    }
    var results = left
    results.withUnsafeMutableBufferPointer {
      kernel.values($0.baseAddress, $0.baseAddress, 1, right, 1, right.count)
    }
    for index in left.indices {
      #expect(Self.same(results[index], value(left[index], right[index])), "\(name), in place")
    }
  }

  // MARK: Reductions

  private static let counts = [0, 1, 2, 15, 16, 17, 4095, 4096, 4097, 12_288, 20_481]

  /// A sum as the documentation says, of terms that are exact.
  private static func sum(_ terms: [Double]) -> Double {
    var sums = stride(from: 0, to: terms.count, by: 4096).map { start -> Double in
      var places = Array(repeating: 0.0, count: 16)
      for index in start..<min(terms.count, start + 4096) { places[(index - start) % 16] += terms[index] }
      for half in [8, 4, 2, 1] { for place in 0..<half { places[place] += places[place + half] } }
      return places[0]
    }
    // Neighbours, then neighbouring pairs; one without a neighbour stays.
    while sums.count > 1 {
      sums = stride(from: 0, to: sums.count, by: 2).map {
        $0 + 1 < sums.count ? sums[$0] + sums[$0 + 1] : sums[$0]
      }
    }
    return sums.first ?? 0
  }

  @Test(arguments: counts) func sumsAreTakenInTheirOrder(count: Int) {
    var random = SplitMix(seed: 5)
    let numbers = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    #expect(ReductionKernel.sum(numbers, count) == Self.sum(numbers))
    // Numbers of 26 bits have exact squares and products.
    let short = numbers.map { ($0 * 0x1p26).rounded() * 0x1p-20 }
    let others = (0..<count).map { short[count - 1 - $0] }
    #expect(ReductionKernel.sumOfSquares(short, count) == Self.sum(short.map { $0 * $0 }))
    #expect(ReductionKernel.dot(short, others, count) == Self.sum(zip(short, others).map { $0 * $1 }))
  }

  @Test(arguments: counts) func extremesAreThoseOfThePrimitives(count: Int) {
    var random = SplitMix(seed: 6)
    let candidates: [[Double]] = [
      [0, -0.0], [-3, -0.0, 0, -1], [2, 0.0, 5, -0.0], [-.infinity], [.infinity, 1],
    ]
    for choices in candidates {
      var numbers = (0..<count).map { _ in choices[Int.random(in: 0..<choices.count, using: &random)] }
      func expectSame() {
        #expect(Self.same(ReductionKernel.largest(numbers, count), Maximum.value(numbers)))
        #expect(Self.same(ReductionKernel.smallest(numbers, count), Minimum.value(numbers)))
      }
      expectSame()
      guard count > 0 else { continue }
      numbers[Int.random(in: 0..<count, using: &random)] = .nan
      expectSame()
    }
  }

  @Test(arguments: [(0, 3), (1, 1), (5, 3), (300, 7), (700, 1), (17, 1030)])
  func columnsAreReducedRowByRow(rows: Int, columns: Int) {
    var random = SplitMix(seed: 7)
    let step = columns + 2
    let numbers = (0...rows * step).map { _ in (Double.random(in: -1...1, using: &random) * 0x1p26).rounded()
    }
    let lines = (0..<columns).map { column in (0..<rows).map { numbers[$0 * step + column] } }
    func reduced(_ kernel: ReductionKernel.OfColumns) -> [Double] {
      var results = Array(repeating: Double.nan, count: columns)
      kernel(&results, numbers, rows, columns, step)
      return results
    }
    func sum(_ terms: [Double]) -> Double {
      stride(from: 0, to: terms.count, by: 256).map { terms[$0..<min(terms.count, $0 + 256)].reduce(0, +) }
        .reduce(0, +)
    }
    #expect(reduced(ReductionKernel.sumsOfColumns) == lines.map(sum))
    #expect(reduced(ReductionKernel.sumsOfSquaresOfColumns) == lines.map { sum($0.map { $0 * $0 }) })
    #expect(reduced(ReductionKernel.largestOfColumns) == lines.map(Maximum.value))
    #expect(reduced(ReductionKernel.smallestOfColumns) == lines.map(Minimum.value))
  }
}
