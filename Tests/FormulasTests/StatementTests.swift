import Memory
import Testing

@testable import Formulas

@Suite struct StatementTests {
  @Test(
    "A line is taken apart into statements",
    arguments: [
      ("x = 3", ["(= x 3)"]),
      ("x=3;y=4", ["(= x 3);", "(= y 4)"]),
      (" ; ;; # nothing", []),
      ("", []),
      ("x*y # note; x", ["(* x y)"]),
      ("x == 3", ["(== x 3)"]),
      ("x =-3", ["(= x (- 3))"]),
      ("f(u, v) = u*v + sin(u)", ["(f(u v) (+ (* u v) (sin() u)))"]),
      ("f() = 2", ["(f() 2)"]),
      ("f(u, v)", ["(f() u v)"]),
      ("f(u) == 2", ["(== (f() u) 2)"]),
      ("if = 3; e = 2", ["(= if 3);", "(= e 2)"]),
      ("x := x - 0.5*diff(z, x)", ["(:= x | (- x (* 0.5 (diff() z x))))"]),
      ("a, b := b, a;", ["(:= a b | b a);"]),
      ("x = $; y = 2", ["error: unexpected character '$' (U+0024)", "(= y 2)"]),
      ("(x; y = 2", ["error: '(' was never closed", "(= y 2)"]),
      ("x + \"a;b\"; 2", ["error: unexpected character '\"' (U+0022)", "2"]),
      ("x + # ; 1\n; 2", ["error: '+' needs something on its right", "2"]),
      ("not x = 3", ["error: only a name can be assigned to, as in x = 3; to compare, write =="]),
    ])
  func lines(text: String, expected: [String]) { #expect(statements(text) == expected) }

  @Test(
    "A command takes the rest of the text",
    arguments: [
      (":grad z : x y", [":grad [z : x y]"]),
      ("x = 1; :repeat 10 x := x/2; x  # halved", ["(= x 1);", ":repeat [10 x := x/2; x]"]),
      (":load \"a # b\" # file", [":load [\"a # b\"]"]),
      (":load it's\"one # file", [":load [it's\"one]"]),
      (":graph", [":graph []"]),
      (":node %7", [":node [%7]"]),
      ("?sin  ", [":help [sin]"]),
      ("?", [":help []"]),
      ("sin?", [":help [sin]"]),
      ("θ₁ ? # what is it", [":help [θ₁]"]),
      ("x = 1; <=?; y", ["(= x 1);", ":help [<=]", "y"]),
      (":grad?", [":help [:grad]"]),
      ("x=1?", ["error: unexpected character '?' (U+003F)"]),
      ("x y?", ["error: 'x' and 'y' stand side by side: an operator is missing"]),
      (":grad x +\n y", [":grad [x +\n y]"]),
      (":; x", ["error: ':' needs the name of a command", "x"]),
    ])
  func commands(text: String, expected: [String]) { #expect(statements(text) == expected) }

  @Test("Statements behind a command's arguments can be resumed") func resuming() throws {
    let text = Array(":time \"a;b\" x; y = 2".utf8)
    var parser = StatementParser(text)
    guard case .command(_, let arguments) = try parser.next()?.kind else {
      Issue.record("no command")
      return
    }
    let separator = try #require(try StatementParser.separator(in: text, range: arguments, .never))
    #expect(separator == 13)
    parser.resume(at: separator + 1)
    #expect(try parser.next()?.dump(in: text) == "(= y 2)")
    parser.resume(at: -5)
    #expect(try parser.next() != nil)
    parser.resume(at: .max)
    #expect(try parser.next() == nil)
  }

  @Test("Statements know where they and their names stand") func ranges() throws {
    let text = Array("  π, x := 1, 2 ; # done".utf8)
    var parser = StatementParser(text)
    let statement = try #require(try parser.next())
    #expect(text.string(in: statement.range) == "π, x := 1, 2")
    guard case .update(let names, _) = statement.kind else {
      Issue.record("no update")
      return
    }
    #expect(names.map { text.string(in: $0.range) } == ["π", "x"])
  }
}
