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
    throw SessionError(reason: .unknownNames([UnknownName(name)]), range: range)
  }

  /// What was perhaps meant by a name that stands for nothing.
  func hint(for name: String) -> Hint? {
    let known = Array(parameters.keys) + environment.variableNames + BuiltIns.constantList.map(\.name)
    if let hint = Lookalike.remark(on: name, among: known) { return Hint(hint.remark, instead: hint.name) }
    if let hint = ForeignWord.hint(for: name, as: .name) { return hint }
    let meant = [Suggestion.nearest(to: name, among: known), product(in: name, of: Set(known))]
      .compactMap { $0 }
    return meant.isEmpty ? nil : Hint(instead: meant.joined(separator: " or "))
  }

  /// The product that a name runs together, as on paper: `x*y` for `xy`, `sin(x)` for `sinx`; nil if it is none of known
  /// names. The fewest factors are taken.
  private func product(in name: String, of known: Set<String>) -> String? {
    let letters = Array(name)
    guard (2...16).contains(letters.count) else { return nil }
    // For every beginning of the name the factors that it is made of.
    var factors: [[String]?] = [[]]
    for end in 1...letters.count {
      let candidates = (0..<end).compactMap { start -> [String]? in
        let piece = String(letters[start..<end])
        return known.contains(piece) ? factors[start].map { $0 + [piece] } : nil
      }
      factors.append(candidates.min { $0.count < $1.count })
    }
    if let product = factors[letters.count] { return product.joined(separator: "*") }
    for end in (1..<letters.count).reversed() {
      let (function, rest) = (String(letters[..<end]), String(letters[end...]))
      if known.contains(rest), isFunction(function) { return "\(function)(\(rest))" }
    }
    return nil
  }

  func isFunction(_ name: String) -> Bool {
    environment.function(name) != nil || BuiltIns.functionNames.contains(name)
  }

  func unknownFunction(_ name: String, _ range: SourceRange) -> SessionError {
    if parameters[name] != nil || environment.variable(name) != nil || BuiltIns.constant(name) != nil {
      return SessionError(reason: .variableAsFunction(name), range: range)
    }
    let known = BuiltIns.functionNames + environment.functionNames
    let lookalike = Lookalike.remark(on: name, among: known).map { Hint($0.remark, instead: $0.name) }
    let hint =
      lookalike ?? ForeignWord.hint(for: name, as: .function)
      ?? Suggestion.nearest(to: name, among: known).map { Hint(instead: $0) }
    return SessionError(reason: .unknownFunction(name, hint), range: range)
  }
}
