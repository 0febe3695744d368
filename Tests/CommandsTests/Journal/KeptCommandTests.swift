import Formulas
import Memory
import Testing

@testable import Commands

/// Names of commands may be shortened; what was kept keeps its meaning all the same.
@Suite struct KeptCommandTests {
  /// The names of version 0.1, with the shortest beginnings that were unique then.
  private static let firstNames = [
    "assert": "as", "backprop": "b", "cache": "ca", "check": "ch", "clean": "cl", "cost": "co",
    "delete": "de",
    "diff": "di", "echo": "ec", "edit": "ed", "explain": "ex", "forward": "f", "grad": "grad",
    "graph": "grap",
    "help": "hel", "hessian": "hes", "history": "hi", "jacobian": "j", "load": "l", "node": "node",
    "nodes": "nodes",
    "quit": "q", "redo": "red", "repeat": "rep", "reset": "res", "save": "sa", "set": "se", "taylor": "ta",
    "time": "ti", "transcript": "tr", "tutorial": "tu", "undo": "u", "vars": "v", "why": "w",
  ]

  @Test(arguments: firstNames) func aBeginningThatWasUniqueInTheFirstVersionKeepsItsMeaning(
    name: String, shortest: String
  ) {
    for length in shortest.count...name.count {
      #expect(CommandRegistry.commands(named: String(name.prefix(length))).map(\.name) == [name])
    }
  }

  @Test func gradHasAShortNameThatGraphBeginsWithToo() {
    #expect(CommandRegistry.commands(named: "gr").map(\.name) == ["grad"])
    #expect(CommandRegistry.commands(named: "he").count > 1)
  }

  @Test(arguments: [
    (":f x z;", ":forward x z"), (":grad z", ":grad z"), (":gr z : x", ":grad z : x"), (":u 2", ":undo 2"),
    (":set digits 4", ":set digits 4"), (":se   digits 4", ":set   digits 4"),
    (":rep 3 :u; x = 1; :gr x^2; :ec a; y", ":repeat 3 :undo; x = 1; :grad x^2; :echo a; y"),
    (":rep 3 :u", ":repeat 3 :undo"),
    (":rep 2 :rep 3 x = x + 1; :gr x^3;", ":repeat 2 :repeat 3 x = x + 1; :grad x^3;"),
    (":rep 2 :ti :u", ":repeat 2 :time :undo"), (":rep 2 ?u", ":repeat 2 ?u"),
    (":rep 2 :u?", ":repeat 2 :u?"),
    (":rep 3 x = (", ":repeat 3 x = ("),
  ])
  func aCommandIsKeptUnderItsFullName(typed: String, kept: String) throws {
    let bytes = Array(typed.utf8)
    var parser = StatementParser(bytes)
    let statement = try #require(try parser.next())
    guard case .command(let name, let range) = statement.kind else { return #expect(Bool(false)) }
    let call = try CommandCall(name, range, in: SourceText(bytes, name: "-e"), &parser, .never)
    #expect(try call.inFull() == kept)
  }
}
