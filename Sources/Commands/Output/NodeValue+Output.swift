import AutoDiff
import Pictures

extension NodeValue {
  /// The number, if it is one.
  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The most elements that JSON holds one by one, unless all are wanted.
  static let mostElements = 1000

  /// The value as JSON: nested lists; where there are very many elements, null, and ``members`` sum them up.
  func json(all: Bool = false) -> JSON {
    switch self {
    case .number(let number): return .number(number)
    case .array(let array):
      if array.count > Self.mostElements, !all { return .null }
      if array.shape.rank < 2 { return .numbers(array.elements) }
      let columns = array.shape.columns
      return .list(of: 0..<array.shape.rows) { row in
        .numbers((0..<columns).map { array[row, $0] })
      }
    }
  }

  /// The members that say a value: of an array with its shape, and where it is large with a summary.
  var members: [(String, JSON)] {
    guard case .array(let array) = self else { return [("value", json())] }
    let shape = [("shape", JSON.array(array.shape.dimensions.map { .integer($0) }))]
    if array.count <= Self.mostElements { return [("value", json())] + shape }
    return [("value", json())] + shape + [("summary", Self.summary(of: array))]
  }

  static func summary(of array: ArrayValue) -> JSON {
    let statistics = array.withElements { ArrayStatistics($0) }
    return .object([
      ("mean", .optional(statistics.mean)), ("sd", .optional(statistics.standardDeviation)),
      ("min", .optional(statistics.minimum)), ("max", .optional(statistics.maximum)),
      ("zeros", .integer(statistics.zeroCount)), ("nan", .integer(statistics.nanCount)),
      ("inf", .integer(statistics.positiveInfinityCount + statistics.negativeInfinityCount)),
    ])
  }
}

extension [NodeValue] {
  /// The shapes of those that are arrays, by name; nothing where there are none.
  func shapeMembers(_ names: [String]) -> [(String, JSON)] {
    let shapes = zip(names, self).compactMap { name, value -> (String, JSON)? in
      value.shape.isScalar ? nil : (name, .array(value.shape.dimensions.map { .integer($0) }))
    }
    return shapes.isEmpty ? [] : [("shapes", .object(shapes))]
  }
}

extension Shape {
  /// The extents as they are printed.
  var printed: PrintedShape { rank == 2 ? .matrix(rows: rows, columns: columns) : .vector(columns) }
}

extension ArrayText {
  init(_ array: ArrayValue) {
    self.init(array.shape.printed) {
      array.withElements { ArrayStatistics($0) }
    } element: {
      array[$0]
    }
  }
}

extension TextStyle {
  /// The array as it is shown by itself.
  func text(_ array: ArrayValue) -> ArrayText {
    var text = ArrayText(array)
    text.characters = characters
    text.elementLimit = showsAll ? .max : elements
    return text
  }

  /// A value behind its name: `x = 3`, `A = [1, 2; …`.
  func equation(_ name: StyledText, _ value: NodeValue, isInput: Bool = false) -> StyledText {
    switch value {
    case .number(let number): wrapped(name + (isInput ? inputValue(number) : self.value(number)))
    case .array(let array): text(array).styledText(after: name, fitting: limitsWidth ? width : nil)
    }
  }

  /// Names with their values: numbers side by side, arrays one below another, large ones in a line.
  func equations(_ values: [(name: String, value: NodeValue)]) -> StyledText {
    let numbers = values.compactMap { name, value -> StyledText? in
      value.number.map { "\(name, .name) = \(self.value($0))" }
    }
    var lines = numbers.isEmpty ? [] : [wrapped(numbers.joined(separator: "   "), indentation: 0)]
    for case (let name, .array(let array)) in values {
      lines.append(
        text(array).styledText(
          after: "\(name, .name) = ", fitting: limitsWidth ? width : nil, hasCorners: false))
    }
    return lines.joined(separator: "\n")
  }

  /// A value in a table.
  func cell(_ value: NodeValue) -> StyledText {
    switch value {
    case .number(let number): self.value(number)
    case .array(let array): text(array).cell
    }
  }
}
