/// What the formulas of the workloads need of a number.
///
/// Each formula is written once, over an abstract number. With `Expression` it builds adrepl's graph, with
/// ``RecordedNumber`` the list of operations that every other contender gets.
protocol Number {
  init(_ constant: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func sin(_ x: Self) -> Self
  static func tanh(_ x: Self) -> Self
  static func exp(_ x: Self) -> Self
}

/// Something that inputs can be asked of.
protocol InputSource {
  associatedtype Value: Number

  /// A new leaf with a value to start from.
  func makeInput(_ value: Double) -> Value
}
