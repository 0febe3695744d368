import Formulas
import Sessions

extension CommandArguments {
  /// Where the target stands, and the names behind a colon; see ``splitAtColon()``.
  ///
  /// Without a colon a name at the end may have been meant as one of them. Where the target is no formula with it, the
  /// error says what to write; where it is the factor of a number before it, as in `x^2 + 1 x`, a remark says so.
  func targetAndNames(
    for command: any Command, _ interpreter: inout Interpreter
  ) throws -> (target: SourceRange, names: SourceRange?) {
    let parts = try splitAtColon()
    guard parts.names == nil, let (before, name) = try lastTokens(),
      interpreter.session.environment.variable(text(name.range))?.isInput == true,
      !BuiltIns.functionNames.contains(text(before.range)),
      interpreter.session.environment.function(text(before.range)) == nil
    else { return parts }
    let head = withoutTrailingSeparator(SourceRange(range.lowerBound, name.range.lowerBound))
    guard let formula = try? formula(in: head), formula.nodes.contains(where: { $0.kind.isVariable }) else {
      return parts
    }
    let form = ":\(command.name) \(text(head)) : \(text(name.range))"
    do {
      _ = try self.formula(in: parts.target)
    } catch let error as any Diagnosable {
      let diagnostic = error.diagnostic
      throw CommandError(diagnostic.code, diagnostic.message, at: diagnostic.range, suggestion: form)
    }
    if head.upperBound == before.range.upperBound {
      let factor = text(name.range)
      interpreter.notices.append(
        Remark(
          "factor-of-number",
          "\(factor) is a factor of the number before it; to differentiate by it, write '\(form)'",
          [("name", .string(factor)), ("write", .string(form))]))
    }
    return parts
  }

  /// The last two tokens besides commas, if the last is a name that does not touch the other.
  private func lastTokens() throws -> (ArgumentToken, name: ArgumentToken)? {
    let tokens = try StatementParser.argumentTokens(of: bytes, in: range, while: goOn)
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

extension Formula.Kind {
  /// Whether it stands for something that can vary.
  fileprivate var isVariable: Bool {
    switch self {
    case .name, .node: true
    case .number, .call, .prime, .operation: false
    }
  }
}
