import Testing

@testable import Terminals

@Suite("PastedText")
struct PastedTextTests {
  @Test(
    "Newlines become LF, control characters and the last newlines go",
    arguments: [
      ("x\r\ny\rz\n\n", "x\ny\nz"), ("a\tb\u{1B}[A\u{7}\u{0}c", "a b[Ac"), ("", ""),
      ("\n", ""), ("αé\n", "αé"),
    ])
  func cleans(pasted: String, expected: String) {
    #expect(PastedText.clean(Array(pasted.utf8), prompts: []) == expected)
  }

  @Test("The prompts of a copied session go, once in each line")
  func prompts() {
    let pasted = Array("> x = 1\n> > y\n. z\nw > 1\n".utf8)
    #expect(PastedText.clean(pasted, prompts: ["", "> ", ". "]) == "x = 1\n> y\nz\nw > 1")
  }
}
