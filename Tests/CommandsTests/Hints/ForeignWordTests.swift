import Commands
import Sessions
import Testing

/// Every word of other tools: what is said about it, and that nothing here has its name.
@Suite struct ForeignWordTests {
  private static func words(_ place: ForeignWord.Place) -> [ForeignWord] {
    ForeignWord.all.filter { $0.place == place }
  }

  /// What a line prints in a session in which x and z are there.
  private func answer(to line: String) -> String {
    let session = TestSession()
    session.limitsWidth = false
    session.type("x = 3; z = x^2;")
    return session.type(line)
  }

  private func error(
    _ line: String, from start: Int = 0, _ length: Int, _ message: String, _ instead: String?
  ) -> String {
    let caret = String(repeating: " ", count: start) + "^" + String(repeating: "~", count: length - 1)
    let lines = ["<stdin>:2:\(start + 1): error: \(message)", "    \(line)", "    \(caret)"]
    return (lines + (instead.map { ["    write: \($0)"] } ?? [])).joined(separator: "\n")
  }

  @Test func noWordIsInTheTableThatTheProgramKnows() {
    for word in ForeignWord.all {
      switch word.place {
      case .function: #expect(!BuiltIns.functionNames.contains(word.word), "\(word.word)")
      case .name: #expect(BuiltIns.constant(word.word) == nil, "\(word.word)")
      case .command: #expect(!CommandRegistry.commands.contains { $0.name == word.word }, "\(word.word)")
      case .statement: continue
      }
    }
  }

  @Test func noWordStandsTwiceInOnePlace() {
    for place in ForeignWord.Place.allCases {
      let words = Self.words(place).map(\.word)
      #expect(
        Set(words).count == words.count,
        "\(place): \(words.filter { word in words.count { $0 == word } > 1 })")
    }
  }

  @Test func whatIsToBeWrittenInsteadOfACommandIsOne() {
    for word in Self.words(.command) {
      guard let instead = word.hint.instead, instead.hasPrefix(":") else { continue }
      let name = instead.dropFirst().prefix { $0.isLetter }
      #expect(CommandRegistry.commands.contains { $0.name == name }, "\(word.word): \(instead)")
    }
  }

  @Test(arguments: words(.function).map(\.word))
  func aFunctionOfAnotherToolIsTold(word: String) throws {
    let hint = try #require(ForeignWord.hint(for: word, as: .function))
    let statement = ForeignWord.hint(for: word, as: .statement)
    let isStatement =
      hint.instead == nil && (statement != nil || ForeignWord.hint(for: word, as: .command) != nil)
    let line = "1 + \(word)(x)"
    #expect(
      answer(to: line)
        == error(
          line, from: 4, word.count + 3, "unknown function '\(word)'\(hint.continuation)", hint.instead))
    if !isStatement, !CommandRegistry.commands.contains(where: { $0.name == word }) {
      let call = "\(word)(x)"
      #expect(
        answer(to: call)
          == error(call, word.count + 3, "unknown function '\(word)'\(hint.continuation)", hint.instead))
    }
  }

  @Test(arguments: words(.name).map(\.word))
  func aNameOfAnotherToolIsTold(word: String) throws {
    let hint = try #require(ForeignWord.hint(for: word, as: .name))
    let line = "x + \(word)"
    #expect(
      answer(to: line)
        == error(line, from: 4, word.count, "unknown name '\(word)'\(hint.continuation)", hint.instead))
  }

  @Test(arguments: words(.statement).map(\.word))
  func aStatementOfAnotherLanguageIsTold(word: String) throws {
    let hint = try #require(ForeignWord.hint(for: word, as: .statement, rest: "x = 3"))
    let line = "\(word) x = 3"
    if let command = CommandRegistry.commands.first(where: { $0.name == word }) {
      Issue.record("\(command.name) is a command, and told as such")
    }
    let message =
      word == "if" || BuiltIns.functionNames.contains(word)
      ? hint.remark ?? "" : hint.sentence(on: "'\(word)'", behind: "there is no '\(word)'")
    #expect(answer(to: line) == error(line, word.count, message, hint.instead))
  }

  @Test(arguments: words(.command).map(\.word))
  func aCommandOfAnotherToolIsTold(word: String) throws {
    let hint = try #require(ForeignWord.hint(for: word, as: .command, rest: "z"))
    // Beginnings of names mean what they have always meant.
    let commands = CommandRegistry.commands.filter { $0.name.hasPrefix(word) }
    guard commands.isEmpty else { return }
    let line = ":\(word) z"
    #expect(
      answer(to: line)
        == error(
          line, from: 1, word.count, hint.sentence(on: "':\(word)'", behind: "unknown command ':\(word)'"),
          hint.instead))
  }

  @Test(arguments: CommandRegistry.commands.map(\.name))
  func aCommandWithoutItsColonIsTold(name: String) {
    let line = "\(name) z x"
    #expect(
      answer(to: line)
        == error(line, name.count, "'\(name)' is a command, which begins with a colon", ":\(name) z x"))
  }

  @Test func lettersOfAnyCaseAreTheSameWord() {
    #expect(
      answer(to: "ArcSin(x)") == error("ArcSin(x)", 9, "unknown function 'ArcSin'", "asin(…)"))
    #expect(answer(to: "True") == error("True", 4, "unknown name 'True'", "1"))
  }

  @Test func whatTheSessionKnowsIsNoForeignWord() {
    let session = TestSession()
    session.limitsWidth = false
    session.type("grad = 2; true = 5; sech(u) = 1/cosh(u); let = 3;")
    #expect(session.type("grad + true + sech(0) + let") == "11")
    #expect(session.type("let 3").hasSuffix("write: let*3"))
  }
}
