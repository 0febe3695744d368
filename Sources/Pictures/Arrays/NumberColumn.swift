/// Numbers below each other, with their decimal points, given or implied, in one column of the screen.
struct NumberColumn {
  /// The columns before the decimal points.
  private var wholeWidth = 0

  /// The columns of the screen that the numbers take.
  private(set) var width = 0

  /// The place of these numbers.
  init(_ numbers: some Sequence<String>) {
    for number in numbers where Self.isNumber(number) {
      wholeWidth = max(wholeWidth, Self.wholeWidth(of: number))
    }
    for number in numbers { width = max(width, indentation(of: number) + number.utf8.count) }
  }

  /// The blanks that stand before one of the numbers. `nan` and `inf` end where whole numbers end, or begin at the left.
  func indentation(of number: String) -> Int { max(0, wholeWidth - Self.wholeWidth(of: number)) }

  /// What stands before the point of a number, or before its exponent; all of what is none.
  private static func wholeWidth(of number: String) -> Int {
    if !isNumber(number) { return number.utf8.count }
    return number.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "e") }.count
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.first { $0 != UInt8(ascii: "-") }.map { (0x30...0x39).contains($0) } ?? false
  }
}
