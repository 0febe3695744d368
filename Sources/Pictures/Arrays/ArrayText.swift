import Memory

/// A vector or a matrix as people see it: whole where it is small, else what can be said of it in a line, and its corners.
///
///     ArrayText(.matrix(rows: 2, columns: 2), [1, -2.5, -3, 4]).styledText(after: "A = ", fitting: 80).plain
///     // A = [ 1, -2.5;
///     //      -3,  4]
///     ArrayText(.matrix(rows: 784, columns: 128), weights).styledText(after: "W = ", fitting: 80).plain
///     // W = 784×128   mean -3e-5  sd 0.05  -0.225 ▁▁▁▅██▃▁▁▁ 0.237
///     //     [-0.041455,  0.04922,  -0.062521, …,  0.030304, -0.035422,  0.074676;
///     //      …
///
/// What is shown whole can be typed again: it is the array, up to rounding. Only of an empty matrix there is no more than a
/// summary.
package struct ArrayText {
  /// The extents.
  package let shape: PrintedShape

  /// How numbers are written: those of a whole array on a common scale, on which the largest has all the digits.
  package var numbers = NumberFormat(digits: 6)

  /// The most elements that are shown whole.
  package var elementLimit = 60

  /// What it is written in.
  package var characters = Characters.unicode

  private let statistics: () -> ArrayStatistics
  private let element: (_ index: Int) -> Double

  /// An array whose elements are asked for when they are shown.
  ///
  /// - Parameters:
  ///   - shape: The extents.
  ///   - statistics: What is said of a large array; asked for only then.
  ///   - element: The element of an index from 0 on, row by row.
  package init(
    _ shape: PrintedShape, statistics: @escaping () -> ArrayStatistics,
    element: @escaping (_ index: Int) -> Double
  ) {
    (self.shape, self.statistics, self.element) = (shape, statistics, element)
  }

  /// An array with these elements, row by row. Those that are missing are NaN.
  package init(_ shape: PrintedShape, _ elements: [Double]) {
    self.init(shape) {
      ArrayStatistics(elements)
    } element: {
      elements.indices.contains($0) ? elements[$0] : .nan
    }
  }

  /// Whether all elements are shown.
  package var isWhole: Bool { shape.count <= elementLimit }

  /// The array in one or several lines.
  ///
  /// - Parameters:
  ///   - prefix: What stands before it on the first line: `W = `. The other lines are as far to the right, unless that is more
  ///     than a third of the screen.
  ///   - width: The columns of the screen; nil for as many as it takes. Only a single number, or a prefix, can be wider.
  ///   - hasCorners: Whether the first and the last rows and columns of a large array are shown, if they fit.
  /// - Returns: The prefix with the array, without a line break at the end.
  /// - Complexity: O(number of elements shown), and what the statistics take.
  package func styledText(
    after prefix: StyledText = "", fitting width: Int? = nil, hasCorners: Bool = true
  ) -> StyledText {
    // A number takes some bytes as text, and a run.
    guard isWhole, MemoryRoom.allows(shape.count, of: (StyledText.Run, String, Double).self) else {
      return large(after: prefix, fitting: width, hasCorners: hasCorners)
    }
    if shape.count == 0 {
      if case .vector = shape { return prefix + "[]" }
      return large(after: prefix, fitting: width, hasCorners: false)
    }
    let literal = ArrayLiteral(shape, (0..<shape.count).map(element), numbers: numbers)
    let start = prefix.width
    if let text = literal.unbroken(fitting: width.map { $0 - start }, indentation: start) {
      return prefix + text
    }
    if indentation(behind: prefix, width) == start {
      return prefix + literal.broken(fitting: width.map { $0 - start }, indentation: start)
    }
    let margin = Self.margin
    let room = width.map { $0 - margin }
    let below =
      literal.unbroken(fitting: room, indentation: margin)
      ?? literal.broken(fitting: room, indentation: margin)
    return prefix.withoutLastBlanks + "\n" + StyledText(String(repeating: " ", count: margin)) + below
  }

  /// What can be said of the array in a line, such as `784×128   mean -3e-5  sd 0.05  -0.225 ▁▁▁▅██▃▁▁▁ 0.237`.
  ///
  /// - Parameters:
  ///   - width: The columns of the screen; nil for as many as it takes. The line is broken between its parts.
  ///   - start: The column in which it begins.
  ///   - indentation: The blanks before further lines.
  /// - Returns: The shape, and what is said of the numbers.
  package func summary(fitting width: Int? = nil, from start: Int = 0, indentation: Int = 0) -> StyledText {
    ArraySummary(shape: shape, statistics: statistics(), characters: characters)
      .text(fitting: width, from: start, indentation: indentation)
  }

  /// The same for a cell of a table, which has a column for the shape: `0.131 ±0.309  0 █▁▁▁▁▁▁▁▁▂ 1  81% 0`. What takes no
  /// more than about as many columns is written whole: `[1, 2; 3, 4]`.
  package var cell: StyledText {
    if (1...Self.mostInCell).contains(shape.count), isWhole {
      let line = ArrayLiteral(shape, (0..<shape.count).map(element), numbers: numbers).line
      if line.width <= Self.cellWidth { return line }
    }
    return ArraySummary(shape: shape, statistics: statistics(), characters: characters).cell
  }

  /// How many elements fit into a cell, and the columns that they may take.
  private static let (mostInCell, cellWidth) = (9, 30)

  /// The summary, with the corners below it if they are wanted, tell more, and fit.
  private func large(after prefix: StyledText, fitting width: Int?, hasCorners: Bool) -> StyledText {
    let indentation = indentation(behind: prefix, width)
    let summary = ArraySummary(shape: shape, statistics: statistics(), characters: characters)
    let text = prefix + summary.text(fitting: width, from: prefix.width, indentation: indentation)
    if !hasCorners || summary.isConstant { return text }
    let excerpt = ArrayExcerpt(shape: shape, numbers: numbers, characters: characters, element: element)
    guard let corners = excerpt.text(fitting: width.map { $0 - indentation }, indentation: indentation) else {
      return text
    }
    return text + "\n" + StyledText(String(repeating: " ", count: indentation)) + corners
  }

  /// How far to the right the lines below a prefix stand.
  private func indentation(behind prefix: StyledText, _ width: Int?) -> Int {
    width.map { prefix.width <= $0 / 3 } ?? true ? prefix.width : Self.margin
  }

  /// How far to the right things stand that belong to a line above.
  private static let margin = 2
}

extension StyledText {
  /// A line without the blanks at its end.
  fileprivate var withoutLastBlanks: StyledText {
    var text = StyledText()
    for run in runs.dropLast() { text.append(run.text, run.role) }
    if let last = runs.last {
      text.append(String(last.text.reversed().drop { $0 == " " }.reversed()), last.role)
    }
    return text
  }
}
