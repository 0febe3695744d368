/// The scale on which the numbers of an array are written, so that they can be compared at a glance.
///
/// - Whole numbers, and numbers that the digits tell exactly, are written as everywhere: what somebody typed stays what it is.
/// - The others are rounded at one place, at which the largest of them has all its digits: `0.333333` and `0.012346`. Where
///   the smallest would keep too few, each has its own digits instead: nothing that is not 0 looks like it.
/// - A power of ten is factored out where the largest number would need an exponent, and all are of about its size:
///   `1e-7*[1.5, 0.25]`.
///
/// With 17 digits every number reads back as it was, but for rounding where a power of ten is factored out.
struct ArrayScale {
  /// The power of ten that is factored out; 0 for none.
  private(set) var unit = 0

  /// The power of ten of the last digit of numbers that are rounded; nil if each has its own digits.
  private var place: Int?

  /// How numbers are written that stand for themselves.
  private let numbers: NumberFormat

  /// Numbers of one scale range over no more powers of ten than this: of six digits, the smallest then keeps two.
  private var widestRange: Int { max(0, min(4, numbers.digits - 2)) }

  /// The scale of some numbers.
  ///
  /// - Parameters:
  ///   - elements: The numbers.
  ///   - numbers: The digits of the largest one. In other notations than the plain one each number has its own exponent.
  /// - Complexity: O(*n*) in the number of elements, some microseconds each.
  init(_ elements: [Double], numbers: NumberFormat) {
    self.numbers = numbers
    guard numbers.notation == .plain else { return }
    let written = elements.filter { $0.isFinite && $0 != 0 }
    let exponents = written.map(numbers.exponent(of:))
    guard let least = exponents.min(), let largest = exponents.max() else { return }
    let needsExponent =
      largest < -4
      || zip(written, exponents).contains { $1 == largest && largest >= numbers.digits && !isWhole($0) }
    // Beyond these, powers of ten are no ordinary numbers.
    if needsExponent, written.count > 1, largest - least <= widestRange, (-307...308).contains(largest) {
      unit = largest
    }
    let rounded = zip(written, exponents).filter { !isExact($0.0) }.map(\.1)
    guard let least = rounded.min(), let largest = rounded.max() else { return }
    if largest - least <= widestRange, unit != 0 || (-4..<numbers.digits).contains(largest) {
      place = largest - numbers.digits + 1
    }
  }

  /// What stands before the array: `1e-7*`; nothing where no power of ten is factored out.
  var factor: String { unit == 0 ? "" : "1e\(unit)*" }

  /// A number on this scale.
  func string(_ number: Double) -> String {
    guard number.isFinite, number != 0, unit != 0 || place != nil else { return numbers.string(number) }
    if isExact(number) {
      let whole = NumberFormat(digits: max(15, numbers.digits))
      return unit == 0
        ? numbers.string(number) : (isWhole(number) ? whole : numbers).writtenOut(number, inUnitsOf: unit)
    }
    guard let place else { return numbers.string(number) }
    let digits = numbers.exponent(of: number) - place + 1
    return NumberFormat(digits: digits).writtenOut(number, inUnitsOf: unit)
  }

  /// Whether it is written in full as a whole number, however few digits are asked for.
  private func isWhole(_ number: Double) -> Bool {
    number.magnitude < 1e15 && number == number.rounded(.towardZero)
  }

  private func isExact(_ number: Double) -> Bool {
    isWhole(number) || Double(numbers.string(number)) == number
  }
}
