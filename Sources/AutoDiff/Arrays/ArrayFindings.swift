package import Memory

/// What there is to say of arrays: where infinities and NaN were born, and which units are flat.
package struct ArrayFindings {
  /// An operation, or an input, with elements that are no ordinary numbers although what they are made of is.
  package struct Birth: Sendable {
    package let node: NodeID

    /// The first such element, by its position, and how many there are.
    package let position: Int
    package let count: Int

    /// What it comes to, and the elements that it is made of, where these are few.
    package let value: Double
    package let arguments: [Double]
  }

  /// An activation through which nothing, or next to nothing, comes back for some of its units: the columns of a matrix, which has
  /// a row for each sample, or the elements of a vector.
  package struct FlatUnits: Sendable {
    package let node: NodeID

    /// Whether the slopes are 0; else they are small.
    package let isDead: Bool

    /// The units, from 0 on, and of how many.
    package let units: [Int]
    package let unitCount: Int
    package let sampleCount: Int
  }

  package internal(set) var births: [Birth] = []
  package internal(set) var flatUnits: [FlatUnits] = []

  /// Slopes up to this one are next to nothing.
  package static let smallSlope = 1e-3
}

extension Graph {
  /// What there is to say of the arrays that a target is made of. O(their elements).
  package func arrayFindings(
    below target: NodeID, _ cancellation: Cancellation
  ) throws(Interruption) -> ArrayFindings {
    try bringUpToDate([target].filter { !$0.isConstant }, cancellation)
    var findings = ArrayFindings()
    for id in try cone(of: [target], cancellation) {
      try cancellation.check()
      if let birth = birth(at: id) { findings.births.append(birth) }
      findings.flatUnits += flatUnits(at: id)
    }
    return findings
  }

  private func birth(at id: NodeID) -> ArrayFindings.Birth? {
    let shape = shape(of: id)
    let value = cachedArray(of: id)
    let isLifted = arrayOperation(of: id) == nil
    let operands =
      isInput(id) ? [] : operands(of: id).map { (value: cachedArray(of: $0), shape: self.shape(of: $0)) }
    // What a whole operation is made of is all of its operands.
    if !isLifted, !operands.allSatisfy({ $0.value.isFinite }) { return nil }
    var (first, count): (position: Int?, Int) = (nil, 0)
    var arguments: [Double] = []
    value.withElements { elements in
      for position in elements.indices where !elements[position].isFinite {
        var own: [Double] = []
        if isLifted {
          let (row, column) = (position / max(1, shape.columns), position % max(1, shape.columns))
          own = operands.map { operand in
            let steps = operand.shape.steps(in: shape)
            return operand.value.count == 1
              ? operand.value[0] : operand.value[row * steps.row + column * steps.column]
          }
          if !own.allSatisfy(\.isFinite) { continue }
        }
        count += 1
        if first == nil { (first, arguments) = (position, own) }
      }
    }
    return first.map {
      ArrayFindings.Birth(node: id, position: $0, count: count, value: value[$0], arguments: arguments)
    }
  }

  private func flatUnits(at id: NodeID) -> [ArrayFindings.FlatUnits] {
    let shape = shape(of: id)
    guard shape.rank > 0, shape.count > 0, let slopes = activationSlopes(at: id) else { return [] }
    let (samples, units) = shape.rank == 2 ? (shape.rows, shape.columns) : (1, shape.columns)
    var largest = [Double](repeating: 0, count: units)
    for (position, slope) in slopes.enumerated() {
      let unit = position % units
      largest[unit] = max(largest[unit], slope.isNaN ? .infinity : slope.magnitude)
    }
    func found(_ isDead: Bool, _ isFlat: (Double) -> Bool) -> ArrayFindings.FlatUnits? {
      let flat = largest.indices.filter { isFlat(largest[$0]) }
      return flat.isEmpty
        ? nil
        : ArrayFindings.FlatUnits(
          node: id, isDead: isDead, units: flat, unitCount: units, sampleCount: samples)
    }
    return [
      found(true) { $0 == 0 }, found(false) { $0 > 0 && $0 <= ArrayFindings.smallSlope },
    ].compactMap(\.self)
  }

  /// The slopes of an activation at each element, row by row; nil of other operations.
  private func activationSlopes(at id: NodeID) -> [Double]? {
    guard !isInput(id), let first = operands(of: id).first else { return nil }
    let value = cachedArray(of: id)
    switch opcode(of: id) {
    case .max, .min:
      // Of one array and one number: where that number is what came out, nothing comes back.
      let operands = operands(of: id)
      guard operands.count == 2, let number = operands.first(where: { self.shape(of: $0).isScalar }),
        operands.contains(where: { self.shape(of: $0) == value.shape })
      else { return nil }
      let bound = cachedValue(of: number)
      return value.elements.map { $0 == bound ? 0 : 1 }
    case .relu, .leakyRelu, .elu, .silu, .gelu, .sigmoid, .tanh, .softsign, .erf, .atan:
      let argument = cachedArray(of: first)
      guard argument.count == value.count else { return nil }
      return zip(argument.elements, value.elements).map { argument, value in
        var visitor = OutOfLine(SlopeVisitor(argument: argument, result: value))
        return dispatch(opcode(of: id), &visitor)
      }
    default: return nil
    }
  }
}

/// The slope of an operation of one number.
private struct SlopeVisitor: PrimitiveVisitor {
  let argument: Double
  let result: Double

  func input() -> Double { .nan }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Double { P.partial(argument, result: result) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Double { .nan }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Double { .nan }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Double { .nan }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Double { .nan }
}

extension ArrayValue {
  /// Whether no element is infinite or NaN.
  var isFinite: Bool { withElements { $0.allSatisfy(\.isFinite) } }
}
