import Formulas
import Memory
import Testing

@testable import Commands

@Suite struct ArgumentKindTests {
  @Test(arguments: [
    ("vars", ArgumentKind.nothing), ("grad", .formula), ("save", .file), ("transcript", .file),
    ("time", .statement(after: 0)), ("repeat", .statement(after: 1)), ("cost", .formula), ("undo", .nothing),
    ("history", .nothing), ("forward", .inputs), ("delete", .names), ("set", .setting), ("help", .topic),
    ("cache", .words(["clear"])), ("tutorial", .words(["next", "back", "list", "stop"])),
  ])
  func whatACommandDeclaresTellsWhatItsArgumentsAre(name: String, kind: ArgumentKind) throws {
    let command = try #require(CommandRegistry.commands.first { $0.name == name })
    #expect(command.syntax.argumentKind == kind)
  }
}

/// What a command declares, with one that there is not yet: it has all kinds of arguments.
@Suite struct CommandSyntaxTests {
  private struct PlotCommand: ContextCommand {
    static let depth = CommandOption(name: "--depth", value: .count("n", 1...20), summary: "how deep")
    static let level = CommandOption(name: "--level", value: .number("p", 0...1), summary: "how sure")
    static let (left, right) = (
      CommandOption(name: "--left", summary: "left"), CommandOption(name: "--right", summary: "right")
    )

    let name = "sketch"
    let group = CommandGroup.lookInside
    let syntax = CommandSyntax(
      .target, .clause("against", .target), .clause("with", .text("constraints")), .inputs, .option(depth),
      .option(level), .options([left, right]), .options([.output], with: .force),
      excluding: [OptionExclusion(code: "two-sides", rule: "one side at a time", options: [left, right])])
    let summary = ""
    let discussion = ""
    let example = ""

    func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
      .nothing
    }
  }

  private func arguments(_ text: String) throws -> CommandArguments {
    let bytes = Array(text.utf8)
    return try CommandArguments(
      of: PlotCommand(), SourceText(bytes, name: "-e"), SourceRange(0, bytes.count), .never)
  }

  private func words(_ text: String) -> String? {
    do {
      try arguments(text).check()
      return nil
    } catch {
      return (error as? any Diagnosable)?.diagnostic.message
    }
  }

  @Test func theUsageLineIsWhatIsDeclared() {
    #expect(
      PlotCommand().usage
        == ":sketch [target] against [target] with constraints [: x y …] [--depth n] [--level p] [--left | --right] [-o FILE [--force]]"
    )
  }

  @Test(arguments: [
    ("z --depth 3", nil), ("z --level 0.5 --depth 20", nil), ("z --left -o a.svg --force", nil),
    ("z --depth 0", "'--depth' is a whole number from 1 to 20, not '0'"),
    ("z --depth x", "'--depth' is a whole number from 1 to 20, not 'x'"),
    ("z --level 1.5", "'--level' is a number from 0 to 1, not '1.5'"), ("--depth", "'--depth' needs a value"),
    ("z --dept 3", "':sketch' has no option '--dept'"),
    ("--right z --left", "one side at a time: '--left' or '--right'"),
  ])
  func optionsHaveRangesAndExcludeOneAnother(text: String, message: String?) {
    #expect(words(text) == message)
  }

  @Test(arguments: [
    ("z", "z", []), ("z with x >= 0, y <= 1", "z ", ["with: x >= 0, y <= 1"]),
    ("f(with a) against t with q", "f(with a) ", ["against: t ", "with: q"]),
  ])
  func clausesStandOutsideBrackets(text: String, head: String, clauses: [String]) throws {
    let arguments = try arguments(text)
    let (range, found) = try arguments.clauses()
    #expect(arguments.text(range) == head)
    #expect(found.map { "\($0.word):\(arguments.text($0.range))" } == clauses)
  }

  @Test(arguments: [
    ("x y", ["x", "y"]), ("x=3, y", ["x = 3", "y"]),
    ("x=-10..10 y=f(0.5)", ["x from -10 to 10", "y = f(0.5)"]),
    ("W=0.5..1.5", ["W from 0.5 to 1.5"]), ("x=(1..2)", ["x = (1..2)"]),
  ])
  func namesBehindTheColonCanHaveStartsAndIntervals(text: String, bindings: [String]) throws {
    let arguments = try arguments(text)
    let found = try arguments.bindings(in: arguments.range).map { binding in
      switch binding.value {
      case nil: binding.name.text
      case .formula(let range): "\(binding.name.text) = \(arguments.text(range))"
      case .interval(let lower, let upper):
        "\(binding.name.text) from \(arguments.text(lower)) to \(arguments.text(upper))"
      }
    }
    #expect(found == bindings)
  }
}
