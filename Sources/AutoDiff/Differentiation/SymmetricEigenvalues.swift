package import Memory

import RealModule

/// The eigenvalues of symmetric matrices.
///
/// The matrix is made tridiagonal by Householder reflections (G. H. Golub, C. F. Van Loan, "Matrix Computations",
/// algorithm 8.3.1), and the tridiagonal one diagonal by the implicit QL method with Wilkinson's shifts (H. Bowdler,
/// R. S. Martin, C. Reinsch, J. H. Wilkinson, "The QR and QL algorithms for symmetric matrices", 1968). Both are
/// orthogonal, so that every eigenvalue is right to a few ulps of the largest one.
package enum SymmetricEigenvalues {
  /// The eigenvalues of the matrix with `count` rows, ascending; nil if an entry is infinite or undefined. Only the
  /// lower half is read.
  ///
  /// - Complexity: O(*n*³), a second for a thousand rows.
  package static func eigenvalues(
    of matrix: [Double], count: Int, _ cancellation: Cancellation
  ) throws(Interruption) -> [Double]? {
    precondition(matrix.count == count * count, "a matrix has a number for each row and column")
    var lower: [[Double]] = []
    var (largest, isDiagonal) = (0.0, true)
    for row in 0..<count {
      let entries = Array(matrix[row * count...row * count + row])
      for (column, entry) in entries.enumerated() {
        if !entry.isFinite { return nil }
        largest = max(largest, entry.magnitude)
        if column < row, entry != 0 { isDiagonal = false }
      }
      lower.append(entries)
    }
    if isDiagonal { return lower.compactMap(\.last).sorted() }
    // A power of two scales without rounding, and keeps squares in range.
    let exponent = max(-1022, min(largest.exponent, 1022))
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    for row in 0..<count { for column in 0...row { lower[row][column] *= scale } }
    var (diagonal, below) = try tridiagonal(&lower, cancellation)
    guard diagonalize(&diagonal, &below) else { return nil }
    return diagonal.sorted().map { $0 / scale }
  }

  /// Makes a matrix, given by the rows of its lower half, tridiagonal.
  private static func tridiagonal(
    _ matrix: inout [[Double]], _ cancellation: Cancellation
  ) throws(Interruption) -> (diagonal: [Double], below: [Double]) {
    let count = matrix.count
    var below = [Double](repeating: 0, count: count)
    var (v, w) = (below, below)
    for step in 0..<max(0, count - 1) {
      try cancellation.check()
      let first = step + 1
      var square = 0.0
      for row in first..<count {
        v[row] = matrix[row][step]
        if row > first { square += v[row] * v[row] }
      }
      if square == 0 {
        below[step] = v[first]
        continue
      }
      // The reflection that takes the column to a multiple of its first entry, away from it so that nothing cancels.
      let length = (square + v[first] * v[first]).squareRoot()
      below[step] = v[first] > 0 ? -length : length
      v[first] -= below[step]
      let factor = 2 / (square + v[first] * v[first])
      for row in first..<count { w[row] = 0 }
      for row in first..<count {
        matrix[row].withUnsafeBufferPointer { entries in
          var sum = entries[row] * v[row]
          for column in first..<row {
            sum += entries[column] * v[column]
            w[column] += entries[column] * v[row]
          }
          w[row] += sum
        }
      }
      var product = 0.0
      for row in first..<count {
        w[row] *= factor
        product += w[row] * v[row]
      }
      let share = factor / 2 * product
      for row in first..<count { w[row] -= share * v[row] }
      for row in first..<count {
        let (a, b) = (v[row], w[row])
        matrix[row].withUnsafeMutableBufferPointer { entries in
          for column in first...row { entries[column] -= a * w[column] + b * v[column] }
        }
      }
    }
    return ((0..<count).map { matrix[$0][$0] }, below)
  }

  /// How many steps an eigenvalue may take: the QL method takes two or three with Wilkinson's shifts, LAPACK's `dsteqr`
  /// gives up after thirty for each, and twice that leaves no doubt.
  private static let mostSteps = 60

  /// Makes a tridiagonal matrix diagonal; false if that takes more steps than it ever should.
  private static func diagonalize(_ diagonal: inout [Double], _ below: inout [Double]) -> Bool {
    let count = diagonal.count
    for first in 0..<count {
      for _ in 0..<mostSteps {
        // The first place from here on where the matrix falls apart: what stands beside the diagonal is less than half an
        // ulp of it (as in EISPACK's `tql1`).
        let last =
          (first..<count - 1).first {
            below[$0].magnitude <= .ulpOfOne / 2 * (diagonal[$0].magnitude + diagonal[$0 + 1].magnitude)
          } ?? count - 1
        if last == first { break }
        sweep(first, last, &diagonal, &below)
      }
      let rest = first < count - 1 ? below[first].magnitude : 0
      if rest > .ulpOfOne
        * (diagonal[first].magnitude + (first < count - 1 ? diagonal[first + 1].magnitude : 0))
      {
        return false
      }
    }
    return true
  }

  /// One implicit QL step on the part of the matrix between two places.
  private static func sweep(_ first: Int, _ last: Int, _ diagonal: inout [Double], _ below: inout [Double]) {
    let half = (diagonal[first + 1] - diagonal[first]) / (2 * below[first])
    let root = Double.hypot(half, 1)
    var g = diagonal[last] - diagonal[first] + below[first] / (half + (half < 0 ? -root : root))
    var (sine, cosine, p) = (1.0, 1.0, 0.0)
    for index in (first..<last).reversed() {
      let f = sine * below[index]
      let b = cosine * below[index]
      let length = Double.hypot(f, g)
      below[index + 1] = length
      if length == 0 {
        // Everything left is zero by underflow: the matrix falls apart here.
        diagonal[index + 1] -= p
        below[last] = 0
        return
      }
      sine = f / length
      cosine = g / length
      g = diagonal[index + 1] - p
      let r = (diagonal[index] - g) * sine + 2 * cosine * b
      p = sine * r
      diagonal[index + 1] = g + p
      g = cosine * r - b
    }
    diagonal[first] -= p
    below[first] = g
    below[last] = 0
  }
}
