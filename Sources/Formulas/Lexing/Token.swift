/// The smallest piece of a statement.
struct Token {
  /// What a token is.
  enum Kind: Equatable {
    /// `3.5`, `0x1F`: its value.
    case number(Double)

    /// `²`, `⁻¹`: the exponent.
    case superscript(Double)

    /// A name that is no operator; its text is the range's.
    case name

    /// `%7`: the number.
    case node(Int)

    /// `'`, `''`: how many.
    case prime(Int)

    case `operator`(OperatorMeaning)
    case leftParenthesis
    case rightParenthesis
    case leftBracket
    case rightBracket
    case comma
    case semicolon

    /// `=`
    case assign

    /// `:=`
    case update
    case colon
    case questionMark

    /// The end of the text.
    case end
  }

  let kind: Kind

  /// Where it stands.
  let range: SourceRange

  /// Whether a newline stands between the token before and this one.
  var followsNewline = false

  /// Whether a statement ends here.
  var endsStatement: Bool { kind == .semicolon || kind == .end }
}
