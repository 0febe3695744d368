@testable import AutoDiff
import SeededRandom
import Testing

/// Numbers with error bounds: what they stand for is within them, and they are narrow.
@Suite struct BallTests {
  private func apply(_ opcode: Opcode, _ operands: [Ball]) -> Ball {
    var application =
      opcode.isFamily
      ? BallApplication(operands: Array(operands.dropFirst()), member: Int(operands[0].center.high))
      : BallApplication(operands: operands)
    return dispatch(opcode, &application)
  }

  static let points = [0.3173, 1.2571, 2.8513, 0.0012347, 21.173, 431.7]

  /// The values at the points as two doubles each, from 60 digits of mpmath 1.3.
  static let references: [(Opcode, [(Double, Double)])] = [
    (
      .exp,
      [
        (1.3734145344883313, -9.436758953425885e-17), (3.51521257512951, 1.367623693738957e-16),
        (17.3102705714683, 1.497536302746818e-15), (1.0012354625558553, 5.889123207176458e-18),
        (1567895325.578594, -7.033047997905641e-08), (3.054413549727504e+187, 9.408312965150181e+170),
      ]
    ),
    (
      .log,
      [
        (-1.147907580392987, -7.062647993687575e-17), (0.22880748093864842, -6.289263950265334e-18),
        (1.0477750306310512, 5.496445152637574e-17), (-6.696927253390576, -4.0027528655182013e-16),
        (3.052726785073799, 4.366536412894947e-17), (6.067730902561432, -8.472656751784305e-17),
      ]
    ),
    (
      .sin,
      [
        (0.31200248150684395, 1.2183989638490629e-17), (0.9511994702622324, 2.940220004682866e-17),
        (0.2862326463655488, 2.5056549428478828e-17), (0.0012346996862866062, 6.287067346801617e-20),
        (0.729881496036494, 3.344573797927832e-17), (-0.9640398384213272, 1.576266532916297e-17),
      ]
    ),
    (
      .cos,
      [
        (0.9500812868031722, 3.155955352413976e-18), (0.3085766805396163, 1.665414293634908e-17),
        (-0.958160149533769, -8.042976852210547e-18), (0.9999992377580519, -4.8821866588512917e-17),
        (-0.6835736988383398, -5.889729865667945e-18), (-0.26575776552451164, -1.1004330892289052e-17),
      ]
    ),
    (
      .atan,
      [
        (0.3072518266554177, 1.0402813468873781e-17), (0.8988165461897358, -1.9954472947472864e-17),
        (1.2334827045087746, -5.1989899696843263e-17), (0.0012346993725737387, -7.039093583467918e-20),
        (1.5236014353229392, -2.186143919025198e-17), (1.5684799074958466, -7.25291818115541e-17),
      ]
    ),
    (
      .sqrt,
      [
        (0.5632938842203065, 4.325201490325093e-18), (1.1212047092302102, -4.83723537811099e-17),
        (1.6885792844874061, -8.104059623740596e-17), (0.03513829819442029, -3.2753974677386427e-18),
        (4.601412826513179, -1.5193500785395727e-16), (20.777391559096152, -1.106034856101249e-15),
      ]
    ),
    (
      .cbrt,
      [
        (0.6820612197547696, -4.357614957700923e-17), (1.0792530271487883, 4.353399563111058e-17),
        (1.41801547816953, -4.9344065220320364e-17), (0.1072804243517271, -1.4514172539964894e-18),
        (2.7664795602566135, -1.9685331397202636e-16), (7.557776003798605, -1.6998608027379618e-16),
      ]
    ),
    (
      .tanh,
      [
        (0.30706353052754065, 2.1846845523070436e-17), (0.8502626331462498, -6.842371835522966e-18),
        (0.9933476462550909, -7.285154378878901e-18), (0.0012346993725735472, 9.965595737361529e-20),
        (1.0, -8.135717593769112e-19), (1.0, 0.0),
      ]
    ),
    (
      .asinh,
      [
        (0.31220342915271043, 2.4664273426676404e-17), (1.0520206788424895, 2.8988884619862e-17),
        (1.770344185666298, -6.062601774503064e-17), (0.0012346996862867977, -1.0698179714232624e-19),
        (3.746431167065587, 6.556948327580309e-17), (6.760879424573068, 4.2367207107307463e-16),
      ]
    ),
    (
      .sech,
      [
        (0.9516890186505055, -3.7398649973328894e-17), (0.5263586749310832, 2.7998658651513606e-17),
        (0.11515404326149767, -1.890365755876492e-18), (0.9999992377584391, 4.704867320509525e-17),
        (1.2755953585498116e-09, -4.0111215985637204e-26), (6.547901806480749e-188, -3.3563845236047944e-204),
      ]
    ),
    (
      .expm1,
      [
        (0.3734145344883312, 1.6654712928256804e-17), (2.51521257512951, 1.367623693738957e-16),
        (16.3102705714683, 1.497536302746818e-15), (0.001235462555855277, 3.4431475754734043e-20),
        (1567895324.578594, -7.033047997905641e-08), (3.054413549727504e+187, 9.408312965150181e+170),
      ]
    ),
    (
      .log1p,
      [
        (0.2755841872536444, 1.3600682101378183e-18), (0.8140808034555739, -2.1869559844075387e-17),
        (1.3484107536422578, -1.6555200527841062e-17), (0.0012339383848013958, -6.997136896620326e-20),
        (3.0988753324708593, -1.9958339496052646e-17), (6.070044647230839, 1.5917418850014013e-16),
      ]
    ),
  ]

