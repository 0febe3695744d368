import Testing

@testable import Terminals

@Suite("PastedText")
struct PastedTextTests {
  private let prompts = SessionPrompts(first: "ad> ", further: "  > ")

  @Test(
    "Newlines become LF, control characters, shared indentation and the last newlines go",
    arguments: [
      ("x\r\ny\rz\n\n", "x\ny\nz"), ("x\n\ry\n\r", "x\ny"), ("a\tb\u{1B}[A\u{7}\u{0}c", "a b[Ac"), ("", ""),
      ("\n", ""),
      ("αé\n", "αé"), ("  x = (1 +\n    2)\n\n  y\n  ", "x = (1 +\n  2)\n\ny"), ("\tx\n\ty", "x\ny"),
      ("x >\n  > 3", "x >\n  > 3"), ("(1 +\n", "(1 +"),
    ])
  func cleans(pasted: String, expected: String) {
    #expect(PastedText.clean(Array(pasted.utf8), prompts) == expected)
  }

  @Test(
    "Of a copied session what was typed stays, and what it printed goes",
    arguments: [
      ("ad> x = 3\nx = 3\nad> z = (x +\n  >   1)\nz = 4\n\nad>\nad> \n", "x = 3\nz = (x +\n  1)"),
      ("    ad> ad> x\n    error: no\n      > y\n    ad> z", "ad> x\ny\nz"),
      ("z = 4\nad> z", "z"),
    ])
  func prompts(pasted: String, expected: String) {
    #expect(PastedText.clean(Array(pasted.utf8), prompts) == expected)
    #expect(PastedText.clean(Array("ad> x".utf8), nil) == "ad> x")
  }
}
