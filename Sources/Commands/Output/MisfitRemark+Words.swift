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
