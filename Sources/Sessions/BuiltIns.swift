package import AutoDiff
import Formulas

/// The functions, operators and constants that formulas know without being told.
package enum BuiltIns {
  /// The primitive that a function name stands for.
  package static func function(_ name: String) -> PrimitiveDescription? {
    functions[name] ?? internals.first { $0.name == name }?.opcode.primitive
  }

  /// The name by which a saved session calls an operation that only derivatives are made of, where people write another
  /// one or none.
  static func internalName(of opcode: Opcode) -> String? { internals.first { $0.opcode == opcode }?.name }

  private static let internals: [(name: String, opcode: Opcode)] = [
    ("guarded", .guarded), ("strong_product", .strongMultiply), ("strong_quotient", .strongDivide),
  ]

  /// The number that a name stands for unless it is shadowed.
  package static func constant(_ name: String) -> Double? { constants[name] }

  /// The primitive behind an operator.
  @inline(__always)
  static func opcode(_ id: OperatorID) -> Opcode? { operators[Int(id.rawValue)] }

  /// The operator by which a primitive is written, if it has one.
  static func `operator`(for opcode: Opcode) -> OperatorID? { writtenAs[opcode] }

  /// Every name by which a built-in function can be called, aliases and ``forms`` included.
  package static let functionNames: [String] = functions.keys + forms.map(\.name)

  /// The functions that take a formula apart instead of computing with its value.
  package static let forms: [(name: String, summary: String)] = [
    ("diff", "the derivative of z by x, as a formula: diff(z, x), diff(z, x, 2), diff(z, x, y)")
  ]

  /// The predefined constants, in the order of help.
  package static let constantList: [(name: String, value: Double, summary: String)] = [
    ("pi", .pi, "the ratio of a circle's circumference to its diameter"),
    ("π", .pi, "pi"),
    ("tau", 2 * .pi, "2*pi"),
    ("e", 2.718281828459045, "the base of the natural logarithm"),
    ("inf", .infinity, "infinity"),
    ("nan", .nan, "not a number: the result of 0/0"),
  ]

  private static let constants = Dictionary(
    constantList.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })

  private static let functions: [String: PrimitiveDescription] = {
    var functions: [String: PrimitiveDescription] = [:]
    for primitive in Opcode.allCases.map(\.primitive) where primitive.isFunction {
      for name in [primitive.name] + primitive.aliases { functions[name] = primitive }
    }
    return functions
  }()

  /// For each row of the operator table the primitive with its symbol and number of operands.
  private static let operators: [Opcode?] = Operator.table.map { row in
    let count = row.fixity == .infix ? 2 : 1
    return Opcode.allCases.first {
      let primitive = $0.primitive
      return !primitive.isFunction && primitive.name == row.symbol && primitive.maximumCount == count
    }
  }

  private static let writtenAs: [Opcode: OperatorID] = {
    var result: [Opcode: OperatorID] = [:]
    for row in Operator.table {
      if let opcode = opcode(row.id), result[opcode] == nil { result[opcode] = row.id }
    }
    for (hidden, shown) in [(Opcode.strongMultiply, Opcode.multiply), (.strongDivide, .divide)] {
      result[hidden] = result[shown]
    }
    return result
  }()
}
