/// The part of mathematics that a function belongs to, under which help lists it.
public enum FunctionField: String, Sendable, CaseIterable {
  case arithmetic = "powers, roots and pieces"
  case exponential = "exponentials, logarithms"
  case trigonometric = "angles and waves"
  case hyperbolic = "hyperbolic functions"
  case error = "errors and normals"
  case gamma = "gamma, beta, counting"
  case bessel = "Bessel and Airy"
  case integral = "integrals"
  case zeta = "zeta and Lambert's W"
  case activation = "activations"
  case aggregate = "of many operands"
}
