import Testing

@testable import Terminals

/// Capabilities of a terminal 100 columns wide, but for what is given.
private func capabilities(
  output: TerminalCapabilities.Stream = .init(isTerminal: true, columns: 100),
  error: TerminalCapabilities.Stream = .init(isTerminal: true, columns: 100),
  color: ColorChoice = .auto, _ environment: [String: String] = [:]
) -> TerminalCapabilities {
  let complete = ["TERM": "xterm"].merging(environment) { $1 }
  return TerminalCapabilities(
    input: .init(isTerminal: true), output: output, error: error, color: color,
    isDumb: TerminalKind.isDumb(by: { complete[$0] }) { $0 == "xterm" },
    environment: { complete[$0] })
}

@Suite("TerminalCapabilities")
struct TerminalCapabilitiesTests {
  @Test("Being a terminal is told for each stream apart")
  func terminals() {
    let mixed = capabilities(output: .init(isTerminal: false))
    #expect(mixed.isInputTerminal && !mixed.isOutputTerminal && mixed.isErrorTerminal)
    #expect(!mixed.usesColor && mixed.usesColorForErrors)
  }

  @Test(
    "Colour follows --color, then the terminal, NO_COLOR and TERM",
    arguments: [
      (ColorChoice.auto, true, [:], true),
      (.auto, false, [:], false),
      (.auto, true, ["NO_COLOR": "1"], false),
      (.auto, true, ["NO_COLOR": ""], true),
      (.auto, true, ["TERM": "dumb"], false),
      (.auto, true, ["TERM": ""], false),
      (.auto, true, ["TERM": "nosuch"], false),
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true),
      (.never, true, [:], false),
    ])
  func color(choice: ColorChoice, isTerminal: Bool, environment: [String: String], expected: Bool) {
    let stream = TerminalCapabilities.Stream(isTerminal: isTerminal)
    #expect(capabilities(output: stream, color: choice, environment).usesColor == expected)
  }

  @Test(
    "The width is the terminal's, else that of COLUMNS, else 80",
    arguments: [
      (132, [:], 132), (132, ["COLUMNS": "60"], 132), (0, ["COLUMNS": "60"], 60), (nil, [:], 80),
      (nil, ["COLUMNS": "60"], 60), (nil, ["COLUMNS": "0"], 80), (nil, ["COLUMNS": "wide"], 80),
      (65535, [:], 2000), (0, ["COLUMNS": "9223372036854775807"], 2000), (nil, ["COLUMNS": "70000"], 70000),
    ] as [(Int?, [String: String], Int)])
  func width(columns: Int?, environment: [String: String], expected: Int) {
    let stream = TerminalCapabilities.Stream(isTerminal: columns != nil, columns: columns)
    #expect(capabilities(output: stream, environment).width == expected)
  }

  @Test(
    "The width is given by a terminal and by COLUMNS, else it is a guess",
    arguments: [
      (true, [:], true), (false, [:], false), (false, ["COLUMNS": "60"], true),
      (false, ["COLUMNS": "0"], false),
    ] as [(Bool, [String: String], Bool)])
  func givenWidth(isTerminal: Bool, environment: [String: String], expected: Bool) {
    let stream = TerminalCapabilities.Stream(isTerminal: isTerminal)
    #expect(capabilities(output: stream, environment).isWidthGiven == expected)
  }

  @Test(
    "The first locale variable that is set decides on Unicode",
    arguments: [
      ([:], false), (["LANG": "de_DE.UTF-8"], true), (["LANG": "C"], false),
      (["LANG": "C", "LC_CTYPE": "C.utf8"], true),
      (["LANG": "C.UTF-8", "LC_CTYPE": "", "LC_ALL": "POSIX"], false),
    ])
  func unicode(environment: [String: String], expected: Bool) {
    #expect(capabilities(environment).usesUnicode == expected)
  }

  @Test(
    "A terminal of a kind that nobody has described is dumb",
    arguments: ["nosuch", "x\u{E9}", "../dumb", "-"])
  func unknownKind(name: String) {
    #expect(!TerminalKind.isDescribed(name))
    #expect(TerminalKind.isDumb { $0 == "TERM" ? name : nil })
    #expect(TerminalKind.isDescribed("xterm"))
    #expect(!TerminalKind.isDumb { $0 == "TERM" ? "xterm" : nil })
  }

  @Test("A descriptor that is not open is no terminal")
  func closedDescriptor() {
    let detected = TerminalCapabilities.detect(color: .auto, input: -1, output: -1, error: -1)
    #expect(!detected.isInputTerminal && !detected.isOutputTerminal && !detected.usesColor)
  }
}
