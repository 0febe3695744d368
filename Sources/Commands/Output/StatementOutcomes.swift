import AutoDiff
import Pictures
import Sessions

/// `x = 3`: an input has a value.
struct InputOutcome: Outcome {
  let name: String
  let node: NodeID
  let value: NodeValue

  var kind: String { "input" }
  var members: [(String, JSON)] {
    [("name", .string(name)), ("node", .integer(node.index))] + value.members
  }
  func text(_ style: TextStyle) -> StyledText { style.equation("\(name, .name) = ", value, isInput: true) }
}

/// `z = x*x`: a name stands for a node.
struct DefinitionOutcome: Outcome {
  let name: String
  let node: NodeID?
  let value: NodeValue

  var kind: String { "definition" }
  var members: [(String, JSON)] {
    [("name", .string(name)), ("node", node.json)] + value.members
  }
  func text(_ style: TextStyle) -> StyledText { style.equation("\(name, .name) = ", value) }
}

/// `f(u) = u*u`: a function is there to be called.
struct FunctionOutcome: Outcome {
  let function: Function

  var kind: String { "function" }
  var members: [(String, JSON)] {
    [("name", .string(function.name)), ("parameters", .array(function.parameters.map { .string($0) }))]
  }
  func text(_ style: TextStyle) -> StyledText { style.wrapped(StyledText(verbatim: function.text)) }
}

/// `x*y`: a formula has a value.
struct ValueOutcome: Outcome {
  let node: NodeID?
  let value: NodeValue
  let isInput: Bool

  var kind: String { "value" }
  var members: [(String, JSON)] { [("node", node.json)] + value.members }
  func text(_ style: TextStyle) -> StyledText {
    if case .number(let number) = value { return isInput ? style.inputValue(number) : style.value(number) }
    return style.equation("", value)
  }
}

/// `x := x/2`: inputs have new values.
struct UpdateOutcome: Outcome {
  let values: [(name: String, value: NodeValue)]

  var kind: String { "update" }
  var members: [(String, JSON)] {
    [("values", .object(values.map { ($0.name, $0.value.json()) }))]
      + values.map(\.value).shapeMembers(values.map(\.name))
  }
  func text(_ style: TextStyle) -> StyledText { style.equations(values) }
}

/// Words that are all there is to say, such as "everything is forgotten".
struct MessageOutcome: Outcome {
  let kind: String
  var members: [(String, JSON)] = []
  let message: StyledText

  func text(_ style: TextStyle) -> StyledText { style.wrapped(message) }
}

extension NodeID? {
  /// The node's number, or null for a constant, which has none.
  var json: JSON { self.map { .integer($0.index) } ?? .null }
}
