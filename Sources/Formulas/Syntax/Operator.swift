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
  package enum Fixity: Sendable, Hashable, BitwiseCopyable {
    /// Before its one operand.
    case prefix

    /// Between its two operands.
    case infix

    /// Behind its one operand.
    case postfix
  }

  /// How several operators of the same precedence group without parentheses.
  package enum Associativity: Sendable, Hashable, BitwiseCopyable {
    /// `a - b - c` is `(a - b) - c`.
    case left

    /// `a^b^c` is `a^(b^c)`.
    case right

    /// They do not chain: `a < b < c`, `1..2..3` and `n!!` are errors.
    case none
  }

  /// The number of operands.
  package var operandCount: Int { fixity == .infix ? 2 : 1 }

  /// Whether it is spelled with letters.
  var isWord: Bool { symbol.utf8.allSatisfy(isASCIINameByte) }
}

/// The index of a row of ``Operator/table``, with what the parser asks for most. Only the table makes them.
package struct OperatorID: Hashable, Sendable, BitwiseCopyable {
  /// The index.
  package let rawValue: UInt8

  /// Where the operator stands.
  package let fixity: Operator.Fixity

  /// How tightly it binds.
  let precedence: Precedence

  /// How several of its precedence group.
  let associativity: Operator.Associativity

  init(
    rawValue: UInt8, _ fixity: Operator.Fixity, _ precedence: Precedence,
    _ associativity: Operator.Associativity
  ) {
    self.rawValue = rawValue
    self.fixity = fixity
    self.precedence = precedence
    self.associativity = associativity
  }

  /// The row.
  package var row: Operator { Operator.table[Int(rawValue)] }

  /// The number of operands.
  package var operandCount: Int { fixity == .infix ? 2 : 1 }
}

extension OperatorID {
  /// How tightly a prefix operator of the precedence `prefix` binds where it stands behind this operator, as the sign in
  /// `2^-x`, `A @ -x` and `a*-x`; nil if no tighter than anywhere.
  ///
  /// A sign binds looser than `@` and `^`, but behind one of them what follows ends its operand where it would end that of
  /// the operator: `A @ -x @ y` is `(A @ -x) @ y`, and `2^-x @ y` is `2^-x` times y, while `2^-x^3` is `2^(-(x^3))`.
  func precedence(ofPrefix prefix: Precedence) -> Precedence? {
    guard fixity == .infix, prefix == .sign, precedence > prefix else { return nil }
    return associativity == .left ? precedence : Precedence(rawValue: precedence.rawValue - 1)
  }
}

/// The operators of arithmetic, some of which have a notation besides their spelling.
extension OperatorID {
  package static let sum = find("+", .infix)
  package static let difference = find("-", .infix)

  /// `2x` and `2(x)` are `*`.
  package static let product = find("*", .infix)

  package static let quotient = find("/", .infix)

  /// `x²` is `^`.
  package static let power = find("^", .infix)

  /// `1..5`, where it is no slice.
  package static let range = find("..", .infix)

  /// `A @ B`
  package static let matrixProduct = find("@", .infix)

  /// `A.T`
  package static let transpose = find(".T", .postfix)

  /// The sign in `x⁻¹`.
  package static let minus = find("-", .prefix)

  private static func find(_ symbol: String, _ fixity: Operator.Fixity) -> OperatorID {
    guard let row = Operator.table.first(where: { $0.symbol == symbol && $0.fixity == fixity }) else {
      preconditionFailure("the operator table has no \(fixity) \(symbol)")
    }
    return row.id
  }
}
