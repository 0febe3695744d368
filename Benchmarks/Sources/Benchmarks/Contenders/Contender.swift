/// What a contender is asked to compute.
enum Work: String {
  case value, gradient, product, hessian

  /// The entries of a sparse Hessian, and of the sparse Jacobian of the formula's residuals, row by row.
  case sparseHessian, sparseJacobian

  /// The coefficients of the Taylor polynomial by the first input.
  case taylor

  /// The derivatives by all inputs as formulas, built anew; the answer is their values.
  case symbolic
}

/// Someone who evaluates a workload: adrepl, the limit in C, or a peer.
protocol Contender: AnyObject {
  /// The name in the report.
  var name: String { get }

  /// Whether the work is something that it can do.
  func supports(_ work: Work) -> Bool

  /// Does the work several times, each time after a change of the first input, and returns the nanoseconds that all
  /// took together.
  func run(_ work: Work, repetitions: Int) throws -> Double

  /// The value, or the value and after it the gradient, or the Hessian-vector product, or a matrix by rows, at the
  /// starting point.
  func answer(_ work: Work) throws -> [Double]
}

/// What the first input is changed by from one repetition to the next.
let inputChange = 1e-12
