/// An operation that a node can perform, described by static members of a type that is never instantiated.
///
/// Everything that is known of a primitive stands in one declaration: value and partials as mathematics, and beside them
/// how it reads, what it is in algebra, how backprop hands adjoints down through it, where it is exceptional, how exact it
/// is. Everything else (evaluation, sweeps, series, simplification, help, completion, `:why`, drawings, tests) reads them
/// there and lists no primitives of its own. To add a function: declare its type in a family file, add its case to
/// ``Opcode`` and its line to the one `switch` in `Catalogue.swift`.
public protocol Primitive: SendableMetatype {
  /// The number by which nodes name the primitive.
  static var opcode: Opcode { get }

  /// The name in formulas (`sin`), the operator's symbol (`+`), or the name under which saved sessions keep what only
  /// derivatives are made of.
  static var name: String { get }

  /// Other names that formulas may use.
  static var aliases: [String] { get }

  /// How it reads in text.
  static var notation: Notation { get }

  /// What drawings and tables show of it.
  static var symbol: String { get }

  /// What the function computes, in one line.
  static var summary: String { get }

  /// Under what help lists it.
  static var field: FunctionField { get }

  /// Where the function is defined, in words.
  static var domain: String { get }

  /// What help calls the operands; the last one may be "…", which stands for any number more.
  static var parameters: [String] { get }

  /// For each operand, an interval inside the domain from which tests and examples may draw; the last one
  /// serves all further operands.
  static var samples: [ClosedRange<Double>] { get }

  /// Operands inside the domain by which help shows what the function does; as many as it takes, or a few.
  static var example: [Double] { get }

  /// How backprop hands an adjoint down through it, in a clause: `a product swaps: each factor gets the other's value`.
  static var hands: String { get }

  /// What it is in the algebra of sums, products and powers.
  static var algebra: Algebra { get }

  /// What the square of a step is, where it must not be left to the values at the jump.
  static var squared: StepSquare? { get }

  /// Whether there are points at which the function has no derivative of the ordinary kind.
  static var hasSingularities: Bool { get }

  /// Which second derivatives can be other than 0.
  static var secondOrderStructure: SecondOrderStructure { get }

  /// The indices of the operands by which there is no derivative, though the function may depend on them smoothly: the partial
  /// is then ``Number/noDerivative(by:)``.
  static var operandsWithoutDerivative: [Int] { get }

  /// Why its slope can be 0, in words that follow the name of a node: `has a factor of 0`.
  static var flatness: String { get }

  /// The indices of the operands on whose values the result depends, where it is not all of them.
  static func relevantOperands(at operands: [Double]) -> [Int]?

  /// Whether an infinite value at finite operands comes from growing without limit towards them, and not from being too
  /// large for a double.
  static func isPole(at operands: [Double]) -> Bool

  /// The formulas in whose place people better write this function.
  static var replaces: [Replacement] { get }

  /// How exact its value and derivatives are.
  static var accuracy: AccuracyBound { get }
}

extension Primitive {
  /// No other names.
  public static var aliases: [String] { [] }

  /// A name before operands in brackets.
  public static var notation: Notation { .call }

  /// The name itself.
  public static var symbol: String { name }

  /// Powers, roots and pieces.
  public static var field: FunctionField { .arithmetic }

  /// All real numbers.
  public static var domain: String { "all real numbers" }

  /// From −3 to 3.
  public static var samples: [ClosedRange<Double>] { [-3...3] }

  /// Nothing that algebra makes use of.
  public static var algebra: Algebra { .function }

  /// Nothing that would differ from the product of the step with itself.
  public static var squared: StepSquare? { nil }

  /// The function is smooth wherever it is defined.
  public static var hasSingularities: Bool { false }

  /// Any second derivative may be other than 0.
  public static var secondOrderStructure: SecondOrderStructure { .full }

  /// There is a derivative by each operand.
  public static var operandsWithoutDerivative: [Int] { [] }

  /// That the function is level at this point.
  public static var flatness: String { "is flat here" }

  /// All operands matter.
  public static func relevantOperands(at operands: [Double]) -> [Int]? { nil }

  /// An infinite value of a finite operand is an overflow.
  public static func isPole(at operands: [Double]) -> Bool { false }

  /// The function is no remedy for another formula.
  public static var replaces: [Replacement] { [] }

  /// Two units in the value, four in the partials.
  public static var accuracy: AccuracyBound { AccuracyBound() }
}
