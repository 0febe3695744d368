import Testing

@testable import Terminals

@Suite("CompletionListing")
struct CompletionListingTests {
  private func text(
    _ candidates: [(label: String, summary: String)], width: Int = 40, height: Int = 10
  ) -> String {
    CharacterLocale.useUnicode()
    return CompletionListing(
      candidates: candidates.map { .init($0.label, summary: $0.summary) }, width: width, height: height
    ).text
  }

  @Test("Candidates without summaries stand in columns that are read downwards and fit the width")
  func columns() {
    let candidates = ["acos", "asin", "atan", "α", "b"].map { ($0, "") }
    #expect(text(candidates, width: 20) == "acos  atan  b\nasin  α\n")
    #expect(text(candidates, width: 3) == "…\n…\n…\nα\nb\n")
    #expect(text([], width: 20) == "")
  }

  @Test("Summaries stand beside their candidates, and wide characters count for two")
  func summaries() {
    #expect(
      text([("x", "= 3"), ("漢字", "= 4"), ("sin(x)", "the sine"), ("y", "")]) == """
        x       = 3
        漢字    = 4
        sin(x)  the sine
        y

        """)
  }

  @Test("What is too wide is cut, in the middle of no character")
  func cutting() {
    #expect(text([("ab", "= 漢字漢字")], width: 12) == "ab  = 漢字…\n")
    #expect(text([("abcdefgh", "= 12345")], width: 13) == "abcdefgh  =…\n")
    #expect(text([("abcdefghijklmn", "= 1")], width: 12) == "abcdefghij…\n")
  }

  @Test("Where rows with summaries would not fit the screen, there are columns")
  func tooManyRows() {
    let candidates = (1...6).map { ("n\($0)", "= \($0)") }
    #expect(text(candidates, width: 80, height: 6).split(separator: "\n").count == 6)
    #expect(text(candidates, width: 80, height: 5) == "n1  n2  n3  n4  n5  n6\n")
  }

  @Test("Where columns do not fit either, the rest is counted")
  func tooMany() {
    let candidates = (1...50).map { ("n\($0)", "= \($0)") }
    #expect(text(candidates, width: 11, height: 4) == "n1   n4\nn2   n5\nn3   n6\n… and 44 more\n")
  }
}
