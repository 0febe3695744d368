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
    guard parts.names == nil, let name = words.last, let before = words.dropLast().last,
      interpreter.session.environment.variable(name.text)?.isInput == true,
      !BuiltIns.functionNames.contains(before.text),
      interpreter.session.environment.function(before.text) == nil
    else { return parts }
    let rest = withoutTrailingSeparator(SourceRange(before.range.lowerBound, name.range.lowerBound))
    let head = SourceRange(range.lowerBound, rest.upperBound)
    guard let formula = try? formula(in: head), formula.nodes.contains(where: { $0.kind.isVariable }) else {
      return parts
    }
    let text = String(decoding: bytes[head.lowerBound..<head.upperBound], as: UTF8.self)
    let form = ":\(command.name) \(text) : \(name.text)"
    do {
      _ = try self.formula(in: parts.target)
    } catch let error as any Diagnosable {
      let diagnostic = error.diagnostic
      throw CommandError(diagnostic.code, diagnostic.message, at: diagnostic.range, suggestion: form)
    }
    if rest.upperBound == before.range.upperBound {
      interpreter.notices.append(
        "\(name.text) is a factor of the number before it; to differentiate by it, write '\(form)'")
    }
    return parts
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
