/// How far the value and the derivatives of a primitive may be from the right ones, in units of the last place.
///
/// What is said here is measured, against numbers of 50 digits (`make accuracy`), and the tests hold the primitive to it.
public struct AccuracyBound: Sendable {
  /// The error of the value.
  public let value: Double

  /// The error of the partial derivatives, however they are computed.
  public let partial: Double

  /// The error of the second partial derivatives.
  public let second: Double

  /// How many steps on the grid of subnormal numbers anything may be off, where such a number was multiplied on the way.
  public let gridSteps: Double

  /// The points at which the second partials have few right digits or none.
  public let isBeyondSecond: @Sendable ([Double]) -> Bool

  /// Why the primitive is an exception, and what was measured.
  public let reason: String?

  /// Whether the value is what the C library gives, and so is its error.
  public let isOfCLibrary: Bool

  /// A bound; without a word that of most primitives.
  public init(
    value: Double = 2, partial: Double = 4, second: Double = 64, gridSteps: Double = 0,
    isOfCLibrary: Bool = false, because reason: String? = nil,
    beyondSecond: @escaping @Sendable ([Double]) -> Bool = { _ in false }
  ) {
    (self.value, self.partial, self.second, self.gridSteps) = (value, partial, second, gridSteps)
    (self.isOfCLibrary, self.reason, isBeyondSecond) = (isOfCLibrary, reason, beyondSecond)
  }

  /// That of functions whose value is the C library's.
  static let ofCLibrary = AccuracyBound(isOfCLibrary: true)

  /// That of the functions around gamma, and of Bessel's: sums of many terms.
  static let ofSums = AccuracyBound(value: 16, partial: 32)

  /// The same, where the value is the C library's.
  static let ofSumsOfCLibrary = AccuracyBound(value: 16, partial: 32, isOfCLibrary: true)

  /// That of densities, which are subnormal far out.
  static let ofDensities = AccuracyBound(
    gridSteps: 1000,
    because:
      "what the grid of subnormal numbers took from a density is multiplied by x or, in the second derivative, x²"
  )

  /// What is measured of second derivatives in which terms of both signs are too large for a double.
  static let oppositeOverflows = """
    NaN, where terms of both signs overflow on the way, instead of an infinity below 1e-150
    """

  /// What is measured of the C library's trigonometric functions where they are worst.
  static let argumentReduction = """
    the C library's sine and cosine beside the multiple of π/2 that is nearest to a double, at 5.32e255, are 8 ulp off
    """
}
