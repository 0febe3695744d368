import AutoDiff
package import Formulas

extension Session {
  /// Whether a name is that of a function; nil if it means nothing yet.
  package func isFunction(_ name: String) -> Bool? {
    if environment.variable(name) != nil || BuiltIns.constant(name) != nil { return false }
    return environment.function(name) != nil || BuiltIns.functionNames.contains(name) ? true : nil
  }

  /// The derivatives of a function by its parameters, simplified, as they can be typed again; empty where the function
  /// cannot be called, since something that it uses is gone.
  package func derivatives(of function: Function) -> [(parameter: String, formula: Formula)] {
    let known = derivatives
    defer { derivatives = known }
    return leavingNoNodes { partials(of: function) }
  }

  private func partials(of function: Function) -> [(parameter: String, formula: Formula)] {
    let leaves = function.parameters.map { parameter in
      let leaf = graph.addInput(.nan)
      graph.setLabel(parameter, of: leaf)
      return leaf
    }
    var call = Formula(nodes: leaves.map { .init(.node($0.index)) })
    call.nodes.append(.init(.call(of: call.enter(function.name), argumentCount: leaves.count)))
    guard let value = try? lower(call) else { return [] }
    return zip(function.parameters, leaves).compactMap { parameter, leaf in
      guard let derivative = try? derivative(of: value, by: [leaf]) else { return nil }
      return (parameter, simplifiedFormula(of: derivative.id(in: graph), width: .max).formula)
    }
  }

  /// Why a function cannot be called as the session is now; nil where it can. Nothing stays of the attempt.
  func problem(with function: Function) -> SessionError? {
    let known = derivatives
    defer { derivatives = known }
    do throws(SessionError) {
      try leavingNoNodes { () throws(SessionError) in
        var lowering = Lowering(session: self)
        try lowering.check(function)
      }
      return nil
    } catch {
      return error
    }
  }
}
