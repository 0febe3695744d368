import AutoDiff
import Commands
import Pictures
import Sessions
import Testing

@Suite struct EchoTests {
  @Test(arguments: [
    ("hello", "hello"), ("x is {x}", "x is 3"), ("{x}{x}", "33"), ("a; b; c", "a; b; c"),
    ("\"  # not a comment; {x} \"", "  # not a comment; 3 "), ("{{x}} }}", "{x} }"), ("\" \"", " "),
    ("{x/7}", "0.4285714286"), ("{sin(0) + x*x}", "9"), ("say \"hi\"", "say \"hi\""), ("\"", "\""),
    ("\u{7}bell \u{202E}", #"\u{7}bell \u{202E}"#), ("α → {x}", "α → 3"),
  ])
  func aTextIsPrintedWithValuesInIt(text: String, printed: String) {
    let session = TestSession()
    session.type("x = 3")
    #expect(session.type(":echo \(text)") == printed)
    #expect(session.interpreter.session.graph.count == 1)
  }

  @Test(arguments: [
    ("{x", "'{' was never closed", 7), ("x}", "'}' has no '{'", 8), ("{}", "there is no formula", 8),
    ("{foo}", "'foo' has no value yet", 8), ("{x +}", "", 10),
  ])
  func aMistakeIsReportedWithItsPlace(text: String, message: String, column: Int) {
    let session = TestSession()
    session.type("x = 3")
    #expect(session.type(":echo \(text)").hasPrefix("<stdin>:2:\(column): error: \(message)"))
  }

  @Test(arguments: [":echo", ":echo \"\"", ":echo   "])
  func anEmptyTextIsAnEmptyLine(line: String) {
    #expect(TestSession().type([line]) == [""])
    #expect(TestSession().type(["x = 3;"]) == [])
  }

  @Test func aProgramGetsTheText() {
    #expect(TestSession().json(":echo 1 + 1 = {1 + 1}") == [#"{"kind":"echo","text":"1 + 1 = 2"}"#])
  }
}

@Suite struct AssertTests {
  @Test(arguments: ["z == 23", "1", "-2", "z > 22 and not z > 24", "abs(z - 23.1) < 0.2", "inf"])
  func whatHoldsSaysNothing(formula: String) {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*x + x*y + 2;")
    let count = session.interpreter.session.graph.count
    #expect(session.type(":assert \(formula)") == "")
    #expect(session.interpreter.failureCount == 0)
    #expect(session.interpreter.session.graph.count == count)
  }

  @Test(arguments: [
    ("z == 24", "z == 24: 23 == 24"), ("x*y>13", "x*y > 13: 12 > 13"), ("(x + y) != 7", "x + y != 7: 7 != 7"),
    ("z < 1 or x > 5", "z < 1 or x > 5: 23 < 1, 3 > 5"), ("not x == 3", "not x == 3: 3 == 3"),
    ("x - 3", "x - 3: it is 0"), ("nan", "nan: it is nan"), ("0/0 == 1", "0/0 == 1: nan == 1"),
    ("0.1 + 0.2 == 0.3", "0.1 + 0.2 == 0.3: 0.30000000000000004 == 0.3"), ("not z", "not z: it is 0"),
    ("abs(z - 23.1) < 1e-3", "abs(z - 23.1) < 0.001: 0.1 < 0.001"),
  ])
  func whatDoesNotHoldIsShownWithBothSides(formula: String, message: String) {
    let session = TestSession()
    session.limitsWidth = false
    session.type("x = 3; y = 4; z = x*x + x*y + 2;")
    let printed = session.type(":assert \(formula)").split(separator: "\n").first ?? ""
    #expect(printed == "<stdin>:2:9: error: assertion failed: \(message)")
    #expect(session.interpreter.failureCount == 1)
    #expect(session.json(":assert \(formula)")[0].hasPrefix(#"{"kind":"error","code":"assertion-failed""#))
  }

  @Test func aProgramIsToldWhatHolds() {
    #expect(TestSession().json(":assert 1 < 2") == [#"{"kind":"assert","formula":"1 < 2","holds":true}"#])
  }
}

@Suite struct SettingsTests {
  @Test(arguments: [
    ("digits", "4"), ("notation", "engineering"), ("unicode", "off"), ("color", "on"), ("theme", "light"),
    ("pager", "off"), ("timing", "off"), ("max-nodes", "1000"), ("max-seconds", "2.5"),
    ("max-seconds", "off"), ("max-seconds", "3"),
    ("unicode", "auto"), ("notation", "plain"),
  ])
  func whatASettingSaysCanBeWrittenAgain(name: String, value: String) {
    let session = TestSession()
    #expect(session.type(":set \(name) \(value)") == "\(name) = \(value)")
    #expect(session.type(":set \(name)") == "\(name) = \(value)")
    #expect(session.type(":set").contains("\(name)"))
  }

  @Test(arguments: [
    ("digits", "18"), ("notation", "pretty"), ("unicode", "yes"), ("theme", "pink"), ("pager", "less"),
    ("max-nodes", "0"), ("max-nodes", "-1"), ("max-nodes", "1e3"), ("max-seconds", "0"),
    ("max-seconds", "nan"),
    ("max-seconds", "inf"),
  ])
  func anythingElseIsRefusedWithTheChoices(name: String, value: String) {
    let session = TestSession()
    let before = session.type(":set")
    #expect(session.type(":set \(name) \(value)").contains("'\(name)' is "))
    #expect(session.type(":set") == before)
  }

  @Test func aProgramGetsNumbersAndWords() {
    let session = TestSession()
    #expect(session.json(":set max-seconds 2.5") == [#"{"kind":"settings","settings":{"max-seconds":2.5}}"#])
    #expect(session.json(":set max-nodes 10") == [#"{"kind":"settings","settings":{"max-nodes":10}}"#])
    #expect(session.json(":set theme dark") == [#"{"kind":"settings","settings":{"theme":"dark"}}"#])
  }

  @Test func theListFitsTheScreen() {
    #expect(TestSession().type(":set").split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}

@Suite struct ForeignTextTests {
  @Test func controlCharactersCannotReachATerminal() {
    let session = TestSession()
    session.interpreter.host.openFile = { .failure(FileProblem(message: "cannot read '\($0)'")) }
    session.interpreter.host.writeFile = { _, _ in nil }
    session.type("x = 3; z = x^2")
    for command in [":load", ":graph z -o", ":echo", ":help", ":set", ":delete"] {
      for character in ["\u{1B}[2J", "\u{7}", "\u{9B}1m", "\u{202E}", "\u{200B}", "\u{FEFF}"] {
        let line = "\(command) \"a\(character)b\""
        let shown = session.type(line) + session.json(line).joined()
        #expect(!shown.contains(character), "\(command) \(character.debugDescription)")
        #expect(!shown.unicodeScalars.contains { misleadsReaders($0) && $0 != "\n" })
      }
    }
  }
}
