import Memory
import SeededRandom
import Testing

@testable import Formulas

@Suite struct RobustnessTests {
  private func parse(_ text: String) throws(ParseError) -> Formula {
    let bytes = Array(text.utf8)
    return try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
  }

  @Test(
    "Formulas nest a hundred thousand deep, are printed and read again",
    arguments: [
      ("(", "x", ")"), ("-", "x", ""), ("f(", "x", ")"), ("a^", "x", ""), ("(a + ", "x", ")*2"),
      ("f'(", "x", ")"),
      ("not ", "x", ""), ("2(", "x", ")"), ("a - (", "x", ")"),
    ])
  func depth(open: String, core: String, close: String) throws {
    try nest(100_000, open, core, close)
  }

  @Test(
    "Arrays and their parts nest as deep as anything",
    arguments: [
      ("[", "x", "]"), ("[", "", "]"), ("a[", "x", "]"), ("a[", "..", "]"), ("a[1, ", "x", "..]"),
      ("a[", "x", "][1]"),
      ("A @ -", "x", ""), ("A @ ", "x", ""), ("[1, 2; 3, ", "x", "]"), ("[", "x", " for i in r]"),
      ("[x for i in ", "r", "]"), ("[x for i in ", "r", ", j in s]"), ("f(a=", "x", ")"), ("", "x", ".T"),
      ("", "x", "[1]"), ("1..(", "x", ")"), ("(", "x", "..2)"),
    ])
  func arrayDepth(open: String, core: String, close: String) throws { try nest(20_000, open, core, close) }

  private func nest(_ count: Int, _ open: String, _ core: String, _ close: String) throws {
    let text = String(repeating: open, count: count) + core + String(repeating: close, count: count)
    let formula = try parse(text)
    #expect(try parse(formula.description).isSameTree(as: formula))
  }

  @Test("A sum of a million terms is parsed and printed") func longSum() throws {
    let text = "x" + String(repeating: " + x", count: 1_000_000)
    let formula = try parse(text)
    #expect(formula.nodes.count == 2_000_001)
    #expect(formula.description == text)
  }

