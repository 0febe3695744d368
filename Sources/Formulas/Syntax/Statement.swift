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
    /// The name as it was typed. Canonically equivalent names are equal.
    package var text: String

    /// Where it stands.
    package var range: SourceRange

    /// A name that stands at `range`.
    package init(text: String, range: SourceRange) {
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

  /// Where the right side stands, or the expression that is all of it; what is given a value or a meaning comes before.
  package var body: SourceRange

  /// Whether it was ended by `;`, so that its result is not shown.
  package var isQuiet: Bool

  /// A statement; a command has no body.
  init(kind: Kind, range: SourceRange, body: SourceRange = SourceRange(0, 0), isQuiet: Bool) {
    self.kind = kind
    self.range = range
    self.body = body
    self.isQuiet = isQuiet
  }
}
