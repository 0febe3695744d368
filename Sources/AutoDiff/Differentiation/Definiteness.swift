package import Memory

/// What the signs of a symmetric matrix's eigenvalues say of it.
package enum Definiteness: String, Sendable {
  case positiveDefinite = "positive definite"
  case negativeDefinite = "negative definite"
  case indefinite
  case positiveSemidefinite = "positive semi-definite"
  case negativeSemidefinite = "negative semi-definite"
  case zero

  package init(_ inertia: Inertia) {
    switch (inertia.positive > 0, inertia.negative > 0) {
    case (true, true): self = .indefinite
    case (true, false): self = inertia.zero > 0 ? .positiveSemidefinite : .positiveDefinite
    case (false, true): self = inertia.zero > 0 ? .negativeSemidefinite : .negativeDefinite
    case (false, false): self = .zero
    }
  }
}

/// How many eigenvalues of a symmetric matrix are below, within rounding of, and above 0.
package struct Inertia: Sendable, Equatable {
  package let negative: Int
  package let zero: Int
  package let positive: Int

  /// Counts the signs, where those within sixteen ulps of the largest one for each row are 0.
  private init(_ eigenvalues: [Double]) {
    let tolerance = eigenvalues.reduce(0) { max($0, $1.magnitude) } * (Double(eigenvalues.count) * 0x1p-48)
    negative = eigenvalues.count { $0 < -tolerance }
    positive = eigenvalues.count { $0 > tolerance }
    zero = eigenvalues.count - negative - positive
  }

  /// The inertia of the matrix with `count` rows; nil if an entry is infinite or undefined.
  ///
  /// Rows and columns are scaled by the same powers of two until the largest entry of each is near 1, which changes no sign
  /// (J. J. Sylvester's law of inertia): each row is judged by its own rounding, and −y² stands beside 10¹⁶·x². The scaling is
  /// that of D. Ruiz, "A scaling algorithm to equilibrate both rows and columns norms in matrices" (2001).
  ///
  /// - Complexity: O(*n*³), as for the eigenvalues.
  package init?(of matrix: [Double], count: Int, _ cancellation: Cancellation) throws(Interruption) {
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    // The exponents of the rows' factors.
    var shifts = [Int](repeating: 0, count: count)
    for _ in 0..<Self.mostRounds {
      try cancellation.check()
      let largest = (0..<count).map { row in
        (0..<count).reduce(into: Int?.none) { largest, column in
          let entry = matrix[row * count + column]
          if entry != 0 { largest = max(largest ?? .min, Int(entry.exponent) + shifts[row] + shifts[column]) }
        }
      }
      // Halves are rounded away from 0, so that something happens; a row that alone is off by 1 may stay so.
      let steps = largest.map { exponent in exponent.map { $0 / 2 + $0 % 2 } ?? 0 }
      if largest.allSatisfy({ $0.map { $0.magnitude <= 1 } ?? true }) { break }
      for row in 0..<count { shifts[row] -= steps[row] }
    }
    var scaled = matrix
    for row in 0..<count {
      for column in 0..<count {
        let entry = matrix[row * count + column]
        scaled[row * count + column] = Double(
          sign: entry.sign, exponent: shifts[row] + shifts[column], significand: entry.magnitude)
      }
    }
    guard let eigenvalues = try SymmetricEigenvalues.eigenvalues(of: scaled, count: count, cancellation)
    else {
      return nil
    }
    self.init(eigenvalues)
  }

  /// The eigenvalues, in ascending order, where those that are 0 within rounding are 0.
  package func settled(_ eigenvalues: [Double]) -> [Double] {
    eigenvalues.indices.map { negative..<(negative + zero) ~= $0 ? 0 : eigenvalues[$0] }
  }

  /// Each round takes the square root of what rows are off.
  private static let mostRounds = 20
}
