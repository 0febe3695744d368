/// The corners of an array that is too large to be shown whole, in the brackets of a whole one.
///
///     [0.25, -0.02, …,  0.033,  0.0018;
///      0.11,  0.04, …, -0.2,   -0.073;
///      …
///      0.17,  0.13, …,  0.042,  0.35]
struct ArrayExcerpt {
  let shape: PrintedShape
  let numbers: NumberFormat
  let characters: Characters
  let element: (_ index: Int) -> Double

  /// How many of the first and of the last rows and columns there are.
  private static let most = 3

  /// The fewest digits to which numbers are shortened.
  private static let fewestDigits = 4

  /// The corners, with fewer digits and then with fewer columns where they do not fit.
  ///
  /// - Parameters:
  ///   - width: The columns of the screen that they may take; nil for any number.
  ///   - indentation: The blanks before all lines but the first.
  /// - Returns: The corners; nil if not even one of the first and one of the last columns fit.
  func text(fitting width: Int?, indentation: Int) -> StyledText? {
    let digits = min(Self.fewestDigits, numbers.digits)...numbers.digits
    for columnCount in (1...Self.most).reversed() {
      for digits in digits.reversed() {
        let numbers = NumberFormat(digits: digits, notation: numbers.notation)
        let literal = literal(Excerpt(first: columnCount, last: columnCount, of: shape.columns), numbers)
        if let text = literal.unbroken(fitting: width, indentation: indentation) { return text }
      }
    }
    return nil
  }

  private func literal(_ columns: Excerpt, _ numbers: NumberFormat) -> ArrayLiteral {
    let rows = Excerpt(first: Self.most, last: Self.most, of: shape.rows)
    let elements = rows.places.flatMap { row in
      columns.places.map { element(row &* shape.columns &+ $0) }
    }
    let shown: PrintedShape
    if case .vector = shape {
      shown = .vector(columns.places.count)
    } else {
      shown = .matrix(rows: rows.places.count, columns: columns.places.count)
    }
    var literal = ArrayLiteral(shown, elements, numbers: numbers)
    literal.ellipsis = characters.ellipsis
    literal.rowGap = rows.omittedCount > 0 ? rows.first.count : nil
    literal.columnGap = columns.omittedCount > 0 ? columns.first.count : nil
    return literal
  }
}