  @Test(arguments: references)
  func whatIsMadeOfExponentialsAndAnglesHasThirtyDigits(opcode: Opcode, values: [(Double, Double)]) {
    for (x, (high, low)) in zip(Self.points, values) {
      let ball = apply(opcode, [Ball(exactly: x)])
      let distance = (ball.center - DoubleDouble(high: high, low: low)).high.magnitude
      #expect(distance <= ball.radius + 0x1p-104 * high.magnitude, "\(opcode) at \(x)")
      #expect(ball.radius <= 1e-23 * max(1, high.magnitude), "\(opcode) at \(x): \(ball.radius)")
    }
  }

  /// By doubles or by definitions, a function has the value that it has.
  @Test(arguments: Opcode.operations)
  func aFunctionHasItsValue(opcode: Opcode) {
    var generator = SplitMix(seed: 11)
    let samples = opcode.primitive.samples
    for _ in 0..<20 {
      let point = (0..<(opcode.primitive.maximumCount ?? 3)).map { place in
        Double.random(in: samples[min(place, samples.count - 1)], using: &generator)
      }
      let value = opcode.value(at: point)
      let ball = apply(opcode, point.map { Ball(exactly: $0) })
      #expect(ball.isUndefined == value.isNaN, "\(opcode) at \(point)")
      if value.isNaN { continue }
      let scale = max(value.magnitude, 1e-3)
      #expect(ball.isKnown && ball.radius <= 1e-11 * scale, "\(opcode) at \(point): \(ball.radius)")
      #expect((ball.center.value - value).magnitude <= ball.radius + 1e-13 * scale, "\(opcode) at \(point)")
    }
  }

  @Test func aConstantIsTheNumberThatItIsWrittenFor() {
    #expect(!Ball(0.1).isApart(from: Ball(exactly: 1) / 10))
    #expect(Ball(exactly: 0.1).isApart(from: Ball(0.1)))
    #expect(!(Ball(2.0.squareRoot()) * Ball(3.0.squareRoot())).isApart(from: Ball(6.0.squareRoot())))
    #expect(Ball(.pi).isApart(from: Ball(exactly: .pi)))
  }

  @Test func aJumpWithinTheBoundsIsNotKnown() {
    let three = Ball(exactly: 3).squareRoot * Ball(exactly: 3).squareRoot
    #expect(!three.isExact)
    #expect(!apply(.floor, [three]).isKnown && !apply(.equal, [three, Ball(exactly: 3)]).isKnown)
    #expect(apply(.floor, [three + 0.5]).isExactly(3))
    #expect(!apply(.if, [three - 3, 1, 2]).isKnown)
    #expect(apply(.sqrt, [Ball(exactly: -1)]).isUndefined && !apply(.sqrt, [three - 3]).isKnown)
  }

  /// a + b − a, multiplied and divided, and so on: what comes back is within the bounds.
  @Test func whatCancelsIsWithinTheBounds() {
    var generator = SplitMix(seed: 3)
    for _ in 0..<1000 {
      let (x, y) = (
        Ball(exactly: .random(in: 0.1...9, using: &generator)),
        Ball(exactly: .random(in: 0.1...9, using: &generator))
      )
      let same = [
        (x + y - y, x), (x * y / y, x), (x.squareRoot * x.squareRoot, x), (x.logarithm.exponential, x),
        (x.exponential.logarithm, x), ((x * y).logarithm, x.logarithm + y.logarithm),
        (x.sineAndCosine.sine * x.sineAndCosine.sine + x.sineAndCosine.cosine * x.sineAndCosine.cosine, 1),
        (
          (x + y).sineAndCosine.sine,
          x.sineAndCosine.sine * y.sineAndCosine.cosine + x.sineAndCosine.cosine * y.sineAndCosine.sine
        ),
        (
          (x.sineAndCosine.sine / x.sineAndCosine.cosine).arctangent.sineAndCosine.sine
            * x.sineAndCosine.cosine,
          (x.sineAndCosine.sine / x.sineAndCosine.cosine).arctangent.sineAndCosine.cosine
            * x.sineAndCosine.sine
        ),
      ]
      for (place, (a, b)) in same.enumerated() {
        #expect((a - b).center.high.magnitude <= (a - b).radius, "\(place): \(x), \(y)")
        #expect((a - b).radius < 1e-20, "\(place): \(x), \(y)")
      }
    }
  }
}
