import AutoDiff
import Sessions
import Testing

@testable import Commands

@Suite struct SymbolTests {
  @Test(arguments: [
    ("x + \\alpha", 4, "α"), ("\\Omega", 0, "Ω"), ("2\\pi", 1, "π"), ("x\\^2", 1, "²"), ("x\\^-12", 1, "⁻¹²"),
    ("θ\\_10", 2, "₁₀"), ("a\\cdot", 1, "·"), ("a \\le", 2, "≤"), ("f\\prime", 1, "′"),
    (":grad \\beta", 6, "β"), (":forward \\thet", 9, "θ"),
  ])
  func aSymbolTakesThePlaceOfItsName(line: String, start: Int, symbol: String) {
    let list = TestSession().interpreter.completions(in: line, cursor: line.utf8.count)
    #expect(list.start == start)
    #expect(list.candidates.contains { $0.insertion == symbol })
    #expect(list.candidates.allSatisfy { line.hasSuffix(String($0.word.prefix(line.utf8.count - start))) })
  }

  @Test(arguments: ["\\^", "\\_x", "\\^2x", "\\nonsense", "\\alpha + ", "\"\\alpha", "# \\alpha"])
  func whatIsNoSymbolOffersNone(line: String) {
    let list = TestSession().interpreter.completions(in: line, cursor: line.utf8.count)
    #expect(list.candidates.allSatisfy { !$0.word.hasPrefix("\\") })
  }

  @Test(arguments: Symbols.table.map(\.symbol))
  func theLanguageReadsEverySymbol(symbol: String) {
    let session = TestSession()
    session.type("x = 4; f(u) = u^2;")
    let isLetter = symbol.unicodeScalars.first?.properties.isAlphabetic == true
    let statement = isLetter ? "\(symbol) = 1" : symbol == "′" ? "f′(x)" : "x \(symbol) 2"
    #expect(!session.type(statement).contains("error"))
  }
}
