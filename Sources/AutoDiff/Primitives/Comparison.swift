/// A function of two numbers that is constant wherever it does not jump, which it does where they are equal.
protocol BinaryStep: BinaryPrimitive {}

extension BinaryStep {
  static var algebra: Algebra { .step }
  static var notation: Notation { .infix(isTight: false) }
  static var hands: String { "\(name) is constant between its jumps: nothing is handed down" }
  static var flatness: String { "is 0 or 1, and constant in between" }
  static var hasSingularities: Bool { true }
  static var comparesOperands: Bool { true }

}

/// A relation between two numbers: 1 or 0, with no slope anywhere. With NaN it is 0.
protocol Relation: BinaryStep {
  /// Whether the relation holds.
  static func holds(_ a: Double, _ b: Double) -> Bool
}

extension Relation {
  @inline(__always) static func value(_ a: Double, _ b: Double) -> Double { holds(a, b) ? 1 : 0 }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { 0 }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { 0 }
  static var secondOrderStructure: SecondOrderStructure { .severed }
  static func singularity(at a: Double, _ b: Double) -> Singularity? { a == b ? .boundary : nil }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    (a - b).decided { OneSided(value(Double($0), 0)) }
  }
}

/// A step that is NaN where an operand is, and so are its slopes, which are 0 elsewhere.
protocol GuardedStep: BinaryStep {}

extension GuardedStep {
  static var secondOrderStructure: SecondOrderStructure { .flat }
  static func partialLeft<S: Number>(_ a: S, _ b: S, result: S) -> S { S.guarded(0, by: result) }
  static func partialRight<S: Number>(_ a: S, _ b: S, result: S) -> S { S.guarded(0, by: result) }
}

/// A connective of two truth values: 1 or 0. Every number but 0 counts as true; of NaN it is NaN, as `if` is.
protocol Connective: GuardedStep {
  /// Whether it is true of two numbers.
  static func holds(_ a: Double, _ b: Double) -> Bool
}

extension Connective {
  static var comparesOperands: Bool { false }
  @inline(__always) static func value(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : (holds(a, b) ? 1 : 0)
  }
  static func singularity(at a: Double, _ b: Double) -> Singularity? { a == 0 || b == 0 ? .equality : nil }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    a.decided { a in b.decided { b in OneSided(value(Double(a), Double(b))) } }
  }
}

enum Less: Relation {
  static let opcode = Opcode.less
  static let name = "<"
  static let summary = "1 where a is less than b, else 0"
  static let arrayKernel: BinaryKernel? = .less
  static func holds(_ a: Double, _ b: Double) -> Bool { a < b }
}

enum LessOrEqual: Relation {
  static let opcode = Opcode.lessOrEqual
  static let name = "<="
  static let summary = "1 where a is at most b, else 0"
  static let arrayKernel: BinaryKernel? = .lessOrEqual
  static func holds(_ a: Double, _ b: Double) -> Bool { a <= b }
}

enum Greater: Relation {
  static let opcode = Opcode.greater
  static let name = ">"
  static let summary = "1 where a is greater than b, else 0"
  static let arrayKernel: BinaryKernel? = .greater
  static func holds(_ a: Double, _ b: Double) -> Bool { a > b }
}

enum GreaterOrEqual: Relation {
  static let opcode = Opcode.greaterOrEqual
  static let name = ">="
  static let summary = "1 where a is at least b, else 0"
  static let arrayKernel: BinaryKernel? = .greaterOrEqual
  static func holds(_ a: Double, _ b: Double) -> Bool { a >= b }
}

enum Equal: Relation {
  static let opcode = Opcode.equal
  static let name = "=="
  static let summary = "1 where a equals b, else 0"
  static let arrayKernel: BinaryKernel? = .equal
  static func holds(_ a: Double, _ b: Double) -> Bool { a == b }
  static func singularity(at a: Double, _ b: Double) -> Singularity? { a == b ? .equality : nil }
}

enum NotEqual: Relation {
  static let opcode = Opcode.notEqual
  static let name = "!="
  static let summary = "1 where a differs from b, else 0"
  static let arrayKernel: BinaryKernel? = .notEqual
  static func holds(_ a: Double, _ b: Double) -> Bool { a != b }
  static func singularity(at a: Double, _ b: Double) -> Singularity? { a == b ? .equality : nil }
}

/// The unit step, as a comparison: the slope of `max` by its first operand.
enum Above: GuardedStep {
  static let opcode = Opcode.above
  static let name = "above"
  static let notation = Notation.written("(1 + sign(a - b))/2")
  static let summary = "1 where a > b, 0 where a < b, else 1/2"
  static let hands = "a step is constant between its jumps: nothing is handed down"
  static let squared: StepSquare? = .itself
  static func expanded<S: Number>(_ a: S, _ b: S) -> S? { (1 + S.apply(Sign.self, a - b)) / 2 }
  static let arrayKernel: BinaryKernel? = .above
  static func value(_ a: Double, _ b: Double) -> Double {
    a > b ? 1 : (a < b ? 0 : (a == b ? 0.5 : .nan))
  }
  static func singularity(at a: Double, _ b: Double) -> Singularity? { a == b ? .jump : nil }

  static func expansion(_ a: OneSided, _ b: OneSided) -> OneSided {
    (a - b).decided { OneSided(value(Double($0), 0)) }
  }
}

enum And: Connective {
  static let opcode = Opcode.and
  static let name = "and"
  static let summary = "1 where a and b are both true, else 0"
  static func holds(_ a: Double, _ b: Double) -> Bool { a != 0 && b != 0 }
}

enum Or: Connective {
  static let opcode = Opcode.or
  static let name = "or"
  static let summary = "1 where a or b is true, else 0"
  static func holds(_ a: Double, _ b: Double) -> Bool { a != 0 || b != 0 }
}

enum Not: UnaryPrimitive {
  static let opcode = Opcode.not
  static let name = "not"
  static let summary = "1 where a is 0, else 0"
  static let hands = "not is constant between its jumps: nothing is handed down"
  static let algebra = Algebra.step
  static let flatness = "is 0 or 1, and constant in between"
  static let notation = Notation.prefix
  static let secondOrderStructure = SecondOrderStructure.flat
  static func value(_ a: Double) -> Double { a.isNaN ? a : (a == 0 ? 1 : 0) }
  static func partial<S: Number>(_ a: S, result: S) -> S { S.guarded(0, by: result) }
  static let hasSingularities = true
  static func singularity(at a: Double) -> Singularity? { a == 0 ? .equality : nil }

  static func expansion(_ x: OneSided) -> OneSided {
    x.decided { OneSided(value(Double($0))) }
  }
}

extension Number {
  /// 1 where `a` is above `b`, 0 where it is below, ½ where the two are equal and, if the number has a direction, stay so.
  static func above(_ a: Self, _ b: Self) -> Self {
    guard hasDirection else { return apply(Above.self, a, b) }
    return select(b, lessThan: a, 1, select(a, lessThan: b, 0, apply(Above.self, a, b)))
  }
}
