/// What is known of a primitive without naming its type.
public struct PrimitiveDescription: Sendable {
  /// The number by which nodes name it.
  public let opcode: Opcode

  /// The name in formulas, or the operator's symbol.
  public let name: String

  /// Other names that formulas may use.
  public let aliases: [String]

  /// How people write what it computes, over its parameters, if only derivatives are made of it; nil for what people type.
  public let writing: String?

  /// What help calls the operands; "…" stands for any number more.
  public let parameters: [String]

  /// What it computes, in one line.
  public let summary: String

  /// Where it is defined, in words.
  public let domain: String

  /// For each operand an interval inside the domain; the last serves all further operands.
  ///
  /// Found only when it is asked for: to make the first range of numbers, the language looks at every protocol
  /// conformance in the program, which takes longer than a small session.
  public var samples: [ClosedRange<Double>] {
    var visitor = SamplesVisitor()
    return dispatch(opcode, &visitor)
  }

  /// Operands inside the domain by which help shows what it does.
  public var example: [Double] {
    var visitor = ExampleVisitor()
    return dispatch(opcode, &visitor)
  }

  /// The least number of operands.
  public let minimumCount: Int

  /// The largest number of operands, or nil where there is no limit.
  public let maximumCount: Int?

  /// Whether formulas call it by name, `sin(x)`; the others are operators or come with derivatives only.
  public var isFunction: Bool {
    writing == nil && name.unicodeScalars.first.map { $0.properties.isAlphabetic } == true
      && ![.input, .and, .or, .not].contains(opcode)
  }

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

  /// Whether the operands stand in a list: more than two, or any number.
  @inline(__always)
  var usesOperandList: Bool {
    var visitor = OperandListVisitor()
    return dispatch(self, &visitor)
  }

  /// Whether the primitive computes its derivative along with its value almost for free.
  var savesPartial: Bool {
    var visitor = SavingVisitor()
    return dispatch(self, &visitor)
  }

  /// Whether there are points at which the function has no derivative of the ordinary kind.
  var hasSingularities: Bool {
    var visitor = SingularPrimitiveVisitor()
    return dispatch(self, &visitor)
  }

  /// Whether the primitive has two operands that can change places.
  var isCommutative: Bool {
    var visitor = CommutativityVisitor()
    return dispatch(self, &visitor)
  }

  /// The value of the primitive at `operands`, whose number must suit it; an input has none and gives NaN.
  package func value(at operands: [Double]) -> Double {
    var visitor = ValueVisitor(operands: operands)
    return dispatch(self, &visitor)
  }

  /// The value of a primitive of one operand.
  package func value(_ x: Double) -> Double {
    var visitor = ValueVisitor(operands: CollectionOfOne(x))
    return dispatch(self, &visitor)
  }

  /// The value of a primitive of two operands.
  package func value(_ a: Double, _ b: Double) -> Double {
    var visitor = ValueVisitor(operands: Pair(first: a, second: b))
    return dispatch(self, &visitor)
  }

  private static let descriptions: [PrimitiveDescription] = allCases.map {
    var visitor = DescriptionVisitor()
    return dispatch($0, &visitor)
  }
}

private struct DescriptionVisitor: PrimitiveVisitor {
  private func describe<P: Primitive>(_ primitive: P.Type, _ minimum: Int, _ maximum: Int?)
    -> PrimitiveDescription
  {
    PrimitiveDescription(
      opcode: P.opcode, name: P.name, aliases: P.aliases, writing: P.writing, parameters: P.parameters,
      summary: P.summary,
      domain: P.domain, minimumCount: minimum, maximumCount: maximum)
  }

  func input() -> PrimitiveDescription {
    PrimitiveDescription(
      opcode: .input, name: "input", aliases: [], writing: nil, parameters: [],
      summary: "a leaf that can be set",
      domain: "all real numbers", minimumCount: 0, maximumCount: 0)
  }

  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription { describe(P.self, 1, 1) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription { describe(P.self, 2, 2) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription { describe(P.self, 3, 3) }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> PrimitiveDescription {
    describe(P.self, P.minimumCount, nil)
  }
}

private struct SamplesVisitor: PrimitiveVisitor {
  func input() -> [ClosedRange<Double>] { [] }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> [ClosedRange<Double>] { P.samples }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> [ClosedRange<Double>] { P.samples }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> [ClosedRange<Double>] { P.samples }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> [ClosedRange<Double>] { P.samples }
}

private struct ExampleVisitor: PrimitiveVisitor {
  func input() -> [Double] { [] }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> [Double] { P.example }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> [Double] { P.example }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> [Double] { P.example }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> [Double] { P.example }
}

private struct ValueVisitor<Operands: RandomAccessCollection<Double>>: PrimitiveVisitor
where Operands.Index == Int {
  let operands: Operands
  func input() -> Double { .nan }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Double { P.value(operands[0]) }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Double { P.value(operands[0], operands[1]) }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Double {
    P.value(operands[0], operands[1], operands[2])
  }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Double { P.value(operands) }
}

private struct OperandListVisitor: PrimitiveVisitor {
  @inline(__always) func input() -> Bool { false }
  @inline(__always) func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  @inline(__always) func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  @inline(__always) func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Bool { true }
  @inline(__always) func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Bool { true }
}

private struct SavingVisitor: PrimitiveVisitor {
  func input() -> Bool { false }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Bool { P.savesPartial }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Bool { false }
}

private struct CommutativityVisitor: PrimitiveVisitor {
  func input() -> Bool { false }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Bool { P.isCommutative }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Bool { false }
}

private struct SingularPrimitiveVisitor: PrimitiveVisitor {
  func input() -> Bool { false }
  func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Bool { P.hasSingularities }
  func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Bool { P.hasSingularities }
  func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Bool { P.hasSingularities }
  func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Bool { P.hasSingularities }
}
