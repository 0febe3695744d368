import AutoDiff
import Pictures

/// How a function bends at a point, by the eigenvalues of its Hessian, and what that makes of the point.
struct Bend: Sendable {
  /// Ascending.
  let eigenvalues: [Double]
  let inertia: Inertia
  var definiteness: Definiteness { Definiteness(inertia) }

  /// Whether the gradient is zero, or so small that a step of the hundred-millionth part of the inputs, or of 1 where
  /// they are smaller, would change it more.
  let isStationary: Bool

  /// Whether gradient and point are numbers.
  let isFinite: Bool

  /// Whether the function has a kink here, so that its second derivatives say nothing of an extremum.
  let isAtKink: Bool

  init(eigenvalues: [Double], inertia: Inertia, gradient: [Double], point: [Double], isAtKink: Bool) {
    self.eigenvalues = inertia.settled(eigenvalues)
    self.inertia = inertia
    self.isAtKink = isAtKink
    isFinite = gradient.allSatisfy(\.isFinite) && point.allSatisfy(\.isFinite)
    let curvature = eigenvalues.reduce(0) { max($0, $1.magnitude) }
    let size = point.reduce(1) { max($0, $1.magnitude) }
    isStationary = isFinite && gradient.allSatisfy { $0.magnitude <= 1e-8 * size * curvature }
  }

  /// The eigenvalues, or the smallest and the largest of many.
  func eigenvalueText(_ style: TextStyle) -> StyledText {
    guard eigenvalues.count > 5, let first = eigenvalues.first, let last = eigenvalues.last else {
      let noun = eigenvalues.count == 1 ? "eigenvalue" : "eigenvalues"
      return "\(noun) \(eigenvalues.map { style.value($0) }.joined(separator: ", "))"
    }
    let counts = [
      ("negative", inertia.negative), ("zero", inertia.zero), ("positive", inertia.positive),
    ].filter { $0.1 > 0 }.map { "\(NumberFormat.grouped($0.1)) \($0.0)" }.joined(separator: ", ")
    return "eigenvalues from \(style.value(first)) to \(style.value(last)): \(counts)"
  }

  /// What kind of matrix it is, and of point.
  var words: String {
    let matrix = definiteness == .zero ? "every second derivative is zero" : definiteness.rawValue
    if isAtKink { return "\(matrix); at a kink that says nothing of minima and saddles" }
    if !isFinite { return matrix }
    let point: String
    switch definiteness {
    case .positiveDefinite: point = "a local minimum"
    case .negativeDefinite: point = "a local maximum"
    case .indefinite: point = "a saddle"
    case .positiveSemidefinite: return "\(matrix): second derivatives cannot tell whether it is a minimum"
    case .negativeSemidefinite: return "\(matrix): second derivatives cannot tell whether it is a maximum"
    case .zero: return "\(matrix): they cannot tell what kind of point it is"
    }
    return isStationary
      ? "\(matrix), and the gradient is zero: \(point)" : "\(matrix): \(point) if the gradient is zero"
  }
}
