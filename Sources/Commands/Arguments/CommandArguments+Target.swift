import Formulas

extension CommandArguments {
  /// The formulas in a part of the arguments, which commas separate; none if there is nothing.
  func formulas(in range: SourceRange) throws -> [Formula] {
    try checkOptions()
    let parts = parts(betweenCommasIn: range)
    if parts.count == 1 { return try formula(in: range).map { [$0] } ?? [] }
    return try parts.map { part in
      if let formula = try formula(in: part) { return formula }
      throw CommandError(
        .missing(.formulaBesideComma),
        at: SourceRange(max(range.lowerBound, part.lowerBound - 1), part.upperBound))
    }
  }

  /// The last two tokens besides commas, if the last is a name that does not touch the other.
  func lastTokens() throws -> (ArgumentToken, name: ArgumentToken)? {
    let tokens = try StatementParser.argumentTokens(of: bytes, in: range, cancellation)
    guard let name = tokens.last, case .name = name.kind,
      let before = tokens.dropLast().last(where: { if case .comma = $0.kind { false } else { true } }),
      before.range.upperBound < name.range.lowerBound
    else { return nil }
    return (before, name)
  }

  /// What is typed in a part of the arguments.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
  }
}
