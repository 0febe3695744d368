extension Diagram {
  /// An operation as people write it. Which primitive it is, and what it computes, no picture needs to know.
  package struct Operation: Sendable, Hashable {
    /// How it is written with its operands.
    package enum Notation: Sendable, Hashable {
      /// A call: `max(a, b)`.
      case call
      /// A symbol that stands between operands, or before a single one, with blanks around it: `a + b`, `-a`.
      case symbol
      /// A symbol that binds so tightly that it stands between operands without blanks: `a*b`.
      case tightSymbol
      /// A symbol that stands behind its one operand: `n!`.
      case postfix
    }

    /// The symbol or the function's name: `+`, `sin`.
    package var name: String
    /// How it is written with its operands.
    package var notation: Notation
    /// Whether it does not matter which operand is which. Where it does, drawings number the edges, which is harmless
    /// where it would not.
    package var commutes: Bool

    /// An operation that is written in this way.
    package init(_ name: String, _ notation: Notation, commutes: Bool = false) {
      self.name = name
      self.notation = notation
      self.commutes = commutes
    }

    /// What it is called where its operands are only counted: `sum of 12`.
    var summary: String {
      switch name {
      case "+": "sum"
      case "*": "product"
      default: name
      }
    }

    /// A function, which is called by its name.
    package static func function(_ name: String) -> Operation { Operation(name, .call) }
  }
}
