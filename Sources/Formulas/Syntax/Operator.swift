/// An operator: a row of ``table``.
package struct Operator: Sendable {
  /// The row's index.
  package let id: OperatorID

  /// How it is printed, and what it is known by: `*` for `·` and `×` too.
  package let symbol: String

  /// All ways to type it, in UTF-8 of at most eight bytes.
  package let spellings: [String]

  /// Where it stands.
  package let fixity: Fixity

  /// How tightly it binds.
  package let precedence: Precedence

  /// How several of the same precedence group.
  package let associativity: Associativity

  /// Where an operator stands.
  package enum Fixity: Sendable, Hashable {
    /// Before its one operand.
    case prefix

    /// Between its two operands.
    case infix
  }

  /// How several operators of the same precedence group without parentheses.
  package enum Associativity: Sendable, Hashable {
    /// `a - b - c` is `(a - b) - c`.
    case left

    /// `a^b^c` is `a^(b^c)`.
    case right

    /// They do not chain: `a < b < c` is an error.
    case none
  }

  /// The number of operands.
  package var operandCount: Int { fixity == .infix ? 2 : 1 }

  /// Whether it is spelled with letters.
  var isWord: Bool { symbol.utf8.allSatisfy(isASCIINameByte) }
}

/// The index of a row of ``Operator/table``. Only the table makes them.
package struct OperatorID: Hashable, Sendable, BitwiseCopyable {
  /// The index.
  package let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The row.
  package var row: Operator { Operator.table[Int(rawValue)] }

  // What the parser asks for is read without copying the row and its strings.

  /// How tightly the operator binds.
  var precedence: Precedence { Operator.table[Int(rawValue)].precedence }

  /// How several of its precedence group.
  var associativity: Operator.Associativity { Operator.table[Int(rawValue)].associativity }

  /// The number of operands.
  package var operandCount: Int { Operator.table[Int(rawValue)].operandCount }
}

/// The operators that have a notation besides their spelling.
extension OperatorID {
  /// `2x` and `2(x)` are `*`.
  static let product = find("*", .infix)

  /// `x²` is `^`.
  static let power = find("^", .infix)

  /// The sign in `x⁻¹`.
  static let minus = find("-", .prefix)

  private static func find(_ symbol: String, _ fixity: Operator.Fixity) -> OperatorID {
    guard let row = Operator.table.first(where: { $0.symbol == symbol && $0.fixity == fixity }) else {
      preconditionFailure("the operator table has no \(fixity) \(symbol)")
    }
    return row.id
  }
}
