import AutoDiff
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
  case kink(KinkRemark)

  /// There are further kinks, which are not told one by one.
  case moreKinks(Int)

  /// There may be kinks by further inputs, which were not looked for.
  case unsearchedInputs(Int)

  /// A variable that is no input, and was differentiated by as if it were one.
  case held(String, insteadOf: String)

  /// A derivative by what the target does not depend on.
  case unconnected(String, String)

  /// Along these inputs the second derivatives differ on the two sides.
  case secondDerivativesJump([String])

  /// A name behind a number, which multiplies it.
  case factorOfNumber(String, instead: String)

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
    case .kink, .secondDerivativesJump: true
    case .notice, .undoForgotten, .moreKinks, .unsearchedInputs, .held, .unconnected, .factorOfNumber,
      .undefinedAsTyped, .notFinite, .lostFunction, .editAgain:
      false
    }
  }
}

/// A kink, jump or vertical tangent, with the names of what it is about.
package struct KinkRemark: Sendable {
  let kink: Kink

  /// What the nodes compute at which it is.
  let places: [String]

  /// The target's name; nil where a function met it by itself, whose nodes are no more.
  let target: String?

  /// The names of the inputs along which there are sides.
  let inputs: [String]

  /// Whether it is at the target itself.
  let isAtTarget: Bool

  /// Whether there is but one input, which needs no name then.
  let isOnlyInput: Bool

  /// How numbers are written.
  let numbers: NumberFormat
}

extension Kink {
  /// Whether there is nothing to say of it but what it is and where.
  var isBare: Bool { sides.isEmpty && !isUndecided && unsearchedCount == 0 }

  /// What the target feels of it: where a jump has the same value on both sides, only the slopes differ.
  var felt: Singularity {
    let isBent =
      [.jump, .verticalTangent].contains(singularity) && !sides.isEmpty
      && sides.allSatisfy { $0.left.value == $0.right.value && $0.left.slope != $0.right.slope }
    return isBent ? .kink : singularity
  }
}
