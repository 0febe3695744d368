/// What is carried out as a whole.
package struct Statement: Sendable {
  /// What a statement asks for.
  package enum Kind: Sendable {
    /// `x = 3`
    case assignment(Name, Formula)

    /// `a, b := b, a`: as many distinct names as formulas.
    case update([Name], [Formula])

    /// `v[2] = 7` and `v[2] := 7`, which mean the same: a subscript of a name, and what it is set to.
    case part(Formula, Formula)

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
      self.init(spelled: Mu.spelled(text), range: range)
    }

    /// The same for a text in which there is no µ.
    init(spelled text: String, range: SourceRange) {
      self.text = text
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

  /// Where the right side begins.
  private let bodyStart: Int

  /// Whether it was ended by `;`, so that its result is not shown.
  package var isQuiet: Bool

  /// Where the right side stands, or the expression that is all of it; what is given a value or a meaning comes before.
  package var body: SourceRange { SourceRange(bodyStart, range.upperBound) }

  /// A statement.
  init(kind: Kind, range: SourceRange, bodyStart: Int, isQuiet: Bool) {
    self.kind = kind
    self.range = range
    self.bodyStart = bodyStart
    self.isQuiet = isQuiet
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
