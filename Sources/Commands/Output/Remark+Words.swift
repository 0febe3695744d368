import AutoDiff
import Formulas
import Pictures
import Sessions

extension Remark {
  /// What kind of remark it is, in kebab case: stable, for programs.
  package var code: String { words.code }

  /// The remark in words.
  package var text: String { words.text }

  /// What the words tell, for programs.
  var members: [(String, JSON)] { words.members }

  /// The code and the data, without the words.
  var details: JSON { .object([("code", .string(code))] + members) }

  fileprivate typealias Words = (code: String, text: String, members: [(String, JSON)])

  private var words: Words {
    switch self {
    case .notice(let notice): (notice.code, notice.text, notice.members)
    case .undoForgotten(let stepsLeft, let megabytes):
      ("undo-forgotten", Self.words(forStepsLeft: stepsLeft, megabytes), [("left", .integer(stepsLeft ?? 0))])
    case .exceptionalPoint(let remark): (remark.code, remark.text, remark.members)
    case .moreExceptionalPoints(let count):
      (
        "more-exceptional-points", "\(NumberFormat.count(count, "more exceptional point"))",
        [("count", .integer(count))]
      )
    case .unsearchedInputs(let count):
      (
        "unsearched-inputs", "by \(count) more inputs there may be others; finding them would take long",
        [("count", .integer(count))]
      )
    case .held(let variable, let formula):
      (
        "held",
        "\(variable) is held as if it were an input\(formula == variable ? "" : ", not as \(formula)")",
        [("variable", .string(variable)), ("formula", .string(formula))]
      )
    case .unconnected(let target, let variable):
      (
        "not-connected", "\(target) does not depend on \(variable)",
        [("target", .string(target)), ("variable", .string(variable))]
      )
    case .noDerivative(let missing):
      (
        "no-derivative", "\(missing.formula) has no derivative by \(missing.parameter)",
        [("function", .string(missing.formula)), ("variable", .string(missing.parameter))]
      )
    case .misfit(let remark): (remark.code, remark.text, remark.members)
    case .mixedDerivative(let remark): (remark.code, remark.text, remark.members)
    case .factorOfNumber(let name, let form):
      (
        "factor-of-number",
        "\(name) is a factor of the number before it; to differentiate by it, write '\(form)'",
        [("name", .string(name)), ("write", .string(form))]
      )
    case .derivativeOfBothSides(let formula):
      (
        "formula-at-exceptional-point",
        "the derivative is what both sides say; the formula itself comes to \(NumberFormat(digits: 6).string(formula)) here",
        [("formulaValue", .number(formula))]
      )
    case .undefinedAsTyped:
      (
        "undefined-as-typed",
        "a factor of 0 wins here over one that is infinite or undefined; typed in, the formula has no value",
        []
      )
    case .notFinite(let order, let isNaN): Self.words(forOrder: order, isNaN ? "undefined" : "infinite")
    case .lostFunction(let function, let problem):
      (
        "lost-function",
        "\(function.heading) cannot be called (\(problem.diagnostic.message)), and is a comment in the file",
        [("function", .string(function.name)), ("reason", .string(problem.diagnostic.code))]
      )
    case .editAgain: ("edit-again", "':edit' opens it again as you left it", [])
    }
  }

  private static func words(forStepsLeft stepsLeft: Int?, _ megabytes: Double?) -> String {
    guard let stepsLeft else {
      return "':undo' cannot take this back, nor what came before: it changed too much (':set undo')"
    }
    let limit = megabytes.map { "\(NumberFormat(digits: 6).string($0)) MB" } ?? "its limit"
    return
      "':undo' reaches back \(NumberFormat.count(stepsLeft, "change")) only: what it keeps takes \(limit) at most (':set undo')"
  }

  private static func words(forOrder order: Int, _ word: String) -> Words {
    (
      "not-finite",
      order > 0
        ? "the derivative of order \(order) is \(word) here"
        : "the value is \(word) here: there is no polynomial around this point",
      [("order", .integer(order))]
    )
  }
}

extension MissingDerivative {
  /// The function over its parameters, as help writes it.
  fileprivate var formula: String {
    let primitive = opcode.primitive
    return primitive.writing ?? "\(primitive.name)(\(primitive.parameters.joined(separator: ", ")))"
  }

  fileprivate var parameter: String { opcode.primitive.parameters[operand] }
}

extension Notice {
  fileprivate var code: String {
    switch self {
    case .stillUsesEarlier: "name-moved"
    case .inputBecameDefinition: "input-became-definition"
    case .written(let remark): remark.code
    case .hidesBuiltIn: "hides-built-in"
    case .powerOfMatrix: "power-of-each-element"
    case .productOfSquares: "product-of-each-element"
    case .sumWithNumber: "sum-with-number"
    case .transposeOfVector: "transpose-of-vector"
    case .sizeReadNow: "size-read-now"
    case .seed: "seed"
    }
  }

  fileprivate var members: [(String, JSON)] {
    switch self {
    case .stillUsesEarlier(let users, let name, let earlier):
      [
        ("name", .string(name)), ("earlier", .string(earlier)),
        ("users", .array(users.map { .string($0) })),
      ]
    case .inputBecameDefinition(let name, let earlier):
      [("name", .string(name)), ("earlier", .string(earlier))]
    case .written(let remark): remark.members
    case .hidesBuiltIn(let function): [("function", .string(function))]
    case .powerOfMatrix(let text), .transposeOfVector(let text): [("array", .string(text))]
    case .productOfSquares(let a, let b): [("left", .string(a)), ("right", .string(b))]
    case .sumWithNumber(let array, let number): [("array", .string(array)), ("number", .string(number))]
    case .sizeReadNow(let text, let value): [("formula", .string(text)), ("value", .number(value))]
    case .seed(let seed): [("seed", .integer(seed))]
    }
  }
}

extension Statement.Remark {
  fileprivate var code: String {
    switch self {
    case .arrow: "comparison-with-negative"
    case .plusMinus: "sum-not-uncertainty"
    case .digitsInParentheses: "product-not-uncertainty"
    }
  }

  fileprivate var members: [(String, JSON)] {
    switch self {
    case .arrow(let name, let value): [("name", .string(name)), ("value", .string(value))]
    case .plusMinus(let text): [("text", .string(text))]
    case .digitsInParentheses(let text, let number, let factor):
      [("text", .string(text)), ("number", .string(number)), ("factor", .string(factor))]
    }
  }
}
