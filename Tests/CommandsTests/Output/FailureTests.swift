import Pictures
import Testing

/// How a mistake is shown.
@Suite struct FailureTests {
  @Test func aMistakeIsToldInLinesThatFit() {
    let session = TestSession()
    session.width = 40
    #expect(
      session.type("alpha = 1 + 2 + 3 + 4 + 5 + 6 + sine(7) + 8 + 9 + 10 + 11 + 12") == """
        <stdin>:1:33: error: unknown function
          'sine'
            … + 5 + 6 + sine(7) + 8 + 9 + 10 + …
                        ^~~~~~~
            write: sin
        """)
    session.width = 20
    #expect(
      session.type("1 + 2 +* 3") == """
        <stdin>:2:8: error:
          something is
          missing between
          '+' and '*'
            1 + 2 +* 3
                   ^
        """)
  }

  @Test func theCaretIsUnderItsPlaceBehindWideCharactersAndTabs() {
    let session = TestSession()
    session.width = 40
    session.type("漢字 = 1;")
    #expect(
      session.type("漢字 + 漢字*漢字*漢字*漢字*漢字 + \tfoo + 漢字*漢字*漢字*漢字*漢字") == """
        <stdin>:2:24: error: 'foo' has no value
          yet
            …*漢字 + \\tfoo + 漢字*漢字*漢字*漢…
                       ^~~
            write: foo = …
        """)
    #expect(
      session.type("漢字\t+ foo") == """
        <stdin>:3:6: error: 'foo' has no value
          yet
            漢字\\t+ foo
                    ^~~
            write: foo = …
        """)
  }

  @Test(arguments: 20...200) func aMistakeFitsEveryTerminal(width: Int) {
    let session = TestSession()
    session.width = width
    session.type("x = 3; 漢字漢字漢字 = 7; f(u, v) = u*v;")
    for line in [
      "f(1)", "x + foo*sin(x)*exp(x)*sqrt(x)*cosh(x)*tanh(x)*log(x)", "漢字漢字漢字 + \t漢字漢字漢字*漢字漢字漢字*foo + 1",
      "a < b < c < d", ":grad x^2 + foo", ":hepl", "x +", ":set digits 99", ":help nothing_like_that_at_all",
    ] {
      let lines = session.type([line, ")"])
      #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(lines.joined(separator: "\n"))")
    }
  }

  @Test func whereNobodySaysHowWideWordsAreNotBroken() {
    let session = TestSession()
    session.limitsWidth = false
    let name = String(repeating: "long_", count: 30)
    #expect(
      session.type("\(name) + 1").split(separator: "\n").first
        == "<stdin>:1:1: error: '\(name)' has no value yet"
    )
  }

  @Test(arguments: [45, 60, 80]) func theLineOfAMistakeFitsTheTerminal(width: Int) throws {
    let session = TestSession()
    session.width = width
    let line = "alpha = " + (1...30).map { $0 == 17 ? "foo" : "\($0)" }.joined(separator: " + ")
    let lines = session.type(line).split(separator: "\n")
    #expect(lines.count == 4 && lines.dropFirst().allSatisfy { $0.count <= width }, "\(lines)")
    // The caret is under the name.
    let caret = try #require(lines.dropFirst(2).first)
    let place = caret.prefix { $0 == " " }.count
    #expect(caret.dropFirst(place) == "^~~")
    #expect(lines[1].dropFirst(place).hasPrefix("foo ") && lines[1].hasPrefix("    …"))
  }

  @Test(arguments: [52, 60, 80]) func everyPlaceThatIsShownHasAMark(width: Int) throws {
    let session = TestSession()
    session.width = width
    let line = "alpha = " + (1...12).map { $0 % 3 == 2 ? "y" : "日" }.joined(separator: " + ")
    let lines = session.type(line).split(separator: "\n").map(String.init)
    let (shown, marks) = (columns(of: lines[1]), columns(of: lines[2]))
    for (place, character) in shown.enumerated() where ["y", "日"].contains(character) {
      #expect(place < marks.count && marks[place] == "^", "\(lines)")
    }
    #expect(lines[0].hasSuffix("error: '日' and 'y' have no value yet"))
  }

  /// The characters of a line by columns, of which some take two.
  private func columns(of line: String) -> [Character] {
    line.flatMap { $0 == "日" ? [$0, " "] : [$0] }
  }
}
