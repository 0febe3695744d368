import AutoDiff
import Formulas

/// A function of formulas that makes arrays, or takes them as a whole.
package struct ArrayFunction: Sendable {
  package let name: String

  /// What help calls the arguments, `each` and named ones included.
  package let parameters: [String]
  package let summary: String

  /// Statements that show it.
  package let example: [String]

  /// How many arguments it takes, without named ones.
  let counts: ClosedRange<Int>

  /// Whether it goes along rows or columns if it is told to.
  var axis = AxisUse.none

  /// The named arguments that it takes.
  var names: Set<String> = []

  /// Builds the call.
  let build: @Sendable (inout Lowering, ArrayCall) throws(SessionError) -> Operand

  /// What `each=` does.
  enum AxisUse: Sendable {
    case none

    /// Without it, all elements are taken together.
    case optional

    /// Of a matrix it must be said.
    case required
  }
}

/// A call of such a function.
struct ArrayCall {
  let name: String
  let lowered: LoweredOperands

  /// The operands without the named ones, and where these stand in the call.
  let operands: [Operand]
  let places: [Int]
  let axis: Axis?
  let named: [String: Operand]

  init(_ name: String, _ lowered: LoweredOperands) {
    (self.name, self.lowered) = (name, lowered)
    places = lowered.operands.indices.filter { lowered.marks[$0] == nil }
    operands = places.map { lowered.operands[$0] }
    var (axis, named): (Axis?, [String: Operand]) = (nil, [:])
    for mark in lowered.marks.values {
      switch mark {
      case .axis(let found): axis = found
      case .binding(let name, let operand): named[name] = operand
      case .slice: break
      }
    }
    (self.axis, self.named) = (axis, named)
  }

  var range: SourceRange { lowered.range }
}

extension Lowering {
  /// A call whose operands are arrays, or which has named arguments; nil where it is the operation of numbers, element by element.
  mutating func callArrayFunction(_ name: String, _ lowered: LoweredOperands) throws(SessionError) -> Operand?
  {
    let call = ArrayCall(name, lowered)
    guard let function = ArrayFunction.all[name] ?? reduction(name, call) else {
      if let keyword = lowered.marks.values.compactMap(\.keyword).first {
        throw SessionError(
          reason: .array(.unknownKeyword(function: name, keyword)), range: lowered.range)
      }
      return nil
    }
    guard function.counts.contains(call.operands.count) else {
      let (least, most) = (function.counts.lowerBound, function.counts.upperBound)
      throw SessionError(
        reason: .argumentCount(
          function: name,
          expected: most == .max ? .atLeast(least) : least == most ? .exactly(least) : .between(least, most),
          given: call.operands.count), range: lowered.range)
    }
    if let keyword = call.named.keys.first(where: { !function.names.contains($0) }) {
      throw SessionError(reason: .array(.unknownKeyword(function: name, keyword)), range: lowered.range)
    }
    try checkAxis(function, call)
    return try function.build(&self, call)
  }

  /// The function of numbers that an array comes to: `max(v)`, `sum(A, each=row)`.
  private func reduction(_ name: String, _ call: ArrayCall) -> ArrayFunction? {
    guard call.axis != nil || (call.operands.count == 1 && !shape(of: call.operands[0]).isScalar) else {
      return nil
    }
    return ArrayFunction.reductions[name]
  }

  private func checkAxis(_ function: ArrayFunction, _ call: ArrayCall) throws(SessionError) {
    guard let place = call.places.first else { return }
    let array = shape(of: call.lowered.operands[place])
    if call.axis != nil {
      if case .none = function.axis {
        throw SessionError(
          reason: .array(.unknownKeyword(function: function.name, "each")), range: call.range)
      }
      if array.rank < 2 {
        throw SessionError(
          reason: .array(.axisOfVector(function.name, described(place, of: call.lowered))), range: call.range)
      }
    } else if case .required = function.axis, array.rank == 2 {
      throw SessionError(
        reason: .array(.needsAxis(function.name, described(place, of: call.lowered))), range: call.range)
    }
  }

  /// The error of an operand that is none of what a function takes.
  func wrongShape(_ call: ArrayCall, _ what: String, at number: Int = 0) -> SessionError {
    SessionError(
      reason: .array(.takes(function: call.name, what, described(call.places[number], of: call.lowered))),
      range: call.range)
  }

  /// Throws if an operand is a number.
  func requireArray(_ call: ArrayCall, at number: Int = 0) throws(SessionError) {
    if shape(of: call.operands[number]).isScalar { throw wrongShape(call, "an array", at: number) }
  }

  /// A size among the operands.
  mutating func size(_ call: ArrayCall, _ number: Int) throws(SessionError) -> Int {
    try size(call.lowered, call.places[number])
  }

  /// The shape that operands from one on tell: of a vector, or with two of them of a matrix.
  mutating func shape(_ call: ArrayCall, from first: Int) throws(SessionError) -> Shape {
    let rows = try size(call, first)
    let columns = call.operands.count > first + 1 ? try size(call, first + 1) : 1
    try checkSize(rows, columns, call.range)
    return call.operands.count > first + 1 ? .matrix(rows, columns) : .vector(rows)
  }

  /// The operation on the first operand, where its shape suits.
  func applied(_ operation: ArrayOperation, _ call: ArrayCall, orTakes what: String) throws(SessionError)
    -> Operand
  {
    let operands = Array(call.operands.prefix(operation.operandCount))
    guard let shape = operation.shape(of: operands.map { self.shape(of: $0) }) else {
      throw wrongShape(call, what)
    }
    try checkSize(shape, call.range)
    return apply(operation, operands)
  }

  /// A lifted operation that functions are made of: its operands fit.
  func lifted(_ opcode: Opcode, _ operands: Operand...) -> Operand {
    Operand(graph.node(opcode, arguments: operands.map { $0.id(in: graph) }), in: graph)
  }

  /// One number for each row or column, so that it meets the elements of its line.
  func meeting(_ operand: Operand, each axis: Axis?) -> Operand {
    let shape = shape(of: operand)
    return axis == .row && shape.rank == 1
      ? apply(.reshape(Reshape(to: .matrix(shape.columns, 1), written: "col")), [operand]) : operand
  }
}

extension OperandMark.Kind {
  fileprivate var keyword: String? {
    switch self {
    case .axis: "each"
    case .binding(let name, _): name
    case .slice: nil
    }
  }
}

extension ArrayOperation {
  fileprivate var operandCount: Int {
    switch self {
    case .product, .outer, .crossEntropy, .crossEntropySlope, .sortedAlong, .gather, .scatter: 2
    default: 1
    }
  }
}
