import Testing

/// How a mistake is shown.
@Suite struct FailureTests {
  @Test(arguments: [40, 60, 80]) func theLineOfAMistakeFitsTheTerminal(width: Int) throws {
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

  @Test(arguments: [40, 60, 80]) func everyPlaceThatIsShownHasAMark(width: Int) throws {
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
