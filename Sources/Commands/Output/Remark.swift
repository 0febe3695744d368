package import AutoDiff
import Pictures
package import Sessions

/// Something worth a line besides what a statement or command came to: data; the words stand in `Remark+Words.swift`.
package enum Remark: Sendable {
  /// What a statement did besides what it was asked for.
  case notice(Notice)

  /// What was forgotten of the history that `:undo` goes back in: how many steps are left, nil where
  /// everything went, and what the limit is set to.
  case undoForgotten(stepsLeft: Int?, megabytes: Double?)

  /// A point at which there is no derivative of the ordinary kind.
  case exceptionalPoint(ExceptionalRemark)

  /// There are further exceptional points, which are not told one by one.
  case moreExceptionalPoints(Int)

  /// There may be exceptional points by further inputs, which were not looked for.
  case unsearchedInputs(Int)

  /// A variable that is no input, and was differentiated by as if it were one.
  case held(String, insteadOf: String)

  /// A derivative by what the target does not depend on.
  case unconnected(String, String)

  /// A function that has no derivative by an operand.
  case noDerivative(MissingDerivative)

  /// The derivatives along the axes do not tell those in other directions.
  case misfit(MisfitRemark)

  /// A mixed second derivative has two sides, or depends on the order.
  case mixedDerivative(MixedDerivativeRemark)

  /// A name behind a number, which multiplies it.
  case factorOfNumber(String, instead: String)

  /// A derivative whose formula comes to another number here than both sides of the point say.
  case derivativeOfBothSides(Double)

  /// A formula that has a value here and would have none if it were typed.
  case undefinedAsTyped

  /// The first coefficient of a polynomial that is no number.
  case notFinite(order: Int, isNaN: Bool)

  /// A function that could only be saved as a comment.
  case lostFunction(Function, SessionError)

  /// What was edited has failed.
  case editAgain

  /// Whether it tells of a kink, a jump or the like, where the derivatives are not of the ordinary kind.
  var isKink: Bool {
    switch self {
    case .exceptionalPoint, .misfit, .mixedDerivative: true
    case .notice, .undoForgotten, .moreExceptionalPoints, .unsearchedInputs, .held, .unconnected,
      .noDerivative, .factorOfNumber,
      .derivativeOfBothSides, .undefinedAsTyped, .notFinite, .lostFunction, .editAgain:
      false
    }
  }
}
