extension ParseError {
  /// The error in words that take no name for a function or for anything else.
  var plainDiagnostic: Diagnostic {
    let (code, message, suggestion) = words
    return Diagnostic(code: code, message: message, range: range, suggestion: suggestion)
  }

  private typealias Words = (code: String, message: String, suggestion: String?)

  private var words: Words {
    switch reason {
    case .interrupted: Diagnostic.interruption

    // Characters and tokens.
    case .invalidByte(let byte):
      ("invalid-utf8", "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) is not valid UTF-8 text", nil)
    case .unexpectedCharacter(let scalar):
      ("unexpected-character", "unexpected character \(name(of: scalar))", Lookalike.replacement(for: scalar))
    case .malformedNumber(let text, .separator):
      ("malformed-number", "'\(text)': in a number, _ stands between two digits", nil)
    case .malformedNumber(let text, .secondPoint):
      ("malformed-number", "'\(text)': a number has one decimal point", nil)
    case .malformedNumber(let text, .noHexadecimalDigits):
      ("malformed-number", "'\(text)' needs hexadecimal digits, as in 0x1F", nil)
    case .tooManyPoints(let left, let right):
      ("malformed-range", "a range is written with two points", "\(left)..\(right)")
    case .numberTooLarge(let text):
      ("number-too-large", "\(text) is too large: the largest number is about 1.8e308", "inf")
    case .numberTooSmall(let text):
      ("number-too-small", "\(text) is too small: the smallest number above 0 is about 4.9e-324", "0")
    case .tooLong(let limit):
      ("too-long", "this is too long: the limit is \(limit) bytes", nil)
    case .superscriptWithoutDigits:
      ("malformed-power", "'⁻' needs superscript digits behind it, as in x⁻¹", nil)
    case .missingNodeNumber:
      ("missing-node-number", "'%' needs the number of a node, as in %7", nil)

    // Operators and their operands.
    case .missingExpression:
      ("missing-operand", "a formula is missing here", nil)
    case .missingLeftOperand(let text):
      ("missing-operand", "'\(text)' needs something on its left", nil)
    case .missingRightOperand(let text):
      ("missing-operand", "'\(text)' needs something on its right", nil)
    case .missingBetween(let left, let right):
      (
        "missing-operand", "something is missing between '\(left)' and '\(right)'",
        Lookalike.operators[left + right]
      )
    case .missingOperator(let left, let right, let kind):
      (
        "missing-operator", "'\(left)' and '\(right)' stand side by side: an operator is missing",
        kind.suggestion(left, right == "(" ? "(…)" : right)
      )
    case .ambiguousProduct(let base, let exponent, let factor):
      (
        "ambiguous-product", "'\(exponent)\(factor)' behind '^' can be read in two ways",
        "\(base)^(\(exponent)*\(factor)) or \(base)^\(exponent)*\(factor)"
      )
    case .increment(let sign, let name):
      (
        "missing-operand", "there is no '\(sign)\(sign)'; to change an input, write \(sign)=",
        name.map { "\($0) \(sign)= 1" }
      )
    case .chainedPostfix(let both, let operand, let postfix):
      (
        "chained-postfix", "there is no '\(both)'; of the result, it is taken behind parentheses",
        "(\(operand))\(postfix)"
      )
    case .chainedRange:
      ("chained-range", "ranges do not chain: from one number to another they count by 1", nil)
    case .misplacedTranspose(let operand):
      (
        "misplaced-transpose", "'.T' stands directly behind what it transposes",
        operand + OperatorID.transpose.row.symbol
      )
    case .chainedComparison(let left, let first, let middle, let second, let right):
      (
        "chained-comparison", "comparisons do not chain: join them with 'and'",
        "\(left) \(first) \(middle) and \(middle) \(second) \(right)"
      )

    // Parentheses, calls and primes.
    case .unclosedParenthesis: ("unclosed-parenthesis", "'(' was never closed", nil)
    case .unmatchedParenthesis: ("unmatched-parenthesis", "')' has no '(' before it", nil)
    case .emptyParentheses: ("empty-parentheses", "there is nothing between these parentheses", nil)
    case .missingArgument(beforeComma: true): ("missing-argument", "an argument is missing before ','", nil)
    case .missingArgument(beforeComma: false): ("missing-argument", "an argument is missing behind ','", nil)
    case .mismatchedParenthesis(isBracketOpen: false):
      ("mismatched-parenthesis", "'(' is closed by ')', not by ']'", ")")
    case .mismatchedParenthesis(isBracketOpen: true):
      ("mismatched-parenthesis", "'[' is closed by ']', not by ')'", "]")
    case .unexpectedComma(inParentheses: true, let list):
      (
        "unexpected-comma", "',' separates arguments, and these parentheses belong to no call",
        list
      )
    case .unexpectedComma(inParentheses: false, _):
      ("unexpected-comma", "',' separates arguments; statements are separated by ';'", ";")
    case .misplacedPrime(behind: nil):
      ("misplaced-prime", "a prime stands behind the name of a function, as in f'(x)", nil)
    case .misplacedPrime(behind: let function?):
      ("misplaced-prime", "a prime stands directly behind the name of the function", "\(function)'(…)")
    case .missingPrimeArgument(let function):
      ("missing-argument", "\(function) needs to be told where", "\(function)(…)")
    case .primeArgumentCount(let function):
      ("prime-of-many", "\(function) takes exactly one argument", nil)
    case .tooDeep(let limit):
      ("too-deep", "this is nested too deep: the limit is \(limit) levels", nil)

    // Arrays, their parts, and arguments that have a name.
    case .unclosedBracket: ("unclosed-bracket", "'[' was never closed", nil)
    case .unmatchedBracket: ("unmatched-bracket", "']' has no '[' before it", nil)
    case .missingElement(beforeComma: true): ("missing-element", "an element is missing before ','", nil)
    case .missingElement(beforeComma: false): ("missing-element", "an element is missing behind ','", nil)
    case .missingRow(beforeSemicolon: true): ("missing-row", "a row is missing before ';'", nil)
    case .missingRow(beforeSemicolon: false): ("missing-row", "a row is missing behind ';'", nil)
    case .unequalRows(let row, let count, let first):
      (
        "unequal-rows", "row \(row) has \(count) \(count == 1 ? "number" : "numbers"), row 1 has \(first)",
        nil
      )
    case .misplacedRowEnd(inSubscripts: true):
      ("unexpected-semicolon", "indices are separated by commas, as in A[1, 2]", ",")
    case .misplacedRowEnd(inSubscripts: false):
      ("unexpected-semicolon", "there is one element before 'for', and ';' separates rows", nil)
    case .missingComma(let left, let right, let list):
      (
        "missing-comma", "elements are separated by commas",
        list ?? "\(left), \(right == "(" ? "(…)" : right)"
      )
    case .ambiguousElement(let text, let product, let elements):
      (
        "ambiguous-element", "in brackets, '\(text)' can be read in two ways", "\(elements) or \(product)"
      )
    case .ambiguousSign(let sign, let elements, let operation):
      (
        "ambiguous-element",
        "in brackets, '\(sign)' with a blank before it and none behind can be read in two ways",
        "\(elements) or \(operation)"
      )
    case .emptySubscripts(let base):
      ("missing-subscript", "there is no index between these brackets", "\(base)[1]")
    case .missingSubscript(beforeComma: true): ("missing-subscript", "an index is missing before ','", "..")
    case .missingSubscript(beforeComma: false): ("missing-subscript", "an index is missing behind ','", "..")
    case .colonInSubscript(let instead):
      ("colon-in-subscript", "a slice is written with two points", instead ?? "..")
    case .indexedNumber(let number, let list):
      ("indexed-number", "\(number) is a number and has no elements", "\(number)*\(list)")
    case .misplacedComprehension:
      (
        "misplaced-comprehension", "'for' makes all elements: no others stand before it",
        "[i^2 for i in 1..5]"
      )
    case .malformedLoop(name: nil):
      ("malformed-loop", "here stands a name and what it goes through, as in i in 1..5", nil)
    case .malformedLoop(let name?):
      ("malformed-loop", "'\(name)' is followed by what it goes through", "\(name) in …")
    case .repeatedFor:
      ("malformed-loop", "several loops stand behind one 'for', separated by commas", ", j in …")
    case .unknownAxis(let word):
      (
        "unknown-axis", "behind 'each=' stands row or column: for each of them there is one result",
        Self.axis(like: word)
      )

    // Statements.
    case .invalidTarget(let target, let comparison):
      ("invalid-target", target.words + (target.isComparable ? "; to compare, write ==" : ""), comparison)
    case .missingTarget(let text):
      ("missing-name", "'\(text)' needs a name on its left", "x \(text) …")
    case .reservedName(let name, isOperator: true):
      ("reserved-name", "'\(name)' is an operator and cannot be a name", nil)
    case .reservedName(let name, isOperator: false):
      ("reserved-name", "'\(name)' is the last result and cannot be given another meaning", nil)
    case .duplicateName(let name, isParameter: true):
      ("duplicate-name", "there are two parameters '\(name)'", nil)
    case .duplicateName(let name, isParameter: false):
      ("duplicate-name", "'\(name)' is updated twice", nil)
    case .severalParts:
      ("several-parts", "parts are set one at a time, as in v[2] := 7", nil)
    case .updateCount(let targets, let values):
      (
        "update-count",
        "\(targets) \(targets == 1 ? "name" : "names") and \(values) \(values == 1 ? "value" : "values"): "
          + "an update needs as many of each", nil
      )
    case .misplacedAssignment(isUpdate: false):
      ("misplaced-assignment", "'=' assigns only at the beginning of a statement; to compare, write ==", "==")
    case .misplacedAssignment(isUpdate: true):
      ("misplaced-assignment", "':=' updates names only at the beginning of a statement", nil)
    case .misplacedCompoundUpdate(let text):
      (
        "misplaced-assignment",
        "'\(text)' updates one name, at the beginning of a statement, as in x \(text) 1",
        nil
      )
    case .misplacedEnd: ("unexpected-semicolon", "a formula cannot contain ';'", nil)
    case .missingCommandName: ("missing-command-name", "':' needs the name of a command", ":help")
    }
  }
}

extension ParseError {
  /// The argument that was meant by another word behind `each=`.
  private static func axis(like word: String) -> String {
    let word = word.lowercased()
    let axis = Formula.Axis.allCases.first { word.hasPrefix($0.word.prefix(3)) }
    return (axis.map { [$0] } ?? Formula.Axis.allCases)
      .map { "\(Formula.Axis.keyword)=\($0.word)" }.joined(separator: " or ")
  }
}

extension ParseError.Juxtaposition {
  /// What may have been meant by two operands side by side.
  fileprivate func suggestion(_ left: String, _ right: String) -> String? {
    switch self {
    case .nameAndOperand: "\(left)*\(right) or \(left)(\(right))"
    case .functionPower(let function): "\(function)(…)" + left.dropFirst(function.count)
    case .prefixOperator: nil
    case .operands: "\(left)*\(right)"
    }
  }
}

extension ParseError.InvalidTarget {
  /// Whether a comparison may have been meant.
  fileprivate var isComparable: Bool {
    switch self {
    case .updated, .part: false
    case .call, .node, .derivative, .other: true
    }
  }

  fileprivate var words: String {
    switch self {
    case .call: "a function is defined with names in its parentheses, as in f(x) = x^2"
    case .node: "a node never changes: only a name can be assigned to, as in x = 3"
    case .derivative: "a derivative follows from its function and cannot be assigned to"
    case .part(isOfPart: true): "a part has all of its indices in one pair of brackets, as in A[1, 2] = 7"
    case .part(isOfPart: false): "only parts of what has a name can be set, as in v[2] = 7"
    case .updated: "only names can be updated, as in x := x + 1"
    case .other: "only a name can be assigned to, as in x = 3"
    }
  }
}

/// A character as it can be shown: with its code, and itself unless it is invisible.
private func name(of scalar: Unicode.Scalar) -> String {
  let code = "U+" + hexadecimal(scalar.value, digits: 4)
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse,
    .nonspacingMark, .enclosingMark:
    return code
  default: return "'\(scalar)' (\(code))"
  }
}

private func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
