extension ParseError {
  /// The error in words, without knowing what names mean.
  package var diagnostic: Diagnostic { diagnostic { _ in nil } }

  /// The error in words, for who writes functions as on paper: `sin x`, `sin²(x)`, `sin^2(x)`.
  ///
  /// - Parameter isFunction: Whether a name is that of a function; nil if it means nothing yet.
  /// - Returns: What is wrong, and what to write instead.
  package func diagnostic(isFunction: (String) -> Bool?) -> Diagnostic {
    let plain = plainDiagnostic
    guard let (message, suggestion) = functionWords(isFunction) else { return plain }
    return Diagnostic(
      code: plain.code, message: message ?? plain.message, range: range, suggestion: suggestion)
  }

  private func functionWords(_ isFunction: (String) -> Bool?) -> (message: String?, suggestion: String)? {
    switch reason {
    case .missingOperator(let left, let right, .nameAndOperand):
      guard let isFunction = isFunction(left) else { return nil }
      if !isFunction { return (nil, "\(left)*\(right)") }
      // Of 2x the 2 is seen, which would be half an argument.
      let argument = right.first?.isNumber == true ? "…" : right
      return ("the argument of '\(left)' stands in parentheses", "\(left)(\(argument))")
    case .missingOperator(let left, _, .functionPower(let function)):
      guard let isKnown = isFunction(function) else { return nil }
      if !isKnown { return (nil, "\(left)*(…)") }
      return power(of: function, String(left.dropFirst(function.count)), "(…)", isFunction)
    case .ambiguousProduct(let base, let exponent, let factor) where isFunction(base) == true:
      return power(of: base, "^" + exponent, factor.hasSuffix(")") ? "(…)" : "(\(factor))", isFunction)
    default: return nil
    }
  }

  /// What is said of the power of a function, and of its inverse, which is written like one.
  private func power(
    of function: String, _ exponent: String, _ argument: String, _ isFunction: (String) -> Bool?
  ) -> (message: String?, suggestion: String) {
    let message = "the power of '\(function)' stands behind its argument"
    let isInverse = (exponent == "^-1" || exponent == "⁻¹") && isFunction("a" + function) == true
    return (
      message,
      isInverse
        ? "a\(function)\(argument) or 1/\(function)\(argument)" : "\(function)\(argument)\(exponent)"
    )
  }
}
