package import Formulas

extension SessionError {
  /// The error in words, with its place and, where there is one, what to write instead.
  package var diagnostic: Diagnostic {
    let (code, message, suggestion) = words
    var diagnostic = Diagnostic(code: code, message: message, range: range, suggestion: suggestion)
    diagnostic.others = others
    switch reason {
    case .unknownNames(let names): diagnostic.names = names.map(\.name)
    case .notDefined(let name, _): diagnostic.names = [name]
    default: break
    }
    return diagnostic
  }

  private var words: (code: String, message: String, suggestion: String?) {
    switch reason {
    case .unknownNames(let names):
      ("unknown-name", names.message, names.suggestion)
    case .unknownFunction(let name, let hint):
      ("unknown-function", "unknown function '\(name)'\(hint?.continuation ?? "")", hint?.instead)
    case .functionAsVariable(let name):
      ("function-as-variable", "'\(name)' is a function: call it with arguments", "\(name)(…)")
    case .variableAsFunction(let name):
      ("variable-as-function", "'\(name)' is a variable, not a function: to multiply, write *", "\(name)*(…)")
    case .argumentCount(let function, let expected, let given):
      ("argument-count", "'\(function)' takes \(expected.words), \(given) given", nil)
    case .recursion(let chain):
      (
        "recursion",
        chain.count <= 2
          ? "'\(chain.first ?? "")' would call itself, and never end"
          : "the calls \(chain.joined(separator: " → ")) would never end", nil
      )
    case .tooDeep(let name):
      ("too-deep", "the calls below '\(name)' are nested too deep (limit \(Lowering.depthLimit))", nil)
    case .noResultYet:
      ("no-result", "there is no last result yet", nil)
    case .nodeIsGone(let index):
      ("unknown-node", "node %\(index) is gone: no name used it any more, and it was freed", nil)
    case .noSuchNode(let index, let count):
      (
        "unknown-node",
        "there is no node \(index == .max ? "with so large a number" : "%\(index)"): \(Self.nodesWords(count))",
        nil
      )
    case .notAnInput(let name, let what):
      what.words(name)
    case .differentiatedByNumber:
      ("not-an-input", "a derivative is taken with respect to a variable, and this is a number", nil)
    case .differentiatedByFormula:
      (
        "not-an-input",
        "a derivative is taken with respect to a variable: give this formula a name, and use it in the target",
        nil
      )
    case .differentiatedByFunction(let name):
      (
        "not-an-input",
        "a derivative is taken with respect to a variable, and '\(name)' is a function: \(name)'(a) is its own derivative",
        nil
      )
    case .invalidOrder(let order):
      (
        "invalid-order",
        "the order of a derivative is a whole number from 0 to \(Lowering.orderLimit), not \(Int(exactly: order).map(String.init) ?? order.description)",
        nil
      )
    case .primeOfManyArguments(let name, let count):
      (
        "prime-of-many",
        "'\(name)' takes \(count) arguments: a prime is for functions of one; differentiate the call with diff(…, x)",
        nil
      )
    case .array(let error): error.words
    case .interrupted: Diagnostic.interruption
    case .notDefined(let name, let nearest):
      ("unknown-name", "there is no variable or function '\(name)'", nearest)
    }
  }

  private static func nodesWords(_ count: Int) -> String {
    switch count {
    case 0: "the graph is empty"
    case 1: "the only one is %0"
    default: "they go from %0 to %\(count - 1)"
    }
  }
}

extension SessionError.ArgumentCount {
  fileprivate var words: String {
    switch self {
    case .exactly(1): "1 argument"
    case .exactly(let count): "\(count) arguments"
    case .between(let least, let most): "\(least) \(most == least + 1 ? "or" : "to") \(most) arguments"
    case .atLeast(1): "at least 1 argument"
    case .atLeast(let count): "at least \(count) arguments"
    }
  }
}

extension SessionError.NotAnInput {
  fileprivate func words(_ name: String) -> (code: String, message: String, suggestion: String?) {
    switch self {
    case .noName:
      ("not-an-input", "'\(name)' is not the name of an input", nil)
    case .unknown:
      ("not-an-input", "'\(name)' is not an input yet: give it a value first", "\(name) = …")
    case .definition:
      ("not-an-input", "'\(name)' is not an input but a definition, which follows its formula", nil)
    case .alias(let input):
      ("not-an-input", "'\(name)' is another name of the input '\(input)'", input)
    }
  }
}
