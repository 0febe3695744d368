import Memory
import Testing

@testable import Formulas

@Suite struct LineAssemblerTests {
  @Test(
    "A line alone is complete or says what it lacks",
    arguments: [
      ("x = 3", nil), ("", nil), ("# (", nil), ("x + 1 # (", nil), (")", nil), ("x ! (y)", nil),
      ("f(x,", .openParenthesis), ("2*(x", .openParenthesis), ("(x; y", nil), ("(x); (y", .openParenthesis),
      ("x +", .openOperator), ("x - # more", .openOperator), ("a and", .openOperator), ("not", .openOperator),
      ("a <=", .openOperator), ("a ≤", .openOperator), ("a ×", .openOperator), ("x ==", .openOperator),
      ("x²", nil), ("brand", nil), ("θand", nil), ("x =", .openAssignment), ("x :=", .openAssignment),
      ("a, b := 1,", .openComma), ("x + ;", nil), ("x + 1 \\", .backslash), ("# x \\", nil),
      (":grad (x +", nil), (":repeat 10 \\", .backslash), ("x = 1; :grad (", nil), ("?(", nil),
      (":load \"a\\\" # no", nil), ("A = [1, 2", .openParenthesis), ("A = [1, 2;", .openParenthesis),
      ("A = [1, 2; 3, 4]; [", .openParenthesis), ("A = [1; 2]; x", nil), ("A[(1", .openParenthesis),
      ("]", nil), ("[1;2]; (x; y", nil), ("v[2..]", nil), ("1..", .openOperator), ("A @", .openOperator),
      ("A.T", nil), ("Aᵀ", nil), (":grad [x", nil), ("# [", nil), ("x = 1; :grad [", nil),
    ] as [(String, LineAssembler.Reason?)])
  func single(line: String, reason: LineAssembler.Reason?) {
    var lines = LineAssembler()
    #expect(lines.add(Array(line.utf8)) == reason.map { .unfinished($0) } ?? .complete)
  }

  @Test("Lines are joined until the statement is complete") func joining() {
    var lines = LineAssembler()
    #expect(lines.add(Array("z = f(x, # first".utf8)) == .unfinished(.openParenthesis))
    #expect(lines.add([]) == .unfinished(.openParenthesis))
    #expect(lines.add(Array("  y) +".utf8)) == .unfinished(.openOperator))
    #expect(lines.add(Array("# only a comment".utf8)) == .unfinished(.openOperator))
    #expect(lines.add(Array("1".utf8)) == .complete)
    let text = String(decoding: lines.text, as: UTF8.self)
    #expect(text == "z = f(x, # first\n\n  y) +\n# only a comment\n1")
    #expect(lines.lineCount == 5)
    #expect(statements(text) == ["(= z (+ (f() x y) 1))"])
    lines.reset()
    #expect(lines.text.isEmpty && lines.add(Array("1".utf8)) == .complete)
  }

  @Test("Rows go over several lines") func rows() {
    var lines = LineAssembler()
    #expect(lines.add(Array("A = [1, 2;  # first".utf8)) == .unfinished(.openParenthesis))
    #expect(lines.add([]) == .unfinished(.openParenthesis))
    #expect(lines.add(Array("  3,".utf8)) == .unfinished(.openParenthesis))
    #expect(lines.add(Array("  4".utf8)) == .unfinished(.openParenthesis))
    #expect(lines.add(Array("]; x".utf8)) == .complete)
    #expect(statements(String(decoding: lines.text, as: UTF8.self)) == ["(= A ([2×2] 1 2 3 4));", "x"])
    lines.reset()
    #expect(lines.add(Array("A = [1, 2;".utf8)) == .unfinished(.openParenthesis))
    #expect(lines.add(Array(":help".utf8)) == .endedByCommand(Array(":help".utf8)))
    lines.reset()
    #expect(lines.add(Array("x".utf8)) == .complete)
  }

  @Test("A backslash becomes a blank and joins two lines, of commands too") func backslashes() {
    var lines = LineAssembler()
    #expect(lines.add(Array("x = 1 \\".utf8)) == .unfinished(.backslash))
    #expect(lines.add(Array(" + 2".utf8)) == .complete)
    #expect(lines.text == Array("x = 1  \n + 2".utf8))
    lines.reset()
    #expect(lines.add(Array(":grad z \\  # why".utf8)) == .unfinished(.backslash))
    #expect(lines.add(Array(": x (".utf8)) == .complete)
    lines.reset()
    #expect(lines.add(Array("x \\".utf8)) == .unfinished(.backslash))
    #expect(lines.add([]) == .complete)
  }

  @Test(
    "A command ends a formula that is not finished",
    arguments: [
      ("z = (x", "  :grad z", true), ("z = x +", "?sin", true), ("x = 1; z = (x", ":help", true),
      ("(x \\", ":", true),
      ("x \\", ":= x + 1", false), ("(x", "+ 1", false), (":repeat 3 \\", ":grad z", false),
      ("(x", "", false),
    ])
  func commands(first: String, second: String, isEnd: Bool) {
    var lines = LineAssembler()
    _ = lines.add(Array(first.utf8))
    let before = lines.text
    #expect((lines.add(Array(second.utf8)) == .endedByCommand(Array(second.utf8))) == isEnd)
    #expect((lines.text == before) == isEnd)
  }

  @Test("Every operator at a line's end asks for more, unless it stands behind its operand") func operators()
  {
    for row in Operator.table {
      for spelling in row.spellings {
        var lines = LineAssembler()
        #expect(
          lines.add(Array("a \(spelling)".utf8))
            == (row.fixity == .postfix ? .complete : .unfinished(.openOperator)))
      }
    }
  }

  @Test("A long line that nobody waits for is not added") func interruption() {
    for text in [";", "x", "\"", " ", "# "] {
      var lines = LineAssembler()
      #expect(lines.add(Array("(x".utf8)) == .unfinished(.openParenthesis))
      let long = Array(String(repeating: text, count: 1_000_000).utf8)
      var questions = 0
      let refusing = Cancellation {
        questions += 1
        return questions < 2 ? nil : .requested
      }
      let progress = lines.add(
        {
          $0 += long
          return true
        }, refusing)
      #expect(progress == nil || text == "# ")
      if progress == nil { #expect(lines.text == Array("(x".utf8)) }
    }
  }

  @Test("A hundred thousand lines cost no more than their length") func many() {
    var lines = LineAssembler()
    for _ in 0..<100_000 { #expect(lines.add(Array("(x".utf8)) == .unfinished(.openParenthesis)) }
  }
}
