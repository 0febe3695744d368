import AutoDiff
import Pictures

/// A mixed second derivative of a target that is two numbers, or a partial derivative that is.
package struct MixedDerivativeRemark: Sendable {
  /// What the two numbers are.
  package enum Kind: Sendable {
    /// The derivative by the first and then by the second, and the other way round.
    case asymmetry

    /// The derivative by the first and then by the second, on the left of the point and on its right along the second.
    case kink

    /// The derivative by the first, on the left of the point and on its right along the second.
    case jump
  }

  let kind: Kind
  let target: Target
  let first: String
  let second: String
  let derivatives: (Double, Double)

  /// How numbers are written.
  let numbers: NumberFormat
}

extension MixedDerivativeRemark {
  var code: String {
    switch kind {
    case .asymmetry: "no-hessian"
    case .kink: "kink"
    case .jump: "jump"
    }
  }

  var members: [(String, JSON)] {
    let (one, other) = (JSON.number(derivatives.0), JSON.number(derivatives.1))
    return switch kind {
    case .asymmetry:
      [
        ("first", .string(first)), ("second", .string(second)), ("firstThenSecond", one),
        ("secondThenFirst", other),
      ]
    case .kink, .jump:
      [
        ("input", .string(first)), ("with", .string(second)), ("order", .integer(kind == .kink ? 2 : 1)),
        ("left", one), ("right", other),
      ]
    }
  }

  /// The last variable that is differentiated by stands first in the sign.
  var text: String {
    let numerator = target.numerator.isEmpty ? "f" : target.numerator
    let one = numbers.string(derivatives.0)
    let other = numbers.string(derivatives.1, beside: derivatives.0)
    let sign = "∂²\(numerator)/∂\(second)∂\(first)"
    return switch kind {
    case .asymmetry: "no Hessian: \(sign) is \(one), ∂²\(numerator)/∂\(first)∂\(second) is \(other)"
    case .kink: "kink: \(sign) is \(one) on the left, \(other) on the right along \(second)"
    case .jump: "no Hessian: ∂\(numerator)/∂\(first) goes from \(one) to \(other) along \(second)"
    }
  }
}
