import AutoDiff
import Pictures

/// A direction in which a target goes otherwise than its derivatives along the axes say, with the names of what it is about.
package struct MisfitRemark: Sendable {
  let misfit: DirectionalMisfit

  /// For each input of the direction its name, its value, and the target's derivative by it.
  let axes: [(name: String, value: Double, partial: Double)]

  /// How numbers are written.
  let numbers: NumberFormat
}

extension MisfitRemark {
  var code: String { misfit.order == 1 ? "not-differentiable" : "no-hessian" }

  var members: [(String, JSON)] {
    [
      ("direction", .object(zip(axes, misfit.direction).map { ($0.name, .number($1.component)) })),
      ("derivative", .number(misfit.derivative)), ("expected", .number(misfit.expected)),
    ]
  }

  var text: String {
    let slope = numbers.string(misfit.derivative)
    if misfit.order > 1 {
      return
        "no Hessian at \(point): along \(direction) the second derivative is \(slope), where the matrix says \(numbers.string(misfit.expected))"
    }
    return
      "not differentiable at \(point): the partial derivatives are \(partials), but along \(direction) the slope is \(slope)"
  }

  private var point: String { "(\(list(axes.map { numbers.string($0.value) })))" }

  private var partials: String {
    let words = shortened(axes.map { numbers.string($0.partial) })
    return words.count == 2 ? words.joined(separator: " and ") : words.joined(separator: ", ")
  }

  /// `x = y`, or `(x, y) = (2, 3)`.
  private var direction: String {
    let names = shortened(axes.map(\.name))
    if misfit.direction.allSatisfy({ $0.component == 1 }) { return names.joined(separator: " = ") }
    return
      "(\(names.joined(separator: ", "))) = (\(list(misfit.direction.map { numbers.string($0.component) })))"
  }

  private func list(_ words: [String]) -> String { shortened(words).joined(separator: ", ") }

  private func shortened(_ words: [String]) -> [String] {
    words.count > Self.mostNames ? Array(words.prefix(Self.mostNames)) + ["…"] : words
  }

  private static let mostNames = 4
}

/// Second derivatives that depend on the order in which a target is differentiated.
package struct AsymmetryRemark: Sendable {
  let target: Target
  let first: String
  let second: String

  /// By the first and then by the second, and the other way round.
  let forth: Double
  let back: Double

  /// How numbers are written.
  let numbers: NumberFormat
}

extension AsymmetryRemark {
  var members: [(String, JSON)] {
    [
      ("first", .string(first)), ("second", .string(second)), ("firstThenSecond", .number(forth)),
      ("secondThenFirst", .number(back)),
    ]
  }

  /// The last variable that is differentiated by stands first in the sign.
  var text: String {
    let numerator = target.numerator.isEmpty ? "f" : target.numerator
    let sign = back > 0 && forth < 0 ? "+" : ""
    return
      "no Hessian: ∂²\(numerator)/∂\(second)∂\(first) is \(numbers.string(forth)), ∂²\(numerator)/∂\(first)∂\(second) is \(sign)\(numbers.string(back))"
  }
}

/// A mixed second derivative that differs on the two sides of the point.
package struct MixedKinkRemark: Sendable {
  let target: Target
  let first: String
  let second: String
  let left: Double
  let right: Double

  /// How numbers are written.
  let numbers: NumberFormat
}

extension MixedKinkRemark {
  var members: [(String, JSON)] {
    [
      ("input", .string(first)), ("with", .string(second)), ("order", .integer(2)), ("left", .number(left)),
      ("right", .number(right)),
    ]
  }

  var text: String {
    let numerator = target.numerator.isEmpty ? "f" : target.numerator
    let sign = left < 0 && right > 0 ? "+" : ""
    return
      "kink: ∂²\(numerator)/∂\(second)∂\(first) is \(numbers.string(left)) on the left, \(sign)\(numbers.string(right)) on the right along \(second)"
  }
}
