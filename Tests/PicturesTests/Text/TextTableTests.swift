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

  @Test func `only flexible columns give way to a narrow terminal`() {
    let table = table(
      [.init("name"), .init("formula", isFlexible: true), .init("value", .trailing)],
      [["z", "x*x + x*y + 2", "23"], ["w", "sin(x)", "1234"]])
    #expect(
      table.styledText(fitting: 20).plain == """
        name  formula  value
        z     x*x…+ 2     23
        w     sin(x)    1234
        """)
    #expect(table.styledText(fitting: 80) == table.styledText())
    #expect(table.styledText(fitting: 20).lines[1].runs.contains { $0.text == "…" && $0.role == .faint })
  }

  @Test func `the widest flexible column is cut first`() {
    let table = table(
      [.init(isFlexible: true), .init("", .decimalPoint), .init(isFlexible: true)],
      [["short", "1.5", "a formula of many letters"], ["a longer name", "10", "b"]])
    #expect(table.styledText(fitting: 36).plain.split(separator: "\n").map(\.count).max() == 36)
    #expect(
      table.styledText(fitting: 24).plain == """
        short      1.5  a fo…ers
        a lo…ame  10    b
        """)
  }

  @Test func `columns that do not fit are left out at the end and named`() {
    var table = table(
      [.init("node"), .init("value", .decimalPoint), .init("adjoint", .decimalPoint), .init("tangent")],
      [["x", "1.234567", "12.5", "0"]])
    #expect(
      table.styledText(fitting: 24).plain == """
        node     value  adjoint
        x     1.234567     12.5
        … 1 more column: tangent
        """)
    table.hint = "--all shows them"
    #expect(
      table.styledText(fitting: 3).plain == """
        node     value
        x     1.234567
        … 2 more columns:
        adjoint, tangent;
        --all shows them
        """)
    #expect(table.styledText().lines.count == 2)
  }

  @Test func `sentences go on in their column where there is room, else below their row`() {
    let table = table(
      [.init("name", isFlexible: true), .init("verdict", isProse: true)],
      [["a long name", "what is to be said of it, and more"], ["b", "agrees"]])
    #expect(
      table.styledText(fitting: 38).plain == """
        name         verdict
        a long name  what is to be said of it,
                     and more
        b            agrees
        """)
    #expect(
      table.styledText(fitting: 20).plain == """
        name
          verdict
        a long name
          what is to be said
          of it, and more
        b
          agrees
        """)
    #expect(table.styledText(fitting: 8).lines.allSatisfy { $0.width <= 8 })
    #expect(!table.styledText(fitting: 1).isEmpty)
  }

  @Test func `rows are broken in the way that takes the fewest lines`() {
    var table = table(
      [.init("node"), .init("adjoint", .trailing), .init("to"), .init("product", isProse: true)],
      [["z", "1", "u", "1 × 2.25 = 2.25"], ["", "", "v", "1 × 3.125 = 3.125"], ["u", "2.25", "", ""]])
    table.breaks = [[1], [2], [2, 3]]
    #expect(table.styledText(fitting: 36) == table.styledText())
    #expect(
      table.styledText(fitting: 30).plain == """
        node  adjoint
          to  product
        z           1
          u   1 × 2.25 = 2.25
          v   1 × 3.125 = 3.125
        u        2.25
        """)
    #expect(
      table.styledText(fitting: 17).plain == """
        node  adjoint
          to
          product
        z           1
          u
          1 × 2.25 = 2.25
          v
          1 × 3.125
          = 3.125
        u        2.25
        """)
  }

  @Test func `remarks are broken between words`() {
    var table = table([.init("node")], [["x"]])
    table.addOmission("20 more rows")
    table.addOmission("20 more columns of the table")
    #expect(table.styledText(fitting: 20).plain == "node\nx\n… 20 more rows\n… 20 more columns of\nthe table")
  }

  @Test(arguments: 0...60)
  func `no line of cells is wider than the terminal where two narrow columns fit`(width: Int) {
    let table = table(
      (0..<6).map { .init("h\($0)", isFlexible: $0 % 2 == 0) },
      [(0..<6).map { String(repeating: "x", count: 4 * $0) }])
    let lines = table.styledText(fitting: width).lines.prefix { !$0.plain.hasPrefix("…") }
    if width >= 13 { #expect(lines.allSatisfy { $0.width <= width }) }
  }

  @Test func `cells that take no room are harmless`() {
    let mark = "\u{301}"
    #expect(
      table([.init(), .init("", .trailing)], [[mark, "a"], [mark, mark]]).styledText().plain.count > 0)
    #expect(
      table([.init("", .decimalPoint, isFlexible: true)], [[mark]]).styledText(fitting: 0).plain == mark)
  }

  @Test func `in ASCII columns have the widths that they have in ASCII`() {
    let table = table(
      [.init("∂²"), .init("f", isFlexible: true), .init("×")],
      [["∂z/∂x²", "a + … + z", "–"], ["y", "b", "1"]])
    #expect(
      table.styledText(in: .ascii).plain == """
        d^2      f            *
        dz/dx^2  a + ... + z  -
        y        b            1
        """)
    #expect(
      table.styledText(fitting: 20, in: .ascii).plain == """
        d^2      f         *
        dz/dx^2  a +... z  -
        y        b         1
        """)
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
          … 1,235 more rows
          %1238  1532644
          %1239  1535121
          """)
  }

  @Test func `one row is not worth a remark`() {
    let short = table([.init()], [["a"], ["b"], ["c"]])
    #expect(short.elidingMiddle(keepingFirst: 1, last: 1) == short)
    #expect(short.elidingMiddle(keepingFirst: .max, last: .max) == short)
    #expect(short.elidingMiddle(keepingFirst: 1, last: -1).styledText().plain == "a\n… 2 more rows")
  }
}
