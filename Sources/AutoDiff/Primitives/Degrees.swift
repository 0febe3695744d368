/// x·180/π, by a factor of twice as many bits.
enum Degrees: UnaryPrimitive {
  static let opcode = Opcode.deg
  static let name = "deg"
  static let summary = "an angle in degrees, x*180/pi"
  static let field = FunctionField.trigonometric
  static let hands = "deg multiplies by 180/pi"
  static let secondOrderStructure = SecondOrderStructure.flat
  static let shape = RealShape(.rising)
  private static let factor = DoubleDouble(high: 57.29577951308232, low: -1.9878495670576283e-15)
  static func definition<S: Number>(_ x: S) -> S? { x * 180 / S(.pi) }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .rad ? x : nil
  }
  static func value(_ x: Double) -> Double { factor.scaling(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(S(factor.high), by: result) }

  static func expansion(_ x: OneSided) -> OneSided { x * .rounded(factor.high) }
}

/// x·π/180
enum Radians: UnaryPrimitive {
  static let opcode = Opcode.rad
  static let name = "rad"
  static let summary = "an angle in radians, x*pi/180"
  static let field = FunctionField.trigonometric
  static let hands = "rad multiplies by pi/180"
  static let secondOrderStructure = SecondOrderStructure.flat
  static let shape = RealShape(.rising)
  static let example: [Double] = [180]
  private static let factor = DoubleDouble(high: 0.017453292519943295, low: 2.9486522708701687e-19)
  static func definition<S: Number>(_ x: S) -> S? { x * S(.pi) / 180 }
  static func composed<S: Number>(with inner: Opcode, of x: S) -> S? {
    inner == .deg ? x : nil
  }
  static func value(_ x: Double) -> Double { factor.scaling(x) }
  static func partial<S: Number>(_ x: S, result: S) -> S { S.guarded(S(factor.high), by: result) }

  static func expansion(_ x: OneSided) -> OneSided { x * .rounded(factor.high) }
}

extension DoubleDouble {
  /// The product with a double, rounded once.
  fileprivate func scaling(_ x: Double) -> Double {
    let product = x * high
    guard product.isFinite, product.magnitude > 0x1p-960 else { return product }
    let lost = (-product).addingProduct(x, high)
    return product + lost.addingProduct(x, low)
  }
}
