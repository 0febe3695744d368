import Testing

@testable import Formulas

@Suite struct SuggestionTests {
  private static let known = ["sin", "sinh", "cos", "sigmoid", "sqrt", "x", "y", "alpha", "Beta"]

  @Test(
    "The nearest name is found",
    arguments: [
      ("sinn", "sin"), ("SIN", "sin"), ("sni", "sin"), ("cso", "cos"), ("alhpa", "alpha"), ("beta", "Beta"),
      ("sigm", "sigmoid"), ("sigmiod", "sigmoid"), ("alfa", nil), ("X", "x"),
      ("q", nil), ("ab", nil), ("exp", nil), ("sin", "sinh"), ("", nil), ("gamma", nil),
    ] as [(String, String?)])
  func nearest(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, among: Self.known) == expected)
  }

  @Test("The order of the candidates does not matter") func order() {
    let candidates = ["tam", "tin", "tab", "tax", "fan"]
    #expect(Suggestion.nearest(to: "tan", among: candidates) == "tab")
    #expect(Suggestion.nearest(to: "tan", among: candidates.reversed()) == "tab")
  }

  @Test("Enormous names cost nothing") func enormous() {
    let name = String(repeating: "x", count: 1_000_000)
    #expect(Suggestion.nearest(to: name, among: [name + "y"]) == nil)
    #expect(Suggestion.nearest(to: "sni", among: [name, "sin"]) == "sin")
  }
}
