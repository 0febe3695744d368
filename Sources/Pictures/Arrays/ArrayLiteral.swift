/// An array as it can be typed: with all its elements, in brackets.
///
///     [ 1, -2.5;
///      -3,  4]
///
/// A vector stands on one line where it fits, and else in lines of equally many elements. Each row of a matrix begins a line;
/// rows that are longer than the screen go on below, further to the right. A matrix of one row has two pairs of brackets,
/// `[[1, 2]]`, since one alone is a vector.
struct ArrayLiteral {
  private let shape: PrintedShape

  /// What is factored out.
  private let factor: String

  /// The elements as text, row by row.
  private let elements: [String]

  /// Before which row, and before which column, an ellipsis says that others are left out. Such an array cannot be typed.
  var (rowGap, columnGap): (Int?, Int?) = (nil, nil)

  /// What it is.
  var ellipsis = Characters.unicode.ellipsis

  /// An array that has elements.
  init(_ shape: PrintedShape, _ elements: [Double], numbers: NumberFormat) {
    let scale = ArrayScale(elements, numbers: numbers)
    self.shape = shape
    factor = scale.factor
    self.elements = elements.map(scale.string)
  }

  /// The array on one line, as short as it gets: with nothing aligned, and the rows of a matrix one after another.
  var line: StyledText {
    var text = opening
    for (position, element) in elements.enumerated() {
      let place = position % shape.columns
      if position > 0 { text.append(place == 0 ? "; " : ", ") }
      if place == columnGap { text += omission }
      text.append(element, .value)
    }
    return text + closing
  }

  /// The array with each row on a line; nil where rows are too long.
  ///
  /// - Parameters:
  ///   - width: The columns of the screen that it may take; nil for any number.
  ///   - indentation: The blanks before all lines but the first.
  /// - Returns: The lines, of which those of a matrix share columns.
  /// - Complexity: O(*n*) in the number of elements.
  func unbroken(fitting width: Int?, indentation: Int) -> StyledText? {
    if shape.rows == 1 {
      let line = line
      return width.map { line.width <= $0 } ?? true ? line : nil
    }
    let columns = (0..<shape.columns).map { NumberColumn(column($0)) }
    let gap = columnGap == nil ? 0 : omission.width
    let needed = columns.reduce(brackets + gap - 1) { $0 + $1.width + 2 }
    if let width, needed > width { return nil }
    return text(columns, indentation: indentation)
  }

  /// The array with rows that go on below: lines share no columns, but all have the same.
  ///
  /// - Parameters:
  ///   - width: The columns of the screen that it may take, unless a single element takes more; nil for any number.
  ///   - indentation: The blanks before all lines but the first.
  /// - Returns: The lines, of equally many elements but for the last of each row.
  /// - Complexity: O(*n*) in the number of elements.
  func broken(fitting width: Int?, indentation: Int) -> StyledText {
    let column = NumberColumn(elements)
    let further = shape.rows > 1 ? Self.furtherIndentation : 0
    let room = width.map { $0 - brackets - further + 1 } ?? .max
    let most = max(1, min(shape.columns, room / (column.width + 2)))
    let lineCount = (shape.columns + most - 1) / most
    let even = (shape.columns + lineCount - 1) / lineCount
    return text(Array(repeating: column, count: even), indentation: indentation)
  }

  /// How much further to the right rows go on.
  private static let furtherIndentation = 2

  private var isRow: Bool { if case .matrix = shape { shape.rows == 1 } else { false } }
  private var opening: StyledText { StyledText(factor, .value) + StyledText(isRow ? "[[" : "[") }
  private var closing: StyledText { isRow ? "]]" : "]" }
  private var omission: StyledText { StyledText(ellipsis, .faint) + ", " }

  /// The columns that brackets take. Behind each number stands a comma, or in its place the first of the last brackets.
  private var brackets: Int { opening.width + closing.width - 1 }

  private func column(_ column: Int) -> [String] {
    (0..<shape.rows).map { elements[$0 * shape.columns + column] }
  }

  /// The rows with so many elements on a line.
  private func text(_ columns: [NumberColumn], indentation: Int) -> StyledText {
    let margin = "\n" + String(repeating: " ", count: indentation + opening.width)
    let further = String(repeating: " ", count: shape.rows > 1 ? Self.furtherIndentation : 0)
    var text = opening
    // What fills a column is owed until something follows on the line.
    var owed = ""
    for (index, element) in elements.enumerated() {
      let (row, place) = (index / shape.columns, index % shape.columns)
      let column = columns[place % columns.count]
      if place == 0, row > 0 {
        text.append(";")
        if row == rowGap { text += StyledText(margin + ellipsis, .faint) }
        text.append(margin)
      } else if place > 0 {
        text.append("," + (place.isMultiple(of: columns.count) ? margin + further : owed + " "))
      }
      if place == columnGap { text += omission }
      let before = column.indentation(of: element)
      text.append(String(repeating: " ", count: before))
      text.append(element, .value)
      owed = String(repeating: " ", count: column.width - before - element.utf8.count)
    }
    return text + closing
  }
}
