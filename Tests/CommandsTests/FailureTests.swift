import Testing

/// How a mistake is shown.
@Suite struct FailureTests {
  @Test(arguments: [40, 60, 80]) func theLineOfAMistakeFitsTheTerminal(width: Int) throws {
    let session = TestSession()
    session.width = width
    let line = "alpha = " + (1...30).map { $0 == 17 ? "foo" : "\($0)" }.joined(separator: " + ")
    let lines = session.type(line).split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.count <= width }, "\(lines)")
    // The caret is under the name.
    let caret = try #require(lines.last)
    let place = caret.prefix { $0 == " " }.count
    #expect(caret.dropFirst(place) == "^~~")
    #expect(lines[1].dropFirst(place).hasPrefix("foo ") && lines[1].hasPrefix("    …"))
  }
}
