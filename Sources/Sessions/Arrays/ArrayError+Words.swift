import AutoDiff

extension ArrayError {
  /// The error in words, and what to write instead.
  var words: (code: String, message: String, suggestion: String?) {
    switch self {
    case .doNotMeet(let symbol, let a, let b): Self.doNotMeet(symbol, a, b)
    case .productDoesNotFit(let a, let b): Self.productDoesNotFit(a, b)
    case .productOfNumber(let a, let b):
      ("product-of-number", "@ multiplies arrays", "\(a.factor)*\(b.factor)")
    case .rowsDiffer(let a, let b):
      (
        "rows-differ",
        "\(a.text) has \(a.shape.inWords), \(b.text) has \(b.shape.columns): the rows of a matrix are equally long",
        "concat(\(a.text), \(b.text))"
      )
    case .arrayInRows(let texts):
      ("array-in-rows", "a row of [ ; ] holds numbers", "[\(texts.joined(separator: ", "))]")
    case .doNotStack(let a, let b):
      (
        "do-not-stack",
        "\(a.text) is \(a.shape.asNoun) and \(b.text) is \(b.shape.asNoun): brackets stack numbers, or vectors of one length",
        nil
      )
    case .indexIsZero(let array):
      (
        "index-out-of-range",
        "indices begin at 1: \(array.text)[1] is the first of \(array.shape.firstExtent)", "\(array.text)[1]"
      )
    case .indexBeyondEnd(let array, let count, let what):
      ("index-out-of-range", "\(array.text) has \(count) \(what); the last is \(array.text)[-1]", nil)
    case .indexIsNoWholeNumber(let text):
      ("not-an-index", "an index is a whole number, and \(text) is none", nil)
    case .tooManyIndices(let array):
      (
        "too-many-indices",
        array.shape.rank == 2
          ? "\(array.text) is \(array.shape): it takes one or two indices"
          : "\(array.text) has \(array.shape.inWords): it takes one index", nil
      )
    case .indexOfNumber(let array):
      ("index-of-number", "\(array.text) is a number: it has no elements", nil)
    case .indexIsCondition(let array, let condition):
      (
        "shape-depends-on-values", "shapes do not depend on values: choose for each element",
        "if(\(condition), \(array.text), 0)"
      )
    case .calledArray(let name, let arguments):
      (
        "array-as-function", "\(name) is an array, not a function",
        "\(name)[\(arguments.joined(separator: ", "))]"
      )
    case .derivativeOfArray(let target, let variable):
      (
        "derivative-of-array",
        "\(target.text) has \(target.shape.inWords): a gradient is of one number",
        "diff(sum(\(target.text)), \(variable))"
      )
    case .shapeOfInputStays(let input, let new):
      ("shape-stays", "\(input.text) is \(input.shape.asNoun), and its new value \(new.asNoun)", nil)
    case .ofNoElements(let function):
      ("no-elements", Self.ofNoElements(function), nil)
    case .needsAxis(let function, let array):
      (
        "needs-axis",
        "\(array.text) is \(array.shape): say whether \(function) goes along each row or each column",
        "\(function)(\(array.text), each=row)"
      )
    case .axisOfVector(let function, let array):
      (
        "axis-of-vector",
        array.shape.isScalar
          ? "\(array.text) is a number, which has no rows and columns"
          : "\(array.text) is a vector, which has no rows and columns", "\(function)(\(array.text))"
      )
    case .takes(let function, let what, let given):
      ("wrong-shape", "\(function) takes \(what), and \(given.text) is \(given.shape.asNoun)", nil)
    case .unknownKeyword(let function, let name):
      ("unknown-keyword", "\(function) takes no \(name)=", nil)
    case .notASize(let text, let value):
      (
        "not-a-size",
        "a size is a whole number from 0 on, \(Double(text) == value ? "not \(text)" : "and \(text) is \(Int(exactly: value).map(String.init) ?? value.description)")",
        nil
      )
    case .tooLarge(let shape, let bytes):
      ("too-large", "an array of \(shape) numbers takes \(Self.memory(bytes)): more than there is", nil)
    case .partOfOther(let name, let isDefinition):
      isDefinition
        ? ("not-an-input", "'\(name)' is not an input but a definition, which follows its formula", nil)
        : ("not-an-array", "'\(name)' is no array: it has no parts", nil)
    case .setTwice(let array): ("set-twice", "an element of \(array.text) is set twice", nil)
    case .partHasShape(let part, let new):
      ("part-has-shape", "\(part.text) is \(part.shape.asNoun), and its new value \(new.asNoun)", nil)
    case .indexIsNotKnown(let text):
      ("not-an-index", "the index of a part that is set is a number, and \(text) is not", nil)
    case .loopOverNumber(let text):
      ("loop-over-number", "\(text) is a number: a list is gone through, such as 1..\(text)", nil)
    case .bodyOfTwoLoops(let body):
      (
        "body-of-two-loops",
        "with two loops the element is a number, and \(body.text) is \(body.shape.asNoun)", nil
      )
    case .boundDefinition(let name):
      ("bound-definition", "'\(name)' is a definition: choose a name that stands for nothing else", nil)
    }
  }

