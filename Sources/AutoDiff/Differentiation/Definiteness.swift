/// What the signs of a symmetric matrix's eigenvalues say of it.
package enum Definiteness: String, Sendable {
  case positiveDefinite = "positive definite"
  case negativeDefinite = "negative definite"
  case indefinite
  case positiveSemidefinite = "positive semi-definite"
  case negativeSemidefinite = "negative semi-definite"
  case zero

  /// Judges by eigenvalues, of which those within rounding of 0 count as 0.
  package init(_ eigenvalues: [Double]) {
    let tolerance = Self.tolerance(eigenvalues)
    let hasPositive = eigenvalues.contains { $0 > tolerance }
    let hasNegative = eigenvalues.contains { $0 < -tolerance }
    let hasZero = eigenvalues.contains { $0.magnitude <= tolerance }
    switch (hasPositive, hasNegative) {
    case (true, true): self = .indefinite
    case (true, false): self = hasZero ? .positiveSemidefinite : .positiveDefinite
    case (false, true): self = hasZero ? .negativeSemidefinite : .negativeDefinite
    case (false, false): self = .zero
    }
  }

  /// Below what an eigenvalue is taken to be 0: sixteen ulps of the largest one for each row.
  package static func tolerance(_ eigenvalues: [Double]) -> Double {
    eigenvalues.reduce(0) { max($0, $1.magnitude) } * Double(eigenvalues.count) * 0x1p-48
  }
}
