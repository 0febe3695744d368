import RealModule
import SeededRandom
import Testing

@testable import AutoDiff

@Suite struct KernelTests {
  private static let edges: [Double] = [
    0, -0.0, 1, -1, 0.5, 0.7799999999999999, 0.78, 0.7853981633974483, -0.7853981633974484, 1e-300,
    -0x1p-1074,
    19.999999999999996, 20, -20.000000000000004, 22, 700, -700, 699.9999999999999, 709.78, 709.79, -708.4,
    -745.13,
    -745.14, 710, 709.7827128933839, 709.7827128933841, -36.7, -37.5, -60, 0x1p-54, -0x1p-54, 0x1p-53, 1e-17,
    -0.9999999999999999, -1.0000000000000002, 0.9999999999999999, 1.0000000000000002, 0x1p-1022,
    Double.leastNormalMagnitude.nextDown, 0.7071067811865475, 0.7071067811865476, 1.414213562373095,
    1.4142135623730951,
    0x1p53, 0x1p54, 0x1.fffffffffffffp1023, -0x1.fffffffffffffp1023, 1e5, 0x1p20, -0x1p20,
    1_048_576.0000000001, 1e22,
    1e300, .infinity, -.infinity, .nan,
  ]

  private static let primitives: [any UnaryPrimitive.Type] = [
    Exponential.self, HyperbolicTangent.self, HyperbolicSecant.self, Sine.self, Cosine.self, Logarithm.self,
    LogarithmOnePlus.self, ExponentialMinusOne.self, Sigmoid.self, SigmoidDerivative.self, Softplus.self,
  ]

  /// Many at once are to the bit what they are one after the other: in blocks of ordinary numbers, and with any among them.
  @Test(arguments: primitives.indices) func manyAreAsOneByOne(index: Int) {
    let primitive = Self.primitives[index]
    guard let kernels = primitive.kernels else {
      Issue.record("there are none")
      return
    }
    var random = SplitMix(seed: 27)
    let blocks: [[Double]] = [
      Self.edges, Self.edges.filter { abs($0) <= 0x1p20 },
      (0..<10_000).map { _ in .random(in: -40...40, using: &random) },
      (0..<10_000).map { _ in .random(in: -1e6...1e6, using: &random) },
      (0..<2_000).map { _ in .random(in: -760...720, using: &random) },
      (0..<2_000).map { _ in
        Double(sign: .plus, exponent: .random(in: -1074...0, using: &random), significand: 1.5)
      },
      (0..<10_000).map { _ in .random(in: 0x1p-1022...4, using: &random) },
      (0..<2_000).map { _ in .random(in: -1...1, using: &random) },
      (0..<2_000).map { _ in
        Double(
          sign: .plus, exponent: .random(in: -1074...1023, using: &random),
          significand: .random(in: 1...2, using: &random))
      },
      [0.3], [],
    ]
    for block in blocks {
      var (values, partials, others) = (block, block, block)
      kernels.values(&values, block, block.count)
      kernels.valuesAndPartials?(&others, &partials, block, block.count)
      for (position, x) in block.enumerated() {
        let (value, partial) = primitive.valueAndPartial(x)
        #expect(Self.same(values[position], primitive.value(x)), "at \(x)")
        #expect(Self.same(value, primitive.value(x)), "at \(x)")
        if kernels.valuesAndPartials != nil {
          #expect(Self.same(others[position], value) && Self.same(partials[position], partial), "at \(x)")
        }
      }
      if let slopes = kernels.partials {
        slopes(&partials, block, block.count)
        for (position, x) in block.enumerated() {
          #expect(Self.same(partials[position], primitive.partial(x, result: primitive.value(x))), "at \(x)")
        }
      }
    }
  }

  private static func same(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
  }

  @Test func whatIsExactIsExact() {
    #expect(Exponential.value(0) == 1)
    #expect(Exponential.value(-.infinity) == 0)
    #expect(Exponential.value(710) == .infinity)
    #expect(Exponential.value(-745.2) == 0)
    #expect(Exponential.value(-745.1) == 0x1p-1074)
    #expect(Sine.value(-0.0).sign == .minus)
    #expect(Cosine.value(0) == 1)
    #expect(Sine.value(.infinity).isNaN)
    #expect(HyperbolicTangent.value(-0.0).sign == .minus)
    #expect(HyperbolicTangent.value(.infinity) == 1)
    #expect(HyperbolicTangent.value(-20) == -1)
    #expect(HyperbolicSecant.value(.infinity) == 0)
    #expect(Sine.value(.pi) == 1.2246467991473532e-16)
    #expect(Cosine.value(.pi / 2) == 6.123233995736766e-17)
  }

  /// What is at the ends of the domain, beside it and far out is as the C library has it, signs of zeros too, and the rest within
  /// two units in the last place.
  @Test func edgesAreThoseOfTheCLibrary() {
    func expectSame(_ got: Double, _ wanted: Double, _ message: String) {
      let isClose = abs(got - wanted) <= 2 * wanted.ulp && got.sign == wanted.sign
      #expect(
        Self.same(got, wanted) || wanted.isFinite && wanted != 0 && isClose,
        "\(message): \(got), not \(wanted)")
    }
    for x in Self.edges {
      expectSame(Logarithm.value(x), Double.log(x), "log(\(x))")
      expectSame(LogarithmOnePlus.value(x), Double.log(onePlus: x), "log1p(\(x))")
      expectSame(ExponentialMinusOne.value(x), Double.expMinusOne(x), "expm1(\(x))")
      expectSame(Sigmoid.value(x), x < 0 ? .exp(x) / (1 + .exp(x)) : 1 / (1 + .exp(-x)), "sigmoid(\(x))")
      expectSame(
        Softplus.value(x), (x < 0 ? 0 : x) + .log(onePlus: .exp(-abs(x))), "softplus(\(x))")
    }
  }

  /// Beside 0, and where one way of computing gives place to another.
  @Test func functionsThatRiseDoSo() {
    let rising: [any UnaryPrimitive.Type] = [
      Logarithm.self, LogarithmOnePlus.self, ExponentialMinusOne.self, Sigmoid.self,
    ]
    var random = SplitMix(seed: 28)
    let places = [
      0, 0x1p-54, -0x1p-54, 0x1p-53, 1e-9, -1e-9, 0.5, 1, 0.7071067811865475, 1.4142135623730951, 0.34657,
      -0.34657,
    ]
    let starts =
      places.map { ($0 - 16 * $0.ulp) } + (0..<2_000).map { _ in .random(in: -0.9...2, using: &random) }
    for primitive in rising {
      for start in starts {
        var x = start
        var value = primitive.value(x)
        for _ in 0..<32 {
          x = x.nextUp
          let next = primitive.value(x)
          #expect(next >= value || next.isNaN || value.isNaN, "\(primitive) at \(x)")
          value = next
        }
      }
    }
  }
}
