/// Why a picture or a table of a formula cannot be made.
enum PlotProblem: Equatable {
  case noFormula
  case noRange(inputs: [String], command: String)
  case tooManyAxes
  case notAnInterval(String)
  case emptyInterval(low: String, high: String)
  case infiniteInterval(String)
  case notAboveZero(String)
  case sameName(String)
  case doesNotDepend(formula: String, name: String)
  case severalFields
  case noStep
  case invalidStep(String)
  case tooManyRows(Int)
  case noPath
  case pathWithout([String])
  case unknownFormat(String?)

  var code: String {
    switch self {
    case .noFormula: "missing-formula"
    case .noRange: "missing-range"
    case .tooManyAxes: "too-many-axes"
    case .notAnInterval: "not-an-interval"
    case .emptyInterval: "empty-range"
    case .infiniteInterval: "infinite-range"
    case .notAboveZero: "not-above-zero"
    case .sameName: "same-name"
    case .doesNotDepend: "does-not-depend"
    case .severalFields: "several-fields"
    case .noStep: "missing-step"
    case .invalidStep: "invalid-step"
    case .tooManyRows: "too-many-rows"
    case .noPath: "no-path"
    case .pathWithout: "no-path"
    case .unknownFormat: "unknown-format"
    }
  }

  var message: String {
    switch self {
    case .noFormula: "there is no formula"
    case .noRange(let inputs, _):
      inputs.isEmpty
        ? "the formula depends on no input: a range says what the name is that changes"
        : "the formula depends on \(inputs.joined(separator: ", ")): a range says which one changes"
    case .tooManyAxes: "a picture has two axes: at most two names have ranges"
    case .notAnInterval(let text): "'\(text)' is no range from one number to another"
    case .emptyInterval(let low, let high): "the range from \(low) to \(high) is empty"
    case .infiniteInterval(let text): "'\(text)' is no finite number"
    case .notAboveZero(let name): "a logarithmic axis is above 0: \(name) goes to 0 or below"
    case .sameName(let name): "'\(name)' has two ranges"
    case .doesNotDepend(let formula, let name): "\(formula) does not depend on \(name)"
    case .severalFields: "over two inputs there is one formula at a time"
    case .noStep: "what is the step?"
    case .invalidStep(let text): "'\(text)' is no step: it must be above 0"
    case .tooManyRows(let count): "that would be \(count) rows: at most 100000 are made"
    case .noPath: "no ':repeat' has run yet whose path could be shown"
    case .unknownFormat(let ending):
      "\(ending.map { "no picture is written as '.\($0)'" } ?? "the ending says how a picture is written"): the endings are .svg and .txt"
    case .pathWithout(let names): "the last ':repeat' did not change \(names.joined(separator: " and "))"
    }
  }

  var suggestion: String? {
    switch self {
    case .noFormula: ":plot sin(x) x=0..10"
    case .noRange(let inputs, let command): "\(command) \(inputs.first ?? "x")=0..1"
    case .tooManyAxes, .notAnInterval, .sameName: "x=0..10"
    case .doesNotDepend: "--range 0..1 for the height of the picture"
    case .noStep, .invalidStep: ":table x^2 x=0..1 by 0.1"
    case .unknownFormat: "-o plot.svg"
    case .noPath: ":repeat 100 x := x - 0.1*diff(z, x)"
    case .emptyInterval, .infiniteInterval, .notAboveZero, .severalFields, .tooManyRows, .pathWithout: nil
    }
  }
}
