/// What is carried out as a whole.
package struct Statement: Sendable {
  /// What a statement asks for.
  package enum Kind: Sendable {
    /// `x = 3`
    case assignment(Name, Formula)

    /// `a, b := b, a`: as many distinct names as formulas.
    case update([Name], [Formula])

    /// `f(u, v) = u*v`, the parameters distinct.
    case function(Name, parameters: [Name], body: Formula)

    /// `x*y`
    case expression(Formula)

    /// `:name arguments`. The arguments are the rest of the text without blanks around it and a comment
    /// behind it.
    case command(Name, arguments: SourceRange)
  }

  /// A name and where it stands.
  package struct Name: Hashable, Sendable {
    /// The name as it was typed, but for µ; see ``Mu``. Canonically equivalent names are equal.
    package var text: String

    /// Where it stands.
    package var range: SourceRange

    /// A name that stands at `range`.
    package init(text: String, range: SourceRange) {
      self.text = Mu.spelled(text)
      self.range = range
    }
  }

  /// What it asks for.
  package var kind: Kind

  /// Whether it asks for a command.
  package var isCommand: Bool {
    if case .command = kind { true } else { false }
  }

  /// Where it stands, without the `;` behind it.
  package var range: SourceRange

  /// Where the right side stands, or the expression that is all of it; what is given a value or a meaning comes before.
  package var body: SourceRange

  /// Whether it was ended by `;`, so that its result is not shown.
  package var isQuiet: Bool

  /// What to say about it although it can be carried out.
  package var remark: Remark?

  /// A statement; a command has no body.
  init(
    kind: Kind, range: SourceRange, body: SourceRange = SourceRange(0, 0), isQuiet: Bool,
    remark: Remark? = nil
  ) {
    self.kind = kind
    self.range = range
    self.body = body
    self.isQuiet = isQuiet
    self.remark = remark
  }

  /// How a statement is written that means something else elsewhere.
  package enum Remark: Hashable, Sendable {
    /// `x <- 3`, a comparison, and an assignment in R.
    case arrow(name: String, value: String)

    /// `1.25 +- 0.02`, a sum, and a value with its uncertainty on paper.
    case plusMinus(String)

    /// `1.25(2)`, a product, and a value with the uncertainty of its last digit on paper.
    case digitsInParentheses(String, number: String, factor: String)
  }
}
