import Pictures
import Testing

struct MatrixTableTests {
  private func matrix(_ rowCount: Int, _ columnCount: Int) -> MatrixTable {
    MatrixTable(
      corner: "m", rows: (0..<rowCount).map { "r\($0)" }, columns: (0..<columnCount).map { "c\($0)" }
    ) { row, column, _ in StyledText("\(10 * row + column)", .value) }
  }

  @Test func `a small matrix is shown whole`() {
    #expect(
      matrix(2, 3).styledText(fitting: 80).plain == """
        m   c0  c1  c2
        r0   0   1   2
        r1  10  11  12
        """)
  }

  @Test func `columns that do not fit are left out in the middle`() {
    #expect(
      matrix(2, 12).styledText(fitting: 40).plain == """
        m   c0  c1  c2  c3  … 6 more …  c10  c11
        r0   0   1   2   3  …            10   11
        r1  10  11  12  13  …            20   21
        """)
  }

  @Test(arguments: 1...60, [0, 1, 2, 3, 40, 41, 42, 100])
  func `no line is wider than asked while one column fits`(width: Int, count: Int) {
    let text = matrix(3, count).styledText(fitting: width)
    #expect(text.lines.count == 4)
    if width >= 24 { #expect(text.lines.allSatisfy { $0.width <= width }) }
  }

  @Test func `numbers lose digits before columns are left out, and say so`() {
    var table = MatrixTable(rows: ["u"], columns: ["x", "y", "z"]) { _, column, numbers in
      StyledText(numbers.string(Double(column + 1) / 3), .value)
    }
    table.hint = "--all shows them"
    #expect(
      table.styledText(fitting: 44).plain == """
                      x             y  z
        u  0.3333333333  0.6666666667  1
        """)
    #expect(
      table.styledText(fitting: 25).plain == """
                  x         y  z
        u  0.333333  0.666667  1
        … numbers shortened to 6
        digits to fit; --all
        shows them
        """)
    #expect(
      table.styledText(fitting: 20).plain == """
                x       y  z
        u  0.3333  0.6667  1
        … numbers shortened
        to 4 digits to fit;
        --all shows them
        """)
    #expect(table.styledText(fitting: nil).lines.count == 2)
  }

  @Test func `numbers that need no digits lose none where columns are left out`() {
    #expect(!matrix(2, 60).styledText(fitting: 40).plain.contains("shortened"))
  }

  @Test(arguments: 40...80)
  func `no line is wider than asked however long names and numbers are`(width: Int) {
    let names = (0..<5).map { "a_name_of_20_letter_\($0)" }
    var table = MatrixTable(rows: names, columns: names, numbers: NumberFormat(digits: 17)) {
      row, column, numbers in
      StyledText(numbers.string(-1.0 / Double(row + 3 * column + 3)), .value)
    }
    table.hint = "--all shows them"
    #expect(table.styledText(fitting: width).lines.allSatisfy { $0.width <= width })
  }

  @Test func `rows are left out in the middle, and nothing is if all is wanted`() {
    #expect(matrix(42, 50).styledText(fitting: nil).lines.map(\.width).max() ?? 0 > 200)
    let cut = matrix(42, 1).styledText(fitting: 80)
    #expect(cut.lines.count == 1 + 30 + 1 + 10)
    #expect(cut.lines[31].plain == "… 2 more rows")
    #expect(cut.lines[32].plain.hasPrefix("r32"))
    let whole = matrix(42, 50).styledText(fitting: nil, whole: true)
    #expect(whole.lines.count == 43)
    #expect(whole.lines[42].plain.hasSuffix("459"))
  }
}

struct PatternDrawingTests {
  private func band(_ count: Int, _ characters: Characters) -> PatternDrawing {
    PatternDrawing(rows: (0..<count).map { "x\($0)" }, columnCount: count, characters: characters) {
      abs($0 - $1) <= 1
    }
  }

  @Test func `a place is a character`() {
    #expect(band(3, .unicode).styledText(fitting: 80).plain == "x0  ××·\nx1  ×××\nx2  ·××")
    #expect(band(3, .ascii).styledText(fitting: 80).plain == "x0  xx.\nx1  xxx\nx2  .xx")
  }

  @Test func `what does not fit is left out in the middle`() {
    let lines = band(100, .ascii).styledText(fitting: 20).lines
    #expect(lines.count == 41)
    #expect(lines[0].plain == "x0   xx..... ... ...")
    #expect(lines[30].plain == "... 60 more rows")
    #expect(lines[40].plain == "x99  ....... ... .xx")
    #expect(lines.allSatisfy { $0.width <= 20 || $0.plain.hasPrefix("...") })
    #expect(band(100, .ascii).styledText(fitting: nil).lines.map(\.width).max() == 105)
    #expect(band(100, .ascii).styledText(fitting: nil, whole: true).lines[99].width == 105)
  }

  @Test(arguments: 0...30)
  func `any width is survived`(width: Int) {
    #expect(band(50, .unicode).styledText(fitting: width).lines.count == 41)
  }
}
