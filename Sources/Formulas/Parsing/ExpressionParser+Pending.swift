extension ExpressionParser {
  /// What waits on the stack.
  struct Pending: BitwiseCopyable {
    /// What it is.
    enum Kind: BitwiseCopyable {
      case prefix(OperatorID)
      case infix(OperatorID)

      /// Parentheses around an operand.
      case group

      /// The parentheses of a call, which has so many complete arguments.
      case call(Int)

      /// The parentheses behind a name and so many primes.
      case prime(Int)
    }

    /// What it is.
    var kind: Kind

    /// How tightly it binds; of no meaning for parentheses.
    var precedence = Precedence.disjunction

    /// Where the subexpression begins that it will complete.
    let start: Int

    /// The operator or the parenthesis.
    let token: SourceRange

    /// Whether it is a parenthesis.
    var isParenthesis: Bool {
      switch kind {
      case .prefix, .infix: false
      case .group, .call, .prime: true
      }
    }
  }
}
