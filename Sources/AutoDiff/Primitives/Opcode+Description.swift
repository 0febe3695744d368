/// What is known of a primitive without naming its type.
public struct PrimitiveDescription: Sendable {
  /// The number by which nodes name it.
  public let opcode: Opcode

  /// The name in formulas, or the operator's symbol.
  public let name: String

  /// Other names that formulas may use.
  public let aliases: [String]

  /// How it reads in text.
  public let notation: Notation

  /// What drawings and tables show of it.
  public let symbol: String

  /// What help calls the arguments: the operands, and before them the number of a family's member; "…" stands for any
  /// number more.
  public let parameters: [String]

  /// What it computes, in one line.
  public let summary: String

  /// The least number of arguments.
  public let minimumCount: Int

  /// The largest number of arguments, or nil where there is no limit.
  public let maximumCount: Int?

  /// The declaration itself, for what is seldom asked.
  ///
  /// What stands there is made only when it is asked for: to make the first range of numbers, the language looks at every
  /// protocol conformance in the program, which takes longer than a small session.
  public let declaration: any Primitive.Type

  /// Under what help lists it.
  public var field: FunctionField { declaration.field }

  /// Where it is defined, in words.
  public var domain: String { declaration.domain }

  /// For each operand an interval inside the domain; the last serves all further operands.
  public var samples: [ClosedRange<Double>] { declaration.samples }

  /// Operands inside the domain by which help shows what it does.
  public var example: [Double] { declaration.example }

  /// How backprop hands an adjoint down through it, in a clause.
  public var hands: String { declaration.hands }

  /// The shape along the number line, of a function of one operand.
  public var shape: RealShape? { (declaration as? any UnaryPrimitive.Type)?.shape }

  /// The formula by which people write it, over its parameters, if only derivatives are made of it; nil for what they type.
  public var writing: String? {
    if case .written(let formula) = notation { formula } else { nil }
  }

  /// Whether formulas call it by name, `sin(x)`; the others are operators or come with derivatives only.
  public var isFunction: Bool { notation == .call && opcode != .input }

  /// The names by which formulas call it: that of a function, and aliases, which operators can have too.
  public var callNames: [String] { (isFunction ? [name] : []) + aliases }

  /// Whether a call may have so many arguments.
  public func takes(argumentCount count: Int) -> Bool {
    count >= minimumCount && maximumCount.map { count <= $0 } ?? true
  }
}

extension Opcode {
  /// Everything about the primitive that is not mathematics. O(1).
  public var primitive: PrimitiveDescription { Self.descriptions[Int(rawValue)] }

  private static let descriptions: [PrimitiveDescription] = all.map {
    var visitor = DescriptionVisitor()
    return $0 == .array ? visitor.describe(WholeArrays.self, 0, nil) : dispatch($0, &visitor)
  }
}

private struct DescriptionVisitor: PrimitiveVisitor {
  fileprivate func describe(_ primitive: any Primitive.Type, _ minimum: Int, _ maximum: Int?)
    -> PrimitiveDescription
  {
    PrimitiveDescription(
      opcode: primitive.opcode, name: primitive.name, aliases: primitive.aliases,
      notation: primitive.notation, symbol: primitive.symbol, parameters: primitive.parameters,
      summary: primitive.summary, minimumCount: minimum, maximumCount: maximum, declaration: primitive)
  }

  func input() -> PrimitiveDescription { describe(Input.self, 0, 0) }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription { describe(P.self, 1, 1) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription { describe(P.self, 2, 2) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription { describe(P.self, 3, 3) }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription {
    describe(P.self, P.minimumCount, nil)
  }
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> PrimitiveDescription {
    describe(P.self, 1 + P.operandCount, 1 + P.operandCount)
  }
}

/// A leaf: what is said of it where primitives are described.
enum Input: Primitive {
  static let opcode = Opcode.input
  static let name = "input"
  static let summary = "a leaf that can be set"
  static let parameters: [String] = []
  static let example: [Double] = []
  static let samples: [ClosedRange<Double>] = []
  static let hands = "an input keeps what arrives: it is the derivative"
  static let secondOrderStructure = SecondOrderStructure.flat
}

/// An operation on whole arrays: what is said of all of them where primitives are described.
enum WholeArrays: Primitive {
  static let opcode = Opcode.array
  static let name = "array"
  static let summary = "an operation on whole arrays"
  static let parameters: [String] = ["…"]
  static let example: [Double] = []
  static let samples: [ClosedRange<Double>] = []
  static let hands = "each operand gets its share of the adjoint"
}
