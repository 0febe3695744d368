import CKernels

/// The functions that compute a primitive of one operand at many points at once, to the bit as one after the other.
public struct UnaryKernels: Sendable {
  /// Takes what is computed, the points, and how many there are.
  typealias Function =
    @convention(c) @Sendable (
      UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int
    ) -> Void

  /// Takes values and derivatives, the points, and how many there are.
  typealias PairFunction =
    @convention(c) @Sendable (
      UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int
    ) -> Void

  /// The values.
  let values: Function

  /// The derivatives, where there is a quicker way than by the rule.
  var partials: Function?

  /// Both, of a primitive that saves its partials.
  var valuesAndPartials: PairFunction?

  /// How many points are looked at together: enough to be worth it, and few enough to stay in the nearest cache.
  static let blockSize = 256
}

extension UnaryKernels {
  static let exp = UnaryKernels(values: adrepl_exp_each)
  static let sech = UnaryKernels(values: adrepl_sech_each)
  static let tanh = UnaryKernels(values: adrepl_tanh_each, partials: adrepl_sech_squared_each)
  static let sine = UnaryKernels(
    values: adrepl_sine_each, valuesAndPartials: adrepl_sine_and_slope_each)
  static let cosine = UnaryKernels(
    values: adrepl_cosine_each, valuesAndPartials: adrepl_cosine_and_slope_each)
}
