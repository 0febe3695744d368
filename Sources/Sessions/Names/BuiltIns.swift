package import AutoDiff
package import Formulas

/// The functions, operators and constants that formulas know without being told.
package enum BuiltIns {
  /// The primitives that a function name stands for, each for another number of arguments.
  package static func functions(_ name: String) -> [PrimitiveDescription] { functions[name] ?? [] }

  /// The primitive that a function name stands for, the one of the fewest arguments where there are several.
  package static func function(_ name: String) -> PrimitiveDescription? { functions[name]?.first }

  /// The primitive that only derivatives are made of and that a saved session calls by this name.
  static func internalFunction(_ name: String) -> PrimitiveDescription? { internals[name] }

  /// The name by which a saved session notes that a formula is a derivative: `derivative_value(formula, x, order, target)`.
  static let derivativeNote = "derivative_value"

  /// The name by which a saved session calls an operation that only derivatives are made of; nil for the others.
  static func internalName(of opcode: Opcode) -> String? {
    opcode.isTyped ? nil : opcode.primitive.name
  }

  private static let internals: [String: PrimitiveDescription] = {
    var internals: [String: PrimitiveDescription] = [:]
    for opcode in Opcode.allCases {
      if let name = internalName(of: opcode) { internals[name] = opcode.primitive }
    }
    return internals
  }()

  /// The formula by which people write what the primitive computes, over names for its operands; nil for what they type.
  static func writing(of opcode: Opcode) -> Formula? { writings[opcode] }

  private static let writings: [Opcode: Formula] = {
    var writings: [Opcode: Formula] = [:]
    for primitive in Opcode.allCases.map(\.primitive) {
      writings[primitive.opcode] = primitive.writing.flatMap { Formula(parsing: $0) }
    }
    return writings
  }()

  /// The primitive of an operator or a call in a formula that calls no functions but these.
  package static func opcode(of kind: Formula.Kind, in formula: Formula) -> Opcode? {
    switch kind {
    case .operation(let id): opcode(id)
    case .call(let name, let count):
      functions(formula[name]).first { $0.takes(argumentCount: Int(count)) }?.opcode
    case .number, .name, .node, .prime, .array, .subscript, .slice, .axis, .binding, .loop, .comprehension:
      nil
    }
  }

  /// The number that a name stands for unless it is shadowed.
  package static func constant(_ name: String) -> Double? { constants[name] }

  /// What there is to know of the primitive behind an operator.
  package static func primitive(behind id: OperatorID) -> PrimitiveDescription? { opcode(id)?.primitive }

  /// The primitive that is written by an operator's symbol, with so many operands.
  package static func operation(written symbol: String, operandCount: Int) -> PrimitiveDescription? {
    operators.lazy.compactMap { $0?.primitive }.first {
      $0.name == symbol && $0.maximumCount == operandCount
    }
  }

  /// The primitive behind an operator.
  @inline(__always)
  static func opcode(_ id: OperatorID) -> Opcode? { operators[Int(id.rawValue)] }

  /// The operator by which a primitive is written, if it has one.
  static func `operator`(for opcode: Opcode) -> OperatorID? { writtenAs[opcode] }

  /// Whether a name is that of a built-in function, aliases and ``forms`` included.
  static func isFunction(_ name: String) -> Bool {
    functions[name] != nil || forms.contains { $0.name == name }
  }

  /// Every name by which a built-in function can be called, aliases and ``forms`` included.
  package static let functionNames: [String] = functions.keys + forms.map(\.name)

  /// The functions that take a formula apart instead of computing with its value.
  package static let forms: [Form] = derivativeForms + arrayForms

  /// The functions that make arrays, or take them as a whole.
  package static let arrayForms = ArrayFunction.list.map {
    Form(name: $0.name, parameters: $0.parameters, summary: $0.summary, example: $0.example)
  }

  /// Derivatives.
  package static let derivativeForms: [Form] = [
    Form(
      name: "diff", parameters: ["z", "x", "…"],
      summary: "the derivative of z by x; also diff(z, x, 2)",
      example: ["x = 3; y = 4; z = x^3*y;", "diff(z, x)", "diff(z, x, 2)", "diff(z, x, y) + 1"])
  ]

  /// A function that takes a formula apart.
  package struct Form: Sendable {
    package let name: String
    package let parameters: [String]
    package let summary: String

    /// Statements that show it.
    package let example: [String]
  }

  /// The predefined constants, in the order of help, each with a formula that shows it.
  package static let constantList: [(name: String, value: Double, summary: String, example: String)] = [
    ("pi", .pi, "the ratio of a circle's circumference to its diameter", "sin(pi/6)"),
    ("π", .pi, "pi", "2π"),
    ("tau", 2 * .pi, "2*pi", "cos(tau/2)"),
    ("e", 2.718281828459045, "the base of the natural logarithm", "log(e^2)"),
    ("inf", .infinity, "infinity", "atan(inf)"),
    ("nan", .nan, "not a number: the result of 0/0", "inf - inf"),
  ]

  private static let constants = Dictionary(
    constantList.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })

  private static let functions: [String: [PrimitiveDescription]] = {
    var functions: [String: [PrimitiveDescription]] = [:]
    for primitive in Opcode.allCases.map(\.primitive) {
      for name in primitive.callNames { functions[name, default: []].append(primitive) }
    }
    return functions.mapValues { $0.sorted { $0.minimumCount < $1.minimumCount } }
  }()

  /// For each row of the operator table the primitive with its symbol and number of operands.
  private static let operators: [Opcode?] = Operator.table.map { row in
    let count = row.operandCount
    return Opcode.allCases.first {
      let primitive = $0.primitive
      return $0.isTyped && primitive.name == row.symbol && primitive.maximumCount == count
    }
  }

  private static let writtenAs: [Opcode: OperatorID] = {
    var result: [Opcode: OperatorID] = [:]
    for row in Operator.table {
      if let opcode = opcode(row.id), result[opcode] == nil { result[opcode] = row.id }
    }
    return result
  }()
}
