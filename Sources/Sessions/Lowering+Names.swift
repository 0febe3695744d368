import AutoDiff
import Formulas

extension Lowering {
  func resolve(_ name: String, _ range: SourceRange) throws(SessionError) -> Operand {
    if let parameter = parameters[name] { return parameter }
    if let binding = environment.variable(name) { return binding.operand }
    if let constant = BuiltIns.constant(name) { return .constant(constant) }
    if name == "ans" {
      guard let last = session.last else { throw SessionError(reason: .noResultYet, range: range) }
      return last
    }
    if isFunction(name) { throw SessionError(reason: .functionAsVariable(name), range: range) }
    let known = Array(parameters.keys) + environment.variableNames + BuiltIns.constantList.map(\.name)
    throw SessionError(
      reason: .unknownName(name, nearest: Suggestion.nearest(to: name, among: known)), range: range)
  }

  func isFunction(_ name: String) -> Bool {
    environment.function(name) != nil || BuiltIns.functionNames.contains(name)
  }

  func unknownFunction(_ name: String, _ range: SourceRange) -> SessionError {
    if parameters[name] != nil || environment.variable(name) != nil || BuiltIns.constant(name) != nil {
      return SessionError(reason: .variableAsFunction(name), range: range)
    }
    let known = BuiltIns.functionNames + environment.functionNames
    return SessionError(
      reason: .unknownFunction(name, nearest: Suggestion.nearest(to: name, among: known)), range: range)
  }
}