  @Test("What nests deeper than the limit is refused") func limit() {
    let count = ExpressionParser.depthLimit + 1
    #expect(
      tree(String(repeating: "(", count: count))
        == "error: this is nested too deep: the limit is 1000000 levels")
  }

  @Test("Names, numbers and commands longer than their limits are refused")
  func tooLong() {
    let (name, number) = (Lexer.nameLimit, Lexer.lengthLimit)
    func text(_ character: String, _ count: Int) -> String { String(repeating: character, count: count) }
    #expect(tree(text("x", name)) == text("x", name))
    #expect(tree(text("1", 300) + "." + text("1", number - 301)).hasPrefix("1.1111"))
    for text in [text("x", name + 1), text("é", name), "y = " + text("x", 5_000_000) + "; 2"] {
      #expect(statements(text).first == "error: this is too long: the limit is 1000 bytes")
    }
    let numbers = ["0." + text("1", number), "0x" + text("0", number), "x" + text("⁰", number)]
    for text in numbers + ["x" + text("'", number + 1), "%" + text("0", number)] {
      #expect(statements(text).first == "error: this is too long: the limit is 1048576 bytes")
    }
    #expect(
      statements(":echo " + text("x", 5_000_000)) == ["error: this is too long: the limit is 4194304 bytes"])
  }

  @Test(
    "Whatever a long text is, the parser asks whether to go on",
    arguments: [
      ("", "1+", ""), ("", ";", ""), ("a", ",a", ""), ("f(a", ",a", ""), ("x", "² ", ""), ("x ", "\"", ""),
      ("x=1;", "x=1;", ""), (":echo ", "x ", ""), ("x + ", "(", ")"), ("[a", ",a", ""), ("[a", ";a", ""),
      ("a", "[1]", ""), ("a", ".T", ""),
      ("", "[", ""), ("[x for i in r", ", i in r", ""), ("", "[x for i in r];", ""),
    ])
  func questions(start: String, middle: String, end: String) throws {
    let bytes = Array((start + String(repeating: middle, count: 100_000) + end).utf8)
    var parser = StatementParser(bytes)
    var questions = 0
    let refusing = Cancellation {
      questions += 1
      return .requested
    }
    func isRefused() -> Bool {
      do {
        while try parser.next(refusing) != nil {}
        return false
      } catch {
        return error.reason == .interrupted || isRefused()
      }
    }
    #expect(isRefused())
    #expect(questions == 1)
    #expect(try parser.next() == nil)
  }

  @Test("A line of a million errors is read in time") func manyErrors() {
    let text = String(repeating: "x + \"; ", count: 20_000)
    #expect(statements(text).count >= 10_000)
    #expect(statements(String(repeating: ")", count: 1_000_000)).count == 1)
    #expect(statements(String(repeating: "a,", count: 300_000)).count == 1)
    #expect(statements(String(repeating: "f(a,", count: 300_000)).count == 1)
    #expect(statements(String(repeating: "[; ", count: 300_000)).count == 1)
    #expect(statements(String(repeating: "]; ", count: 30_000)).count == 30_000)
    #expect(statements(String(repeating: "a, v[1], ", count: 100_000)).count == 1)
  }

  @Test("Many signs behind much that waits are read in time") func manySigns() {
    // Each sign asks what encloses it.
    let (waiting, signs) = (
      String(repeating: "not ", count: 100_000), String(repeating: " -x", count: 100_000)
    )
    #expect((try? parse("[\(waiting)x\(signs)]"))?.nodes.count == nil)
    #expect((try? parse("(\(waiting)x\(signs))"))?.nodes.count == 300_001)
  }

  @Test("Random bytes are parsed or refused, to the end") func randomBytes() {
    var random = SplitMix(seed: 1)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      exercise(bytes)
    }
  }

  @Test("Mutated statements are parsed or refused, to the end") func mutations() {
    let seeds = [
      "z = x*x + x*y + 2; z", "f(u, v) = u*v + sin(u)", "a, b := b, a # swap", ":grad z : x \"q;\" y; 2",
      "2x² + 3.5e-3(x − 1)⁻¹ ≤ 0x1F and not f''(%7)", "?help", "if(x > 0, a, b)^-2 or 1_000 != .5",
      "A = [1, 2; 3, -x] @ B.T[1, ..2]; A[2..] := 1..3", "[i*j for i in 1..3, j in v] - sum(A, each=row)ᵀ",
      "v[1] += f(seed=7, each=column)[..]",
    ].map { Array($0.utf8) }
    let pieces =
      "( ) [ ] .. .T ᵀ @ for in each=row , ; = := == : ? ' ² ⁻ # \" \\ % . e _ 0x 1e999 and not - ^ ** é ₁ \u{301} \u{0} \n"
      .split(separator: " ")
      .map { Array($0.utf8) }
    var random = SplitMix(seed: 2)
    for round in 0..<40_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let position = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, position + Int.random(in: 0...3, using: &random))
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
        bytes.replaceSubrange(position..<end, with: Bool.random(using: &random) ? piece : [])
      }
      exercise(bytes)
    }
  }

  /// Takes bytes through everything that text goes through, and checks what must hold of any.
  private func exercise(_ bytes: [UInt8]) {
    let text = SourceText(bytes, name: "-e")
    var parser = StatementParser(bytes)
    var rounds = 0
    parsing: while true {
      rounds += 1
      guard rounds <= bytes.count + 1 else {
        Issue.record("never ends: \(bytes)")
        return
      }
      do {
        guard let statement = try parser.next() else { break parsing }
        check(statement.range, bytes)
        if case .expression(let formula) = statement.kind {
          let again = try? parse(formula.description)
          #expect(again?.isSameTree(as: formula) == true, "\(formula) from \(bytes)")
        }
      } catch {
        let diagnostic = error.diagnostic
        check(diagnostic.range, bytes)
        #expect(diagnostic.code != "syntax" && !diagnostic.message.isEmpty)
        let place = text.location(of: diagnostic.range)
        #expect(
          place.column >= 1 && place.endColumn >= place.column && place.column <= place.text.count + 1)
      }
    }
    var lines = LineAssembler()
    _ = lines.add(bytes)
    #expect(lines.text.count == bytes.count)
  }

  private func check(_ range: SourceRange, _ bytes: [UInt8]) {
    #expect(range.lowerBound >= 0 && range.lowerBound <= range.upperBound && range.upperBound <= bytes.count)
  }
}