  private static func doNotMeet(
    _ symbol: String, _ a: Operand, _ b: Operand
  ) -> (code: String, message: String, suggestion: String?) {
    let code = "shapes-do-not-meet"
    if b.shape.rank == 2, b.shape.columns == 1, a.shape.rank == 1 {
      return (
        code, "\(b.text) is a matrix with one column, and \(a.text) a vector",
        "\(a.text) \(symbol) \(b.factor)[.., 1]"
      )
    }
    if a.shape.rank == 2, a.shape.columns == 1, b.shape.rank == 1 {
      return (
        code, "\(a.text) is a matrix with one column, and \(b.text) a vector",
        "\(a.factor)[.., 1] \(symbol) \(b.text)"
      )
    }
    if a.shape.rank == 2, b.shape.rank == 1 {
      return (
        code,
        "\(a.text) is \(a.shape): a vector that meets each row has \(a.shape.columns) elements, \(b.text) has \(b.shape.columns)\(a.shape.rows == b.shape.columns ? "; for one number a row, make it a column" : "")",
        a.shape.rows == b.shape.columns ? "\(a.factor)\(spaced(symbol))col(\(b.text))" : nil
      )
    }
    if a.shape.rank == 1, b.shape.rank == 2 {
      return (
        code,
        "\(b.text) is \(b.shape): a vector that meets each row has \(b.shape.columns) elements, \(a.text) has \(a.shape.columns)\(b.shape.rows == a.shape.columns ? "; for one number a row, make it a column" : "")",
        b.shape.rows == a.shape.columns ? "col(\(a.text))\(spaced(symbol))\(b.factor)" : nil
      )
    }
    if symbol == "*", a.shape.rank == 2, b.shape.rank == 2, a.shape.columns == b.shape.rows {
      return (
        code, "\(a.text) is \(a.shape) and \(b.text) is \(b.shape): * goes element by element",
        "\(a.factor) @ \(b.factor)"
      )
    }
    return (
      code,
      a.shape.rank == 1
        ? "\(a.text) has \(a.shape.inWords) and \(b.text) has \(b.shape.columns): \(symbol) goes element by element"
        : "\(a.text) is \(a.shape) and \(b.text) is \(b.shape): \(symbol) goes element by element", nil
    )
  }

  private static func spaced(_ symbol: String) -> String {
    symbol == "*" || symbol == "/" || symbol == "^" ? symbol : " \(symbol) "
  }

  private static func productDoesNotFit(
    _ a: Operand, _ b: Operand
  ) -> (code: String, message: String, suggestion: String?) {
    let code = "product-does-not-fit"
    if a.shape.rank == 1, b.shape.rank == 1 {
      return (
        code,
        "\(a.text) has \(a.shape.inWords) and \(b.text) has \(b.shape.columns): a dot product takes as many of each",
        nil
      )
    }
    let (rows, columns) = (b.shape.rank == 1 ? b.shape.columns : b.shape.rows, a.shape.columns)
    let message =
      "\(a.text) is \(a.shape.asSize) and \(b.text) is \(b.shape.asSize): \(a.factor) @ \(b.factor) needs as many "
      + (a.shape.rank == 1
        ? "elements in \(a.text) as rows in \(b.text)"
        : b.shape.rank == 1
          ? "elements in \(b.text) as columns in \(a.text)"
          : "rows in \(b.text) as columns in \(a.text)")
    if b.shape.rank == 2, b.shape.columns == columns {
      return (code, message + "; \(a.factor) @ \(b.transposed) fits", "\(a.factor) @ \(b.transposed)")
    }
    if a.shape.rank == 2, a.shape.rows == rows {
      return (code, message + "; \(a.transposed) @ \(b.factor) fits", "\(a.transposed) @ \(b.factor)")
    }
    return (code, message, nil)
  }

  private static func ofNoElements(_ function: String) -> String {
    switch function {
    case "max": "there is no largest of no elements"
    case "min": "there is no smallest of no elements"
    case "mean": "there is no mean of no elements"
    default: "there is no \(function) of no elements"
    }
  }

  private static func memory(_ bytes: Double) -> String {
    let units = [(1e18, "EB"), (1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB")]
    guard let (size, unit) = units.first(where: { bytes >= $0.0 }) else { return "\(Int(bytes)) bytes" }
    let count = bytes / size
    return count >= 1000 ? "over 1000 \(unit)" : "\(Int(count.rounded())) \(unit)"
  }
}

extension ArrayError.Operand {
  /// The text as a factor: in parentheses where it is more than a name, a part, a transpose or a call.
  var factor: String {
    let isName = text.allSatisfy { $0.isLetter || $0.isNumber || "_.%[]".contains($0) }
    let isCall = text.hasSuffix(")") && text.first?.isLetter == true && !text.contains(" ")
    return isName || isCall ? text : "(\(text))"
  }

  var transposed: String { text.hasSuffix(".T") ? String(text.dropLast(2)) : "\(factor).T" }
}

extension Shape {
  /// `3 elements`, `2 rows` for what has so many.
  var inWords: String {
    switch rank {
    case 0: "no elements"
    case 1: "\(columns) element\(columns == 1 ? "" : "s")"
    default: "\(rows)×\(columns) elements"
    }
  }

  /// `2×3`, or `a vector of 3`, behind "is".
  var asSize: String { rank == 1 ? "a vector of \(columns)" : rank == 2 ? description : "a number" }

  /// `a 2×3 matrix`
  var asNoun: String { rank == 2 ? "a \(description) matrix" : asSize }

  /// How many things the first index tells apart.
  var firstExtent: Int { rank == 2 ? rows : columns }
}
