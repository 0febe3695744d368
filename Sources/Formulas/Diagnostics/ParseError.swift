/// Why a text is not a statement or formula.
///
/// The associated texts are pieces of the source, cut to a length that fits into a message.
package struct ParseError: Error, Hashable, Sendable {
  /// What is wrong.
  package let reason: Reason

  /// Where.
  package let range: SourceRange

  init(_ reason: Reason, _ range: SourceRange) {
    self.reason = reason
    self.range = range
  }

  /// What is wrong with a text.
  package enum Reason: Hashable, Sendable {
    // Characters and tokens.
    case invalidByte(UInt8)
    case unexpectedCharacter(Unicode.Scalar)
    case malformedNumber(String, NumberProblem)
    case tooManyPoints(left: String, right: String)
    case numberTooLarge(String)
    case numberTooSmall(String)
    case tooLong(limit: Int)
    case superscriptWithoutDigits
    case missingNodeNumber

    // Operators and their operands.
    case missingExpression
    case missingLeftOperand(of: String)
    case missingRightOperand(of: String)
    case missingBetween(String, String)
    case missingOperator(String, String, Juxtaposition)
    case ambiguousProduct(base: String, exponent: String, factor: String)
    case increment(sign: String, name: String?)
    case chainedPostfix(String, operand: String, String)
    case chainedRange
    case misplacedTranspose(String)
    case chainedComparison(left: String, first: String, middle: String, second: String, right: String)

    // Parentheses, calls and primes.
    case unclosedParenthesis
    case unmatchedParenthesis
    case emptyParentheses
    case missingArgument(beforeComma: Bool)
    case mismatchedParenthesis(isBracketOpen: Bool)
    case unexpectedComma(inParentheses: Bool, list: String? = nil)
    case misplacedPrime(behind: String?)
    case missingPrimeArgument(function: String)
    case primeArgumentCount(function: String)
    case tooDeep(limit: Int)

    // Arrays, their parts, and arguments that have a name.
    case unclosedBracket
    case unmatchedBracket
    case missingElement(beforeComma: Bool)
    case missingRow(beforeSemicolon: Bool)
    case unequalRows(row: Int, count: Int, first: Int)
    case misplacedRowEnd(inSubscripts: Bool)
    case missingComma(String, String, list: String?)
    case ambiguousElement(String, product: String, elements: String)
    case ambiguousSign(String, elements: String, operation: String)
    case emptySubscripts(String)
    case missingSubscript(beforeComma: Bool)
    case colonInSubscript(instead: String?)
    case indexedNumber(String, String)
    case misplacedComprehension
    case malformedLoop(name: String?)
    case repeatedFor
    case unknownAxis(String)

    // Statements.
    case invalidTarget(InvalidTarget, comparison: String?)
    case missingTarget(of: String)
    case reservedName(String, isOperator: Bool)
    case duplicateName(String, isParameter: Bool)
    case severalParts
    case updateCount(targets: Int, values: Int)
    case misplacedAssignment(isUpdate: Bool)
    case misplacedCompoundUpdate(String)
    case misplacedEnd
    case missingCommandName

    /// Somebody did not want to wait.
    case interrupted
  }

  /// What is wrong with a number.
  package enum NumberProblem: Hashable, Sendable {
    /// A `_` that does not stand between two digits.
    case separator

    /// `1.2.3`
    case secondPoint

    /// `0x` alone.
    case noHexadecimalDigits
  }

  /// What stands side by side with no operator between.
  package enum Juxtaposition: Hashable, Sendable {
    /// `x y`: a product or a call was meant.
    case nameAndOperand

    /// `sin²(x)`: the power of a function.
    case functionPower(String)

    /// `a not b`: an operator that stands before its operand.
    case prefixOperator

    /// Anything else: a product was meant.
    case operands
  }

  /// What stands where the name to assign to should be.
  package enum InvalidTarget: Hashable, Sendable {
    case call
    case node
    case derivative

    /// A part of a part, or of something else that has no name.
    case part(isOfPart: Bool)

    /// Any of these before `:=`.
    case updated
    case other
  }
}
