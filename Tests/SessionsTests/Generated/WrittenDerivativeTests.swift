@testable import AutoDiff
import Formulas
@testable import Sessions
import Testing

/// How derivatives are written: shorter than other programs write them, with names that were typed, and so that what is
/// pasted into a new session has the same value.
@Suite struct WrittenDerivativeTests {
  @Test func theyAreShorterThanOthers() throws {
    var (own, shortest, raw) = (0, 0, 0)
    for line in derivativeFormulas.split(separator: "\n") {
      let parts = line.split(separator: "|").map { $0.trimmingPrefix { $0 == " " } }.map { String($0) }
      let written = try derivative(of: parts[3], by: parts[0].trimming(), order: 1)
      own += written.size
      shortest += Int(parts[1].trimming()) ?? 0
      raw += Int(parts[2].trimming()) ?? 0
    }
    #expect(Double(own) <= 1.1 * Double(shortest), "\(own), and the shortest of others \(shortest)")
    #expect(Double(own) <= 0.85 * Double(raw), "\(own), and the shorter diff of others \(raw)")
  }

  @Test(arguments: [1, 2])
  func pastedTheyHaveTheirValues(order: Int) throws {
    var compared = 0
    for (number, line) in derivativeFormulas.split(separator: "\n").enumerated()
    where order == 1 || number % 5 == 0 {
      let parts = line.split(separator: "|").map { String($0).trimming() }
      let written = try derivative(of: parts[3], by: parts[0], order: order)
      for statement in written.statements {
        #expect(!statement.contains("%") && !statement.contains("*0"), "\(statement)")
      }
      for point in [0.3, 0.77, 1.37, 2.9] {
        let session = try Self.session(for: parts[3], at: point)
        let value = try session.evaluated("diff(\(parts[3]), \(parts[0]), \(order))")
        guard value.isFinite else { continue }
        let copy = try Self.session(for: parts[3], at: point)
        for statement in written.statements.dropLast() { _ = try copy.evaluated(statement) }
        let pasted = try copy.evaluated(written.statements.last ?? "")
        compared += 1
        #expect(
          (pasted - value).magnitude <= 1e-6 * max(value.magnitude, 1e-3),
          "\(parts[3]) at \(point): \(written.statements) is \(pasted), not \(value)")
      }
    }
    #expect(compared > (order == 1 ? 500 : 90))
  }

  @Test(arguments: [
    ("(x + 2)/(x - 3)", 6, "3600/(x - 3)^7"), ("1/(exp(x^2)*sqrt(pi)) + x*erf(x)", 1, "erf(x)"),
    ("atan(x)", 1, "1/(x^2 + 1)"), ("x/sqrt(3)", 1, "sqrt(3)/3"), ("atan(x)", 2, "-2*x/(x^2 + 1)^2"),
    ("sqrt(1 + x^2)", 2, "1/(x^2 + 1)^1.5"), ("exp(-x^2)", 2, "2*(2*x^2 - 1)*exp(-x^2)"),
    ("tan(x)", 1, "sec(x)^2"), ("log(cosh(x))", 1, "tanh(x)"), ("x*atan(x) - log(1 + x^2)/2", 1, "atan(x)"),
    ("sqrt(x^2)", 1, "sign(x)"), ("log(x^2)", 1, "2/x"), ("2^x", 1, "log(2)*2^x"),
    ("1/(1 + exp(-x))", 1, "exp(-x)/(exp(-x) + 1)^2"),
  ])
  func theyAreWrittenAsPeopleWouldWriteThem(formula: String, order: Int, wanted: String) throws {
    #expect(try derivative(of: formula, by: "x", order: order).statements == [wanted])
  }

  private struct Written {
    /// What is pasted: definitions of the names in the formula, and the formula.
    let statements: [String]
    let size: Int
  }

  private func derivative(of formula: String, by variable: String, order: Int) throws -> Written {
    let session = try Self.session(for: formula, at: 0.77)
    _ = try session.evaluated("derivative_ = diff(\(formula), \(variable), \(order))")
    guard let operand = session.environment.variable("derivative_")?.operand else { throw Missing() }
    let written = try session.simplifiedFormula(of: operand.id(in: session.graph), width: 240)
    let parts = written.parts.map { "\($0.name) = \($0.formula)" }
    let statements = parts + [written.formula.description]
    return Written(statements: statements, size: statements.reduce(0) { $0 + $1.tokenCount })
  }

  private struct Missing: Error {}

  /// A session in which the names of a formula are inputs.
  private static func session(for formula: String, at point: Double) throws -> Session {
    let session = Session()
    let words = Set(formula.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    let names = words.filter { word in
      word.first?.isLetter == true && BuiltIns.functions(word).isEmpty && BuiltIns.constant(word) == nil
    }
    for (place, name) in (names.union(["x"])).sorted().enumerated() {
      _ = try session.setInput(name, to: .number(point + 0.113 * Double(place)))
    }
    return session
  }
}

extension Session {
  /// What a statement comes to.
  fileprivate func evaluated(_ text: String) throws -> Double {
    var parser = StatementParser(Array(text.utf8))
    var value = Double.nan
    while let statement = try parser.next() {
      _ = try run(statement, in: parser.text)
      if let operand = last { value = try self.value(of: operand) }
    }
    return value
  }
}

extension String {
  fileprivate func trimming() -> String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// How many numbers, names and operators there are.
  fileprivate var tokenCount: Int {
    var (count, isInWord) = (0, false)
    for character in self {
      let isWord =
        character.isLetter || character.isNumber || character == "_" || character == "." || character == "'"
      if isWord && !isInWord { count += 1 }
      if "+-*/^<>=".contains(character) { count += 1 }
      isInWord = isWord
    }
    return count
  }
}
