package import Memory

/// A token of a command's arguments, as far as it matters for telling a formula from the names behind it.
package struct ArgumentToken {
  /// What it is.
  package enum Kind: Sendable {
    /// A variable's or a node's name.
    case name

    /// A number; one with a sign before it only if the sign belongs to it alone: `z -1`, not `z - 1` or `z-1`.
    case number(isSigned: Bool)

    case comma
    case colon

    /// Anything else, and whatever stands in parentheses or brackets.
    case other
  }

  /// What it is.
  package let kind: Kind

  /// Where it stands.
  package internal(set) var range: SourceRange
}

extension StatementParser {
  /// The tokens of a part of a text. What parentheses and brackets enclose is no name and no comma, and neither is what it takes more
  /// tokens to say.
  ///
  /// - Complexity: O(*n*) in the length of the part; it may be stopped now and then.
  package static func argumentTokens(
    of text: [UInt8], in range: SourceRange, _ cancellation: Cancellation
  ) throws(ParseError) -> [ArgumentToken] {
    var lexer = Lexer(text, in: range)
    var tokens: [ArgumentToken] = []
    var depth = 0
    while true {
      if tokens.count % 4096 == 4095, cancellation.isStopped { throw ParseError(.interrupted, range) }
      let token = try lexer.next()
      let kind: ArgumentToken.Kind
      switch token.kind {
      case .end: return tokens
      case .leftParenthesis, .leftBracket:
        depth += 1
        kind = .other
      case .rightParenthesis, .rightBracket:
        depth -= 1
        kind = .other
      case .name where depth == 0, .node where depth == 0: kind = .name
      case .number where depth == 0:
        if let sign = tokens.last, sign.isSign(ofNumberAt: token.range.lowerBound, in: lexer.text) {
          tokens[tokens.count - 1] = ArgumentToken(
            kind: .number(isSigned: true), range: SourceRange(sign.range.lowerBound, token.range.upperBound))
          continue
        }
        kind = .number(isSigned: false)
      case .comma where depth == 0: kind = .comma
      case .colon where depth == 0: kind = .colon
      default: kind = .other
      }
      tokens.append(ArgumentToken(kind: kind, range: token.range))
    }
  }
}

extension ArgumentToken {
  /// Whether it is a sign that touches the number behind it, and nothing before it.
  fileprivate func isSign(ofNumberAt offset: Int, in text: [UInt8]) -> Bool {
    let start = range.lowerBound
    guard range.upperBound == offset, start > 0, offset - start == 1 else { return false }
    return [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(text[start]) && isASCIIBlank(text[start - 1])
  }
}
