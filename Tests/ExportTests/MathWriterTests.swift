import AutoDiff
import Export
import Formulas
import Foundation
import PythonScripts
import SeededRandom
import Sessions
import Testing

/// Formulas as papers print them: the conventions, what others got wrong, and that what is written is what was meant.
@Suite struct MathWriterTests {
  private func latex(_ text: String) throws -> String {
    MathWriter(.latex).text(of: try #require(Formula(parsing: text)))
  }

  @Test(arguments: [
    // Brackets and signs
    ("c - (a + b)", #"c - (a + b)"#), ("c - (a - b)", #"c - (a - b)"#), ("c + (a + b)", #"c + a + b"#),
    ("6 - (-8)", #"6 - (-8)"#), ("a*(-b)", #"a (-b)"#), ("(-1)^2", #"(-1)^{2}"#), ("-x^2", #"-x^{2}"#),
    ("(-x)^2", #"(-x)^{2}"#), ("x^-1", #"x^{-1}"#), ("x^(y + 1)", #"x^{y + 1}"#),
    ("(x^y)^z", #"(x^{y})^{z}"#),
    ("x^y^z", #"x^{y^{z}}"#), ("-(a + b)", #"-(a + b)"#), ("(a + b)*c", #"(a + b) c"#),
    ("-a + b", #"-a + b"#),
    ("a/(b/c)", #"\frac{a}{\frac{b}{c}}"#), ("(a/b)^2", #"\left(\frac{a}{b}\right)^{2}"#),
    ("(a + b)/(c + d)", #"\frac{a + b}{c + d}"#), ("1/x^2", #"\frac{1}{x^{2}}"#), ("x^(1/3)", #"x^{1/3}"#),
    ("x^(a/(b + c))", #"x^{a/(b + c)}"#), ("2^(x/y)", #"2^{x/y}"#),
    // Products
    ("2*x", #"2 x"#), ("2*3*x", #"2 \cdot 3 x"#), ("x*2", #"x \cdot 2"#), ("x*y", #"x y"#),
    ("x*sin(y)", #"x \, \sin(y)"#),
    ("2*(x + 1)", #"2 (x + 1)"#), ("1.5e-7*x", #"1.5 \cdot 10^{-7} x"#), ("x*(a/b)", #"x \frac{a}{b}"#),
    // Functions
    ("sin(x)^2", #"\sin^{2}(x)"#), ("sin(x)^-1", #"\sin(x)^{-1}"#), ("1/sin(x)", #"\frac{1}{\sin(x)}"#),
    ("tan(x)^-2", #"\tan(x)^{-2}"#), ("asin(x)", #"\arcsin(x)"#), ("atan(x)^2", #"\arctan(x)^{2}"#),
    ("log(x)", #"\ln(x)"#),
    ("log(x)^2", #"\ln^{2}(x)"#), ("exp(-x^2)", #"e^{-x^{2}}"#),
    ("exp(x/y)", #"\exp\left(\frac{x}{y}\right)"#),
    ("exp(x)^2", #"(e^{x})^{2}"#), ("sqrt(x)", #"\sqrt{x}"#), ("cbrt(x)", #"\sqrt[3]{x}"#),
    ("erf(x)", #"\operatorname{erf}(x)"#),
    ("sin(x/y)", #"\sin\left(\frac{x}{y}\right)"#), ("log10(x)", #"\log_{10}(x)"#),
    ("abs(x)", #"\left|x\right|"#),
    ("gamma(x)", #"\Gamma(x)"#), ("besselj(2, x)", #"J_{2}(x)"#), ("max(x, y)", #"\max(x, y)"#),
    ("x!", #"x!"#),
    ("(x + 1)!", #"(x + 1)!"#), ("sqrt(x)^3", #"\sqrt{x}^{3}"#), ("zeta'(x)", #"\zeta'(x)"#),
    ("if(x > 0, x, -x)", #"\begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}"#),
    ("x <= 1 and y != 2", #"(x \le 1) \land (y \ne 2)"#),
    // Names
    ("x1", #"x_{1}"#), ("alpha", #"\alpha"#), ("β", #"\beta"#), ("rate", #"\mathrm{rate}"#),
    ("rate_max", #"\mathrm{rate}_{\mathrm{max}}"#), ("x_i", #"x_{i}"#), ("pi*r^2", #"\pi r^{2}"#),
    ("theta_12", #"\theta_{12}"#),
  ])
  func formulasStandAsInPapers(text: String, wanted: String) throws {
    #expect(try latex(text) == wanted)
  }

  @Test func otherLanguagesSayTheSame() throws {
    let formula = try #require(Formula(parsing: "-sqrt(x1)/(2*y)*sin(x)^2 + rate^(1/3)"))
    #expect(
      MathWriter(.typst).text(of: formula)
        == #"frac(-sqrt(x_(1)), 2 y) thin sin^(2) (x) + upright("rate")^(1 slash 3)"#)
    #expect(
      MathWriter(.mathml).text(of: try #require(Formula(parsing: "x/y < 2")))
        == "<mrow><mfrac><mi>x</mi><mi>y</mi></mfrac><mo>&lt;</mo><mn>2</mn></mrow>")
  }

  @Test func everyFunctionCanBeWritten() throws {
    for name in BuiltIns.functionNames {
      for primitive in BuiltIns.functions(name) {
        let count = max(1, primitive.minimumCount)
        let formula = try #require(
          Formula(parsing: "\(name)(\((0..<count).map { ["x", "y", "z"][$0 % 3] }.joined(separator: ", ")))"))
        for language in MathLanguage.allCases {
          let text = MathWriter(language).text(of: formula)
          #expect(
            !text.isEmpty && language != .latex || text.count { $0 == "{" } == text.count { $0 == "}" },
            "\(name): \(text)")
        }
      }
    }
  }

  @Test func deepFormulasAreWrittenWithoutRecursion() throws {
    let deep = String(repeating: "sin(", count: 1500) + "x" + String(repeating: ")", count: 1500)
    #expect(try latex(deep).hasPrefix(#"\sin(\sin("#))
  }

  /// Random formulas, read by SymPy's parser: it has the same values at five points.
  @Test(.enabled(if: SymPy.isAvailable, "needs python3 with sympy and lark"))
  func sympyReadsWhatIsMeant() throws {
    var random = SplitMix(seed: 25)
    var lines: [String] = []
    while lines.count < (ProcessInfo.processInfo.environment["ADREPL_LONG"] == nil ? 60 : 500) {
      let text = Self.randomFormula(&random, depth: 3)
      var line = try latex(text)
      for _ in 0..<5 {
        let (x, y) = (Double.random(in: 0.2...2, using: &random), Double.random(in: 0.2...2, using: &random))
        line += "\t\(x) \(y) \(try Self.value(of: text, x, y))"
      }
      lines.append(line)
    }
    let complaints = try SymPy.complaints(of: lines)
    #expect(complaints.isEmpty, "\(complaints)")
  }

  private static func randomFormula(_ random: inout SplitMix, depth: Int) -> String {
    if depth == 0 || Int.random(in: 0..<8, using: &random) == 0 {
      return ["x", "y", "2", "3", "x", "y", "0.5"].randomElement(using: &random) ?? "x"
    }
    let a = randomFormula(&random, depth: depth - 1), b = randomFormula(&random, depth: depth - 1)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return "(\(a)) + (\(b))"
    case 1: return "(\(a)) - (\(b))"
    case 2, 3: return "(\(a))*(\(b))"
    case 4: return "(\(a))/(\(b))"
    case 5: return "(\(a))^2"
    case 6: return "-(\(a))"
    case 7: return "sin(\(a))"
    case 8: return "exp(\(a))"
    case 9: return "cos(\(a))^2"
    default: return "sqrt(\(a))"
    }
  }

  private static func value(of text: String, _ x: Double, _ y: Double) throws -> Double {
    let session = Session()
    var parser = StatementParser(Array("x = \(x); y = \(y); \(text)".utf8))
    while let statement = try parser.next() { _ = try session.run(statement, in: []) }
    return try session.last.map { try session.value(of: $0) } ?? .nan
  }
}

/// The reader of this folder.
private enum SymPy {
  static let isAvailable = python != nil

  private static let python = Python(with: "sympy", "lark")

  static func complaints(of lines: [String]) throws -> String {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "latex.py")
    return try python.answers(of: script, to: lines)
  }
}
