import Pictures
import Testing

/// A table from plain cells.
private func table(_ columns: [TextTable.Column], _ rows: [[String]]) -> TextTable {
  var table = TextTable(columns: columns)
  for row in rows { table.addRow(row.map { StyledText(verbatim: $0) }) }
  return table
}

struct TextTableTests {
  @Test func `columns line up under faint headers and no line ends in blanks`() {
    let table = table(
      [.init("id", .trailing), .init("label"), .init("operation"), .init("state")],
      [["%9", "z", "%8 + 2", "fresh"], ["%10", "", "漢 * y", ""], ["%11"]])
    #expect(
      table.styledText().plain == """
         id  label  operation  state
         %9  z      %8 + 2     fresh
        %10         漢 * y
        %11
        """)
    #expect(table.styledText().lines[0].runs.last == StyledText("state", .faint).runs.last)
  }

  @Test func `a table without headers has no header line`() {
    #expect(table([.init(), .init()], [["a", "b"], ["ccc", "d"]]).styledText().plain == "a    b\nccc  d")
  }

  @Test func `an empty table is empty text`() {
    #expect(TextTable(columns: []).styledText().isEmpty)
    #expect(TextTable(columns: [.init("x")]).styledText().plain == "x")
  }

  @Test func `decimal points stand below each other`() {
    let rows = ["3", "-0.125", "1,234.5", "1e200", "1.5e-17", "nan", "-inf", "—"].map { [$0, "|"] }
    #expect(
      table([.init("value", .decimalPoint), .init("")], rows).styledText().plain == """
              value
            3        |
           -0.125    |
        1,234.5      |
            1e200    |
            1.5e-17  |
          nan        |
         -inf        |
            —        |
        """)
  }

  @Test func `words too long for the place of whole numbers begin at the left`() {
    #expect(
      table([.init("", .decimalPoint), .init()], [["10", "a"], ["not connected", "b"], ["0.5", "c"]])
        .styledText().plain == """
          10             a
          not connected  b
           0.5           c
          """)
  }

  @Test func `cells keep their roles`() {
    var table = TextTable(columns: [.init(), .init("", .trailing)])
    table.addRow([StyledText("x", .name), StyledText("3", .value)])
    table.addRow([StyledText("y", .name), StyledText("14", .value)])
    let first = StyledText("x", .name) + StyledText("   ") + StyledText("3", .value)
    let second = StyledText("y", .name) + StyledText("  ") + StyledText("14", .value)
    #expect(table.styledText() == [first, second].joined(separator: "\n"))
  }

  @Test func `missing cells are empty and excess ones are dropped and line breaks become spaces`() {
    var table = TextTable(columns: [.init(), .init()])
    table.addRow(["a\nb"])
    table.addRow(["c", "d", "e"])
    #expect(table.styledText().plain == "a b\nc    d")
  }

  @Test func `only the flexible column gives way to a narrow terminal`() {
    let table = table(
      [.init("name"), .init("formula"), .init("value", .trailing)],
      [["z", "x*x + x*y + 2", "23"], ["w", "sin(x)", "1234"]])
    #expect(
      table.styledText(fitting: 20, truncating: 1).plain == """
        name  formula  value
        z     x*x + …     23
        w     sin(x)    1234
        """)
    #expect(
      table.styledText(fitting: 3, truncating: 1).plain == """
        name  …  value
        z     …     23
        w     …   1234
        """)
    #expect(table.styledText(fitting: 80, truncating: 1) == table.styledText())
    #expect(table.styledText(fitting: 3, truncating: 7) == table.styledText())
  }

  @Test func `a flexible number column is cut like any other`() {
    #expect(
      table([.init("", .decimalPoint), .init()], [["10.25", "a"], ["1.5", "b"]])
        .styledText(fitting: 6, truncating: 0).plain == "10…  a\n 1…  b")
  }

  @Test func `cells that take no room are harmless`() {
    let mark = "\u{301}"
    #expect(
      table([.init(), .init("", .trailing)], [[mark, "a"], [mark, mark]]).styledText().plain.count > 0)
    #expect(table([.init("", .decimalPoint)], [[mark]]).styledText(fitting: 0, truncating: 0).plain == mark)
  }

  @Test func `the middle of a long table gives way to a remark`() {
    let rows = (0..<1240).map { ["%\($0)", "\($0 * $0)"] }
    #expect(
      table([.init("id"), .init("value", .trailing)], rows)
        .elidingMiddle(keepingFirst: 3, last: 2).styledText().plain == """
          id       value
          %0           0
          %1           1
          %2           4
          … 1,235 more …
          %1238  1532644
          %1239  1535121
          """)
  }

  @Test func `one row is not worth a remark`() {
    let short = table([.init()], [["a"], ["b"], ["c"]])
    #expect(short.elidingMiddle(keepingFirst: 1, last: 1) == short)
    #expect(short.elidingMiddle(keepingFirst: .max, last: .max) == short)
    #expect(short.elidingMiddle(keepingFirst: 1, last: -1).styledText().plain == "a\n… 2 more …")
  }
}
