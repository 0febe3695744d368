import Commands
import Testing

/// With `:set unicode off` nothing but names is outside of ASCII.
@Suite struct PlainOutputTests {
  private func isPlain(_ text: String) -> Bool {
    // The letters and subscripts of names, which are the user's.
    text.unicodeScalars.allSatisfy { $0.isASCII || $0.properties.isAlphabetic || ("₀"..."₉").contains($0) }
  }

  @Test(arguments: TestFiles.names(in: "Tests/Transcripts", ending: ".adt"))
  func transcriptsAreReplayedInASCII(file: String) {
    let session = TestSession()
    session.type(":set unicode off")
    for entry in Transcript(TestFiles.text("Tests/Transcripts/" + file)).entries
    where !entry.typed[0].hasPrefix(":set unicode") {
      let printed = session.type(entry.typed).joined(separator: "\n")
      #expect(isPlain(printed), "\(printed)")
    }
  }

  @Test(arguments: CommandRegistry.commands.map(\.name))
  func examplesAndHelpAreShownInASCII(name: String) throws {
    let command = try #require(CommandRegistry.commands.first { $0.name == name })
    let session = TestSession()
    session.type(":set unicode off")
    for entry in Transcript(command.example).entries {
      let printed = session.type(entry.typed).joined(separator: "\n")
      #expect(isPlain(printed), "\(printed)")
    }
    #expect(isPlain(session.type(":help :\(name)")))
  }

  @Test func everyPageOfHelpIsShownInASCII() {
    let session = TestSession()
    session.type(":set unicode off")
    for topic in HelpTopics.all {
      let page = session.type(":help \(topic)")
      #expect(isPlain(page), "\(page)")
    }
  }

  @Test func columnsStillLineUp() {
    let session = TestSession()
    session.type(":set unicode off; x = 3; y = 4; s = sum(x, y, x*y, x^2, y^2, 7);")
    #expect(
      session.type(":hessian s") == """
        s = 51
        d^2s  gradient  x  y
        x           11  2  1
        y           12  1  2
        eigenvalues 1, 3
        positive definite: a local minimum if the gradient is zero
        by 2 forward and 2 reverse passes
        """)
    #expect(
      session.type(":graph s --tree").hasPrefix(
        """
        s        sum(x, y, ..., 7)  51
        |- x     input               3
        """))
    #expect(session.type("x² + foo").contains("    x^2 + foo\n          ^~~"))
    #expect(session.type("α = 2; 3 + α") == "5")
  }
}

/// Everything that there is help on, as the user would ask for it.
private enum HelpTopics {
  static let all =
    ["", "syntax", "functions", "modes", "kinks", "pi", "e", "+", "*", "^", "<=", "not"]
    + ["abs", "sign", "min", "max", "clamp", "mod", "sqrt", "cbrt", "hypot", "exp", "log", "log1p", "xlogy"]
    + ["sin", "tan", "atan2", "sinc", "acosh", "erf", "erfinv", "gamma", "digamma", "besselj0", "bessely1"]
    + ["sigmoid", "softplus", "relu", "gelu", "if", "sum", "mean", "logsumexp", "diff", "detach"]
}
