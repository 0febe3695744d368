/// The operators of the language, one row each.
///
/// To add an operator, add a row: lexer, parser, printer, continuation of lines and tests read this
/// table. Where two spellings begin alike, the longer one is read.
extension Operator {
  /// All operators. A row's index is its ``OperatorID``.
  package static let table: [Operator] = rows.enumerated().map { index, row in
    Operator(
      id: OperatorID(
        rawValue: UInt8(truncatingIfNeeded: index), row.fixity, row.precedence, row.associativity),
      symbol: row.symbol, spellings: row.spellings, fixity: row.fixity, precedence: row.precedence,
      associativity: row.associativity)
  }

  private typealias Row = (
    symbol: String, spellings: [String], fixity: Fixity, precedence: Precedence, associativity: Associativity
  )

  private static let rows: [Row] = [
    ("or", ["or"], .infix, .disjunction, .left),
    ("and", ["and"], .infix, .conjunction, .left),
    ("not", ["not"], .prefix, .negation, .right),
    ("<", ["<"], .infix, .comparison, .none),
    ("<=", ["<=", "≤"], .infix, .comparison, .none),
    (">", [">"], .infix, .comparison, .none),
    (">=", [">=", "≥"], .infix, .comparison, .none),
    ("==", ["=="], .infix, .comparison, .none),
    ("!=", ["!=", "≠"], .infix, .comparison, .none),
    ("..", [".."], .infix, .range, .none),
    ("+", ["+"], .infix, .sum, .left),
    ("-", ["-", "−"], .infix, .sum, .left),
    ("*", ["*", "×", "·", "⋅"], .infix, .product, .left),
    ("/", ["/", "÷"], .infix, .product, .left),
    ("-", ["-", "−"], .prefix, .sign, .right),
    ("+", ["+"], .prefix, .sign, .right),
    ("@", ["@"], .infix, .matrixProduct, .left),
    ("^", ["^", "**"], .infix, .power, .right),
    ("!", ["!"], .postfix, .postfix, .none),
    (".T", [".T", "ᵀ"], .postfix, .postfix, .left),
  ]
}

/// How tightly an operator binds its operands, from the loosest to the tightest.
package enum Precedence: UInt8, Comparable, Sendable, BitwiseCopyable, CaseIterable {
  case disjunction
  case conjunction
  case negation
  case comparison

  /// The `1..n` of `1..n + 1`, which ends at *n* + 1.
  case range
  case sum
  case product
  case sign

  /// The product of arrays: the `A @ x` of `-A @ x` and of `2*A @ x`, which so takes one product.
  case matrixProduct

  /// The product that is written without an operator: the `2x` of `1/2x` and of `-2x`.
  case implicitProduct
  case power

  /// What stands behind its operand, as directly as the parentheses of a call.
  case postfix

  package static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}
