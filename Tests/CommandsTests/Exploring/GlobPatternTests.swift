import Testing

@testable import Commands

@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("d*", "d1", true), ("d*", "d", true), ("d*", "C", false), ("?1", "d1", true), ("?1", "d12", false),
    ("*a*b", "xxaxxbab", true), ("*a*b", "xxaxxba", false), ("", "", true), ("", "a", false),
    ("**", "anything", true), ("*σ?", "xσ1", true),
  ])
  func aStarStandsForAnythingAndAMarkForOne(pattern: String, name: String, matches: Bool) {
    #expect(GlobPattern(pattern).matches(name) == matches)
  }

  /// Not exponential in the number of stars.
  @Test func manyStarsTakeNoLonger() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(!GlobPattern(pattern).matches(String(repeating: "a", count: 2000)))
  }
}
