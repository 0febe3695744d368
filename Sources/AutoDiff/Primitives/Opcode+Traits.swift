/// What sweeps and walks over a graph ask of primitives by their numbers, node after node.
extension Opcode {
  /// What the primitive is in algebra.
  @inline(__always)
  package var algebra: Algebra { Self.traits[Int(rawValue)].algebra }

  /// Which second derivatives the primitive has.
  var secondOrderStructure: SecondOrderStructure { Self.traits[Int(rawValue)].secondOrderStructure }

  /// Whether there are points at which the function has no derivative of the ordinary kind.
  var hasSingularities: Bool { Self.traits[Int(rawValue)].hasSingularities }

  /// Whether the primitive has two operands that can change places.
  package var isCommutative: Bool { Self.traits[Int(rawValue)].isCommutative }

  /// Whether the primitive computes its derivative along with its value almost for free.
  var savesPartial: Bool { Self.traits[Int(rawValue)].savesPartial }

  /// Whether backprop has loops of its own for the operation, and not one for all of them.
  var hasOwnLoops: Bool { Self.traits[Int(rawValue)].hasOwnLoops }

  /// Whether the direction of a series is that in which its two operands differ: they are compared with each other.
  var comparesOperands: Bool { Self.traits[Int(rawValue)].comparesOperands }

  /// Whether the primitive is a family, so that a node has the number of a member.
  var isFamily: Bool { Self.traits[Int(rawValue)].isFamily }

  /// Whether something stands behind the operands in a node's list: the number of a family's member, or of an array operation.
  @inline(__always)
  var hasAttribute: Bool { isFamily || self == .array }

  /// The family whose members the first of two operands numbers.
  var family: Opcode? { Self.traits[Int(rawValue)].family }

  /// The operands by which it has no derivative.
  var operandsWithoutDerivative: [Int] { Self.traits[Int(rawValue)].operandsWithoutDerivative }

  /// The function of the first of two operands that the second one selects by this number.
  @inline(__always)
  func branch(_ number: Double) -> Opcode? {
    let branches = Self.traits[Int(rawValue)].branches
    return branches.isEmpty ? nil : branches[number]
  }

  /// Whether the first of two operands is an index, such as the order of a Bessel function.
  var isIndexed: Bool { Self.traits[Int(rawValue)].isIndexed }

  /// What the function of one operand is of −x, where that is the same or the negative.
  var parity: Parity? { Self.traits[Int(rawValue)].parity }

  /// Whether connections end at it: what depends on an input only through it is not connected to that.
  @inline(__always)
  var cuts: Bool { self == Detach.opcode }

  /// Whether people type it; the others come with derivatives only.
  package var isTyped: Bool { primitive.writing == nil }

  private struct Traits {
    let algebra: Algebra
    let secondOrderStructure: SecondOrderStructure
    let hasSingularities: Bool
    let operandsWithoutDerivative: [Int]
    var isCommutative = false
    var savesPartial = false
    var hasOwnLoops = false
    var comparesOperands = false
    var isFamily = false

    /// Whether it has a value and a derivative of the ordinary kind for all finite operands.
    var isSmooth: Bool
    var family: Opcode?
    var branches: [Double: Opcode] = [:]
    var isIndexed = false
    var parity: Parity?

    init(_ primitive: any Primitive.Type) {
      algebra = primitive.algebra
      secondOrderStructure = primitive.secondOrderStructure
      hasSingularities = primitive.hasSingularities
      operandsWithoutDerivative = primitive.operandsWithoutDerivative
      isSmooth = !primitive.hasSingularities && !primitive.algebra.isQuotient
    }
  }

  /// Whether the function has a value and a derivative of the ordinary kind for all finite operands.
  var isSmooth: Bool { Self.traits[Int(rawValue)].isSmooth }

  private static let traits: [Traits] = all.map {
    var visitor = TraitsVisitor()
    return dispatch($0, &visitor)
  }

  private struct TraitsVisitor: PrimitiveVisitor {
    func input() -> Traits { Traits(Input.self) }
    func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Traits {
      var traits = Traits(P.self)
      traits.savesPartial = P.savesPartial
      traits.parity = P.parity
      traits.isSmooth = traits.isSmooth && P.shape.domain == .all && P.shape.poles == .none
      traits.hasOwnLoops = P.algebra.hasOwnLoops
      return traits
    }
    func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Traits {
      var traits = Traits(P.self)
      traits.isCommutative = P.isCommutative
      traits.hasOwnLoops = P.algebra.hasOwnLoops
      traits.comparesOperands = P.comparesOperands
      traits.family = P.family
      traits.branches = P.branches
      traits.isIndexed = P.isIndexed
      return traits
    }
    func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Traits { Traits(P.self) }
    func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Traits { Traits(P.self) }
    func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Traits {
      var traits = Traits(P.self)
      traits.isFamily = true
      return traits
    }
  }
}

extension Opcode {
  /// Whether the operands stand in a list: more than two, any number, or those of a family's member.
  @inline(__always)
  var usesOperandList: Bool {
    var visitor = OperandListVisitor()
    return self == .array || dispatch(self, &visitor)
  }

  /// The value of the primitive at `arguments`, whose number must suit it; an input has none and gives NaN.
  ///
  /// They are its operands, and before them the number of a family's member.
  package func value(at arguments: [Double]) -> Double {
    var visitor = ValueVisitor(operands: arguments)
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
  func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Double {
    Int(exactly: operands[0]).map { P.value($0, operands.dropFirst()) } ?? .nan
  }
}

private struct OperandListVisitor: PrimitiveVisitor {
  @inline(__always) func input() -> Bool { false }
  @inline(__always) func unary<P: UnaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  @inline(__always) func binary<P: BinaryPrimitive>(_ primitive: P.Type) -> Bool { false }
  @inline(__always) func ternary<P: TernaryPrimitive>(_ primitive: P.Type) -> Bool { true }
  @inline(__always) func nary<P: NaryPrimitive>(_ primitive: P.Type) -> Bool { true }
  @inline(__always) func family<P: FamilyPrimitive>(_ primitive: P.Type) -> Bool { true }
}
