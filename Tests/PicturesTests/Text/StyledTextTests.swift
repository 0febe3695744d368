import Pictures
import Testing

struct StyledTextTests {
  @Test func `a literal keeps the roles of what is interpolated`() {
    let text: StyledText = "\("z", .name) = \(23, .value)"
    #expect(text == StyledText("z", .name) + StyledText(" = ") + StyledText("23", .value))
    #expect(text.plain == "z = 23")
    #expect(text.runs.map(\.role) == [.name, .plain, .value])
  }

  @Test func `neighbours in the same role become one run and empty pieces none`() {
    var text = StyledText("a", .name) + StyledText("", .error)
    text += StyledText("b", .name)
    text.append("c", .name)
    #expect(text == StyledText("abc", .name))
    #expect(text.runs.count == 1)
    #expect(StyledText("", .error).isEmpty)
  }

  @Test func `foreign text cannot break the line or steer the terminal`() {
    let name = "x\n\u{1B}[31m"
    #expect(StyledText(verbatim: name).plain == #"x\n\u{1B}[31m"#)
    #expect(("\(name, .name):\n" as StyledText).plain == #"x\n\u{1B}[31m:"# + "\n")
  }

  @Test func `text of our own breaks lines but cannot steer the terminal either`() {
    #expect(StyledText("a\nb\u{1B}").plain == "a\n" + #"b\u{1B}"#)
  }

  @Test func `lines are split where they break and keep their roles`() {
    let text: StyledText = "\("x", .name)\n\n3\n"
    #expect(text.lines == [StyledText("x", .name), "", "3", ""])
    #expect(StyledText().lines == [""])
    #expect(text.lines.joined(separator: "\n") == text)
  }

  @Test func `the width is that of the widest line`() {
    #expect(StyledText("ab\n漢字\nc").width == 4)
    #expect((StyledText("a\nbc", .name) + StyledText("d\n", .value)).width == 3)
    #expect(StyledText().width == 0)
  }

  @Test(arguments: [
    (12, "log = sumexp"), (11, "log =…umexp"), (5, "lo…xp"), (2, "l…"), (1, "…"), (0, ""), (-3, ""),
  ])
  func `what does not fit has an ellipsis in the middle`(width: Int, expected: String) {
    let text: StyledText = "\("log", .name) = sumexp"
    #expect(text.elidingMiddle(toWidth: width).plain == expected)
  }

  @Test(arguments: [(11, "log ...mexp"), (4, "l..."), (3, "..."), (2, ".."), (0, "")])
  func `an ellipsis of ASCII takes three columns where there are so many`(width: Int, expected: String) {
    #expect(StyledText("log = sumexp").elidingMiddle(toWidth: width, .ascii).plain == expected)
  }

  @Test func `a wide character is not cut in half`() {
    #expect(StyledText("漢字漢字").elidingMiddle(toWidth: 6).plain == "漢…字")
  }

  @Test func `plain rendering has no escape sequences`() {
    let text: StyledText = "\("z", .name) = \(23, .value)"
    #expect(text.rendered(as: .plain) == "z = 23")
  }

  @Test func `colours are reset after each run and at the end of each line`() {
    let text = StyledText("z", .name) + StyledText(" = ") + StyledText("\n1\n\n2\n", .error)
    #expect(
      text.rendered(as: .ansi(.standard))
        == "\u{1B}[1mz\u{1B}[0m = \n\u{1B}[1;31m1\u{1B}[0m\n\n\u{1B}[1;31m2\u{1B}[0m\n")
  }
}
