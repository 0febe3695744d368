import Testing

@testable import AutoDiff

/// ψ⁽ⁿ⁾ far below 0, where no recurrence reaches, against 80 digits.
@Suite struct PolygammaTests {
  private static let references = """
    1 -0.25 18.541879647671607
    1 -3.3 14.817739525515929
    1 -1000.6 10.91056736030685
    1 -100000.3 15.079403702681997
    1 -10000000.25 19.739208702178725
    1 -10000000.5 9.86960430108937
    1 -1000000000000000.2 19.739208802178716
    1 -1000000000000000.5 9.869604401089358
    1 -1000000000000000.9 67.39387440291296
    1 -1e-20 1.0000000000000002e+40
    2 -0.25 122.69736678366236
    2 -3.3 68.76944547748523
    2 -1000.6 -22.276298084244722
    2 -100000.3 68.83754371219696
    2 -10000000.25 124.02510672119926
    2 -10000000.5 -9.999998000000275e-15
    2 -1000000000000000.2 124.02510672119928
    2 -1000000000000000.5 -9.99999999999998e-31
    2 -1000000000000000.9 -1022.2943908844687
    2 -1e-20 2.0000000000000003e+60
    3 -0.25 1555.7633125348507
    3 -3.3 768.9856582554286
    3 -1000.6 283.6023000773458
    3 -100000.3 769.0209143051338
    3 -10000000.25 1558.545456544039
    3 -10000000.5 194.8181820680049
    3 -1000000000000000.2 1558.545456544039
    3 -1000000000000000.5 194.8181820680049
    3 -1000000000000000.9 24591.00232455982
    3 -1e-20 6.000000000000001e+80
    4 -0.25 24473.199394184583
    4 -3.3 9738.733062132023
    4 -1000.6 -2037.3985415594595
    4 -100000.3 9738.760301371829
    4 -10000000.25 24481.574782822518
    4 -10000000.5 -5.99999760000055e-28
    4 -1000000000000000.2 24481.574782822518
    4 -1000000000000000.5 -5.999999999999976e-60
    4 -1000000000000000.9 -786397.9925069142
    4 -1e-20 2.4000000000000005e+101
    9 -0.25 380513704166.2911
    9 -3.3 61466921305.57237
    9 -1000.6 3520723008.4644413
    9 -100000.3 61466921299.80426
    9 -10000000.25 380513743242.3398
    9 -10000000.5 743190904.7701949
    9 -1000000000000000.2 380513743242.3398
    9 -1000000000000000.5 743190904.7701949
    9 -1000000000000000.9 389639434585126.25
    9 -1e-20 3.628800000000002e+205
    34 -0.25 3.48549368707104e+59
    34 -3.3 5.900933070433476e+56
    34 -1000.6 -2.500717361573944e+52
    34 -100000.3 5.900933068429723e+56
    34 -10000000.25 3.48549368707104e+59
    34 -1000000000000000.2 3.48549368707104e+59
    34 -1000000000000000.9 -1.1976065117107662e+70
    60 -0.25 4.424195609128541e+118
    60 -3.3 6.543020959480378e+113
    60 -1000.6 -1.5650037350638605e+106
    60 -100000.3 6.543020955608127e+113
    60 -10000000.25 4.424195609128541e+118
    60 -1000000000000000.2 4.424195609128541e+118
    60 -1000000000000000.9 -1.0201500516702966e+137
    """

  @Test func polygammasFarBelowZeroAreRight() {
    for line in Self.references.split(separator: "\n") {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      let got = Polygamma.value(numbers[0], numbers[1])
      #expect(got.ulps(from: numbers[2]) <= 16, "ψ\(numbers[0])(\(numbers[1])) is \(got)")
    }
  }

  @Test func thereIsNoLimitAtMinusInfinityAndNoneAtPoles() {
    for n in [0.0, 1, 2, 3, 4, 62] {
      for x in [-.infinity, .nan, -0.0, -3, -1e17, -1e300] {
        #expect(Polygamma.value(n, x).isNaN)
        #expect(Opcode.polygammaDifference.value(at: [n, 1.5, x]).isNaN == !(-3...0).contains(x))
        #expect(Opcode.polygammaDifference.value(at: [n, x, 1.5]).isNaN)
      }
      #expect(Polygamma.value(n, .infinity) == (n == 0 ? .infinity : 0))
    }
  }

  /// The count of powers depends on the order and never on the argument.
  @Test func noSumIsLongerThanItsBoundAllows() {
    for n in [0, 1, 5, 62] {
      for bound in [Double(n) + 15, Double(n) + 80] {
        for argument in [-bound, -1.5, 0.25, bound, 1e300, .infinity, .nan] {
          var count = 0
          Polygamma.forEachTerm(n, argument, from: bound) { _, _, _ in count += 1 }
          #expect(count <= 2 * Int(bound) + 15)
        }
      }
    }
  }

  @Test(arguments: [Opcode.lbeta, .beta])
  func seriesFarBelowZeroComeAtOnce(opcode: Opcode) throws {
    for y in [-.infinity, -1e300, -1e17, -1e15 - 0.25, -1e7 - 0.25, .infinity, .nan] {
      for (first, second) in [(1.5, y), (y, 1.5)] {
        let graph = Graph()
        let (a, b) = (graph.input(first), graph.input(second))
        let target = Expression(graph: graph, id: graph.node(opcode, arguments: [a.id, b.id]))
        for input in [a, b] { #expect(graph.taylorPolynomial(of: target, by: input, order: 5) != nil) }
      }
    }
  }

  @Test(arguments: [
    (
      -1e7 - 0.25,
      [-12.940012948389947, -9.402203250817015, 20.532718346160827, -64.88068189625152, 203.98417110829874]
    ),
    (
      -1e15 - 0.25,
      [-31.360693767342315, -9.402203300817018, 20.532718346160827, -64.88068189625152, 203.98417110829874]
    ),
    (
      -400.3,
      [-1.629191971534461, -13.814772380511439, 41.036521672290924, -156.96694982794347, 624.433661516068]
    ),
  ])
  func seriesFarBelowZeroAreRight(y: Double, wanted: [Double]) throws {
    let graph = Graph()
    let x = graph.input(1.5)
    let polynomial = try #require(
      graph.taylorPolynomial(of: .apply(LogBeta.self, x, Expression(y)), by: x, order: 5))
    for (got, wanted) in zip(polynomial.coefficients.dropFirst(), wanted) {
      // Of x + y, rounded, each coefficient feels the slope.
      #expect((got - wanted).magnitude <= 1e-13 * wanted.magnitude.rounded(.up), "\(got), not \(wanted)")
    }
  }
}
