import ArgumentParser
import Testing

@testable import adrepl

@Suite struct InvocationTests {
  @Test(
    "A plain command line means the same whoever reads it",
    arguments: [
      [], ["a.ad"], ["a.ad", "-", "b c.ad"], ["-e", "1+1"], ["-e", "x = 3", "-e", "-x"], ["-e", "-"],
      ["-e", "--json"], ["a.ad", "-e", "1", "b.ad"], ["-e", ""], [""], ["e"], ["é.ad"],
    ])
  func plain(arguments: [String]) throws {
    let invocation = try #require(Invocation(plain: arguments))
    #expect(try AdRepl.parse(arguments).invocation == invocation)
  }

  @Test(
    "Whatever begins with a dash is left to the parser of flags",
    arguments: [
      ["--help"], ["-h"], ["--version"], ["--json"], ["-q", "a.ad"], ["a.ad", "--", "-b"], ["-e"],
      ["-e", "1", "-e"], ["-i"], ["--color", "never"], ["-e1"], ["--generate-completion-script"],
    ])
  func other(arguments: [String]) { #expect(Invocation(plain: arguments) == nil) }
}
