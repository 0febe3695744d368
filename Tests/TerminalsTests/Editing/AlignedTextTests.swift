import Testing

@testable import Terminals

@Suite("AlignedText")
struct AlignedTextTests {
  @Test(
    "Further lines are edited under the first, and come back as they were",
    arguments: [
      ("x", "x"), ("  x", "  x"), ("(a +\nb)", "(a +\n    b)"), ("(a\n\n  b)\n", "(a\n    \n      b)\n    "),
    ])
  func roundTrip(text: String, aligned: String) {
    #expect(AlignedText.aligned(text) == aligned)
    #expect(AlignedText.original(aligned) == text)
  }

  @Test("Blanks that were deleted are not missed")
  func edited() { #expect(AlignedText.original("  a\n  b\nc\n     d") == "  a\nb\nc\n d") }
}
