import AutoDiff
import Formulas

/// What is known of a function that can be called.
struct CallableFunction: Sendable {
  /// What every call of it comes to, if that is the same number for all arguments.
  let constant: Double?

  /// How deep calls nest below one of it: 0 where it calls no function of the user's.
  let nesting: Int

  /// The function that is called there.
  let deepest: String
}

extension Lowering {
  /// What is gathered while a function is checked.
  struct Checking {
    /// How deep calls nest below the function, as far as it was gone through.
    var nesting = 0
    var deepest: String
  }

  /// Checks that a function can be called: every name that it uses, every call, and that it never calls itself.
  ///
  /// A call in its body is not built: it comes to a node of which nothing is known. So the time is that of its own text,
  /// and once that of each function that it calls and that was not checked since something was taken away. Adds nodes,
  /// which the caller removes.
  @discardableResult
  mutating func check(_ function: Function) throws(SessionError) -> CallableFunction {
    let outer = (parameters, checking)
    callChain.append(function.name)
    parameters = [:]
    for name in function.parameters { parameters[name] = .node(graph.addInput(.nan)) }
    checking = Checking(deepest: function.name)
    defer {
      (parameters, checking) = outer
      callChain.removeLast()
    }
    let result = try lower(function.body)
    var constant: Double?
    if case .constant(let value) = result { constant = value }
    return CallableFunction(
      constant: constant, nesting: checking?.nesting ?? 0, deepest: checking?.deepest ?? function.name)
  }

  /// What a call comes to while functions are only checked.
  mutating func checkedCall(of function: Function, _ range: SourceRange) throws(SessionError) -> Operand {
    let callable: CallableFunction
    if let known = session.callable[function.name] {
      callable = known
    } else {
      do throws(SessionError) {
        callable = try check(function)
      } catch {
        // The place is the call's: the body is not in the text that the reader has typed.
        throw SessionError(reason: error.reason, range: range)
      }
      session.callable[function.name] = callable
    }
    let nesting = callable.nesting + 1
    if nesting >= Self.depthLimit { throw SessionError(reason: .tooDeep(callable.deepest), range: range) }
    if nesting > checking?.nesting ?? 0 { checking = Checking(nesting: nesting, deepest: callable.deepest) }
    return callable.constant.map { .constant($0) } ?? unknownOperand()
  }

  /// A node of which nothing is known: no input, and none that is there already.
  func unknownOperand() -> Operand { .node(graph.node(.detach, graph.addInput(.nan))) }
}
