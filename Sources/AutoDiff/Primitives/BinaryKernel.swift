import CKernels

/// The function that computes a primitive of two operands at many points at once, to the bit as one after the other.
public struct BinaryKernel: Sendable {
  /// Takes where results go, each operand with its step, 0 for one number and 1 for an array, and how many results there are. They
  /// may go where an operand is.
  typealias Function =
    @convention(c) @Sendable (
      UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int, UnsafePointer<Double>?, Int, Int
    ) -> Void

  /// The values.
  let values: Function
}

extension BinaryKernel {
  static let add = BinaryKernel(values: adrepl_add_each)
  static let subtract = BinaryKernel(values: adrepl_subtract_each)
  static let multiply = BinaryKernel(values: adrepl_multiply_each)
  static let divide = BinaryKernel(values: adrepl_divide_each)
  static let strongMultiply = BinaryKernel(values: adrepl_strong_multiply_each)
  static let strongDivide = BinaryKernel(values: adrepl_strong_divide_each)
  static let less = BinaryKernel(values: adrepl_less_each)
  static let lessOrEqual = BinaryKernel(values: adrepl_less_or_equal_each)
  static let greater = BinaryKernel(values: adrepl_greater_each)
  static let greaterOrEqual = BinaryKernel(values: adrepl_greater_or_equal_each)
  static let equal = BinaryKernel(values: adrepl_equal_each)
  static let notEqual = BinaryKernel(values: adrepl_not_equal_each)
  static let above = BinaryKernel(values: adrepl_above_each)
  static let guarded = BinaryKernel(values: adrepl_guarded_each)

  /// ``Maximum`` and ``Minimum`` of two.
  static let maximum = BinaryKernel(values: adrepl_max_each)
  static let minimum = BinaryKernel(values: adrepl_min_each)
}
