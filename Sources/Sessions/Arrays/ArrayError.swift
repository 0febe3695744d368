package import AutoDiff

/// Why a formula of arrays means nothing. Shapes are known when a line is typed; values never raise errors.
package enum ArrayError: Sendable, Equatable {
  /// An operand as it was typed, and its shape.
  package struct Operand: Sendable, Equatable {
    package let text: String
    package let shape: Shape
  }

  /// Operands of an operation that goes element by element, whose shapes do not meet.
  case doNotMeet(symbol: String, Operand, Operand)

  /// Operands of `@` that do not fit.
  case productDoesNotFit(Operand, Operand)

  /// `A @ 2`
  case productOfNumber(Operand, Operand)

  /// Rows of a matrix that are not equally long.
  case rowsDiffer(Operand, Operand)

  /// A row of `[ ; ]` that holds arrays, with all that stands there.
  case arrayInRows([String])

  /// Something in brackets that cannot be stacked with the rest.
  case doNotStack(Operand, Operand)

  /// An index of 0.
  case indexIsZero(Operand)

  /// An index behind the end.
  case indexBeyondEnd(Operand, count: Int, what: String)

  case indexIsNoWholeNumber(String)
  case tooManyIndices(Operand)
  case indexOfNumber(Operand)

  /// An index of 1 and 0, as comparisons give them.
  case indexIsCondition(Operand, condition: String)

  /// `v(1)`
  case calledArray(name: String, arguments: [String])

  /// A derivative of what is no number.
  case derivativeOfArray(Operand, variable: String)

  /// A new value of another shape.
  case shapeOfInputStays(Operand, new: Shape)

  /// The largest of no elements.
  case ofNoElements(String)

  /// `softmax(A)` of a matrix, which could be meant for rows or columns.
  case needsAxis(String, Operand)

  /// `each=` for a vector.
  case axisOfVector(String, Operand)

  /// What a function takes instead of what it was given.
  case takes(function: String, String, Operand)

  /// `x=` in a call that binds no names.
  case unknownKeyword(function: String, String)

  /// A number that is to be a size.
  case notASize(String, Double)

  /// More memory than there is.
  case tooLarge(Shape, bytes: Double)

  /// Part of a name that is no input of arrays.
  case partOfOther(String, isDefinition: Bool)

  /// An element that is set twice.
  case setTwice(Operand)

  /// The new value of a part.
  case partHasShape(Operand, new: Shape)

  /// An index of a part that is set, which must be known.
  case indexIsNotKnown(String)

  /// A number where a list is gone through.
  case loopOverNumber(String)

  /// A body of a comprehension with two loops.
  case bodyOfTwoLoops(Operand)

  /// A name that a binder cannot bind.
  case boundDefinition(String)
}
