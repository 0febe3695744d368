import Memory

extension ExpressionParser {
  /// What waits on the stack.
  struct Pending: BitwiseCopyable {
    /// What it is.
    enum Kind: BitwiseCopyable {
      case prefix(OperatorID)
      case infix(OperatorID)

      /// The `..` of a slice that has nothing before it.
      case openSlice

      /// The `seed=` of an argument.
      case binding

      /// The `i in` of a comprehension.
      case loop

      /// Parentheses around an operand.
      case group

      /// The parentheses of a call, which has so many complete arguments.
      case call(Int32)

      /// The parentheses behind a name and so many primes.
      case prime(Int)

      /// The brackets of an array.
      case array(Elements)

      /// The brackets of a comprehension behind its element and so many complete loops.
      case comprehension(Int32)

      /// The brackets behind an operand, with so many complete subscripts.
      case subscripts(Int32)
    }

    /// The elements of an array so far.
    struct Elements: BitwiseCopyable {
      /// How many rows have been ended by `;`.
      var rows: Int32 = 0

      /// How many elements each of them has.
      var columns: Int32 = 0

      /// How many complete elements there are in the row that is read.
      var count: Int32 = 0
    }

    /// What it is.
    var kind: Kind

    /// How tightly it binds; of no meaning for what encloses.
    var precedence = Precedence.disjunction

    /// Of what encloses, where on the stack the next one around it stands; -1 if nothing does.
    var enclosing: Int32 = -1

    /// Where the subexpression begins that it will complete.
    let start: Int

    /// The operator, the parenthesis or the bracket.
    let token: SourceRange

    /// Whether it is a parenthesis or a bracket.
    var isEnclosing: Bool {
      switch kind {
      case .prefix, .infix, .openSlice, .binding, .loop: false
      case .group, .call, .prime, .array, .comprehension, .subscripts: true
      }
    }

    /// Whether it is an operator, whose operand ends before one that binds no tighter.
    var isOperator: Bool {
      switch kind {
      case .prefix, .infix, .openSlice: true
      case .binding, .loop, .group, .call, .prime, .array, .comprehension, .subscripts: false
      }
    }

    /// Whether it encloses elements of an array, and not the loops of a comprehension.
    var isArray: Bool { if case .array = kind { true } else { false } }

    /// Whether it encloses subscripts.
    var isSubscripts: Bool { if case .subscripts = kind { true } else { false } }

    /// Whether it is a bracket and not a parenthesis.
    var isBracket: Bool {
      switch kind {
      case .array, .comprehension, .subscripts: true
      default: false
      }
    }
  }

  /// The parenthesis or bracket that is open and stands last. O(1).
  var enclosing: Pending? { innermost < 0 ? nil : pending.elements[Int(innermost)] }
}
