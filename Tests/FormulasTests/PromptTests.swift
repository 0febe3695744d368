import Testing

@testable import Formulas

/// Lines that were copied from a session, with their prompts.
@Suite struct PromptTests {
  /// The text of every statement that lines come to, when those with prompts may be read without.
  private func texts(_ lines: [String], mayBeCopied: Bool = true, takesPrompts: Bool = true) -> [String] {
    var assembler = LineAssembler(mayBeCopied: mayBeCopied)
    var texts: [String] = []
    var waiting = lines.map { Array($0.utf8) }[...]
    while let line = waiting.popFirst() {
      let progress = assembler.add(line, takesPrompts: { takesPrompts })
      if case .unfinished = progress { continue }
      texts.append(String(decoding: assembler.text, as: UTF8.self))
      assembler.reset()
      if case .endedByCommand(let next) = progress { waiting = [next] + waiting }
    }
    return texts
  }

  @Test("A prompt becomes blank, so that columns stay") func blank() {
    #expect(texts(["ad> x = 3"]) == ["    x = 3"])
    #expect(texts(["  ad> x = 3"]) == ["      x = 3"])
    #expect(texts(["ad>x = 3"]) == ["   x = 3"])
    #expect(texts(["ad>"]) == ["   "])
    #expect(texts(["ad> :grad z"]) == ["    :grad z"])
  }

  @Test("What was printed is passed over in a copied session") func printed() {
    #expect(
      texts(["# a session", "", "ad> x = 3", "x = 3", "ad> z = x^2", "z = 9", "  note", "ad> z", "9"])
        == ["# a session", "", "    x = 3", "", "    z = x^2", "", "", "    z", ""])
  }

  @Test("A script in which a prompt occurs is none") func script() {
    #expect(texts(["x = 3", "ad> x^2", "x"]) == ["x = 3", "    x^2", "x"])
    #expect(texts(["ad> x = 3", "x = 3"], mayBeCopied: false) == ["    x = 3", "x = 3"])
  }

  @Test("Further lines have a prompt of their own, or none") func further() {
    #expect(texts(["ad> z = (1 +", "  > 2)", "z = 3"]) == ["    z = (1 +\n    2)", ""])
    #expect(texts(["ad> z = (1 +", "2)"]) == ["    z = (1 +\n2)"])
    #expect(texts(["ad> z = (x", "  >= 2)"]) == ["    z = (x\n  >= 2)"])
    #expect(texts(["z = (x", "  > 2)"]) == ["z = (x\n  > 2)"])
  }

  @Test("A prompt ends a statement that was left unfinished") func unfinished() {
    #expect(texts(["ad> z = (1 +", "ad> x = 2"]) == ["    z = (1 +", "    x = 2"])
  }

  @Test("Where ad has a value, ad > x is a comparison") func comparison() {
    #expect(texts(["ad > x", "ad> x", "ad>x"], takesPrompts: false) == ["ad > x", "ad> x", "ad>x"])
    #expect(texts(["ad >= x", "ad>= x", "adx> 3", "bad> 3"]) == ["ad >= x", "ad>= x", "adx> 3", "bad> 3"])
  }
}
