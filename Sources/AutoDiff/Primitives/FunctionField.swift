/// The part of mathematics that a function belongs to, under which help lists it.
public enum FunctionField: String, Sendable, CaseIterable {
  case arithmetic = "powers, roots and pieces"
  case exponential = "exponentials and logarithms"
  case trigonometric = "angles and waves"
  case hyperbolic = "hyperbolic functions"
  case error = "error functions and the normal distribution"
  case gamma = "gamma and beta functions, counting"
  case bessel = "Bessel and Airy functions"
  case integral = "integrals of elementary functions"
  case zeta = "zeta, dilogarithm, Lambert's W"
  case activation = "activations of networks"
  case aggregate = "of any number of operands"
}
