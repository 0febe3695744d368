import CKernels
import Memory

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

  /// Brings together what stands at places of an array, block by block, and calls `body` with each block, where it begins and how
  /// long it is, and room for as many results.
  @inline(__always)
  static func forEachBlock(
    of values: CheckedPointer<Double>, at places: CheckedPointer<Int32>, count: Int,
    _ body: (
      _ operands: UnsafeMutablePointer<Double>, _ results: UnsafeMutablePointer<Double>, _ start: Int,
      _ size: Int
    ) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * blockSize) { memory in
      guard let operands = memory.baseAddress else { return }
      for start in stride(from: 0, to: count, by: blockSize) {
        let size = min(blockSize, count - start)
        for index in 0..<size { (operands + index).initialize(to: values[Int(places[start + index])]) }
        body(operands, operands + blockSize, start, size)
      }
    }
  }
}

extension UnaryKernels {
  static let exp = UnaryKernels(values: adrepl_exp_each)
  static let log = UnaryKernels(values: adrepl_log_each)
  static let log1p = UnaryKernels(values: adrepl_log1p_each)
  static let expm1 = UnaryKernels(values: adrepl_expm1_each, partials: adrepl_exp_each)
  static let sigmoid = UnaryKernels(values: adrepl_sigmoid_each, partials: adrepl_sigmoid_slope_each)
  static let sigmoidDerivative = UnaryKernels(values: adrepl_sigmoid_slope_each)
  static let softplus = UnaryKernels(values: adrepl_softplus_each, partials: adrepl_sigmoid_each)
  static let sech = UnaryKernels(values: adrepl_sech_each)
  static let tanh = UnaryKernels(values: adrepl_tanh_each, partials: adrepl_sech_squared_each)
  static let sine = UnaryKernels(
    values: adrepl_sine_each, valuesAndPartials: adrepl_sine_and_slope_each)
  static let cosine = UnaryKernels(
    values: adrepl_cosine_each, valuesAndPartials: adrepl_cosine_and_slope_each)
  static let negate = UnaryKernels(values: adrepl_negate_each)
  static let abs = UnaryKernels(values: adrepl_abs_each)
  static let sqrt = UnaryKernels(values: adrepl_sqrt_each)
  static let relu = UnaryKernels(values: adrepl_relu_each)

  /// x² and 1/x, which are powers.
  static let square = UnaryKernels(values: adrepl_square_each)
  static let reciprocal = UnaryKernels(values: adrepl_reciprocal_each)
}

extension Sine {
  /// The sine and the cosine of `x`, which share the reduction of the argument.
  @inline(__always)
  static func sineAndCosine(_ x: Double) -> (sine: Double, cosine: Double) {
    var (sine, cosine) = (0.0, 0.0)
    adrepl_sine_and_cosine(x, &sine, &cosine)
    return (sine, cosine)
  }
}
