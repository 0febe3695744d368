import AutoDiff
import Foundation
import PythonScripts
import SeededRandom
import Testing

@testable import Export

@Suite struct JavaScriptTests {
  /// A primitive at a point: what is asked of JavaScript, and what adrepl says.
  private struct Point {
    let opcode: Opcode
    let arguments: [Double]
    var value: Double { opcode.value(at: arguments) }

    /// The derivatives by all arguments; by the number of a family's member there is none.
    var slopes: [Double] {
      let graph = Graph()
      let operands = arguments.map { graph.input($0) }
      let isMember = opcode == .polygammaMember
      let id =
        isMember
        ? graph.node(opcode, member: Int(arguments[0]), operands: [operands[1].id])
        : graph.node(opcode, arguments: operands.map(\.id))
      let gradient = graph.gradient(of: Expression(graph: graph, id: id))
      return operands.enumerated().map { isMember && $0 == 0 ? 0 : gradient[$1] ?? 0 }
    }
  }

  private static let computed = Opcode.allCases.filter { JavaScriptPrimitive($0) != nil }

  /// What the table computes at points: for each the value and the slopes, as JavaScript writes numbers.
  private func answers(at points: [Point]) throws -> [[String]] {
    let library = JavaScriptLibrary(Self.computed)
    let calls = points.map { point in
      "['\(point.opcode)',[\(point.arguments.map(JavaScriptLibrary.text).joined(separator: ","))]]"
    }
    let program = """
      'use strict';
      const P = (() => {
      \(library.functions)
      return {
      \(library.table)
      };
      })();
      return [\(calls.joined(separator: ","))].map(([name, v]) => {
        const r = P[name][0](...v);
        return [r, ...P[name][1](r, ...v)].map(String);
      });
      """
    let answer = try #require(try Browser.answers(to: [.run(program)]).first)
    return try JSONDecoder().decode([[String]].self, from: Data(answer.utf8))
  }

  private static func number(_ text: String) -> Double {
    text == "Infinity" ? .infinity : text == "-Infinity" ? -.infinity : Double(text) ?? .nan
  }

  /// Whether two numbers are equal to 1e-12, or as far as subnormal numbers go.
  private static func agree(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= max(1e-12 * abs(b), 0x1p-1060)
  }

  @Test(.enabled(if: Browser.isAvailable, "needs chromium, chromium-driver and python3-selenium"))
  func primitivesAreAsInSwift() throws {
    var random = SplitMix(seed: 26)
    var points: [Point] = []
    for opcode in Self.computed {
      let samples = opcode.primitive.samples
      for _ in 0..<20 {
        let count = opcode.primitive.maximumCount ?? Int.random(in: 2...5, using: &random)
        var arguments = (0..<count).map {
          Double.random(in: samples[min($0, samples.count - 1)], using: &random)
        }
        if opcode == .polygammaMember { arguments[0] = Double(Int.random(in: 2...6, using: &random)) }
        points.append(Point(opcode: opcode, arguments: arguments))
      }
    }
    let answers = try answers(at: points)
    #expect(answers.count == points.count)
    for (point, answer) in zip(points, answers) {
      let numbers = answer.map(Self.number)
      #expect(
        Self.agree(numbers[0], point.value),
        "\(point.opcode)\(point.arguments): \(numbers[0]), not \(point.value)")
      #expect(numbers.count == point.arguments.count + 1)
      for (got, wanted) in zip(numbers.dropFirst(), point.slopes) {
        #expect(Self.agree(got, wanted), "slope of \(point.opcode)\(point.arguments): \(got), not \(wanted)")
      }
    }
  }

  /// Far out, at 0 and where nothing is defined.
  @Test(.enabled(if: Browser.isAvailable, "needs chromium, chromium-driver and python3-selenium"))
  func valuesAreAsInSwiftAtTheEdges() throws {
    let edges = [
      0, -0.0, 0.5, 1, -1, 2, -3, 30, -30, 1e17, 1e300, -1e300, 1e-300, .infinity, -.infinity, .nan,
    ]
    var points: [Point] = []
    for opcode in Self.computed where opcode != .polygammaMember {
      switch opcode.primitive.maximumCount {
      case 1: points += edges.map { Point(opcode: opcode, arguments: [$0]) }
      case 3:
        for a in edges { points.append(Point(opcode: opcode, arguments: [a, -1, 1])) }
      default: for a in edges { points += edges.map { Point(opcode: opcode, arguments: [a, $0]) } }
      }
    }
    let answers = try answers(at: points)
    #expect(answers.count == points.count)
    for (point, answer) in zip(points, answers) {
      let number = Self.number(answer[0])
      #expect(
        Self.agree(number, point.value), "\(point.opcode)\(point.arguments): \(number), not \(point.value)")
    }
  }

  @Test func whatIsNotComputed() {
    let names = Opcode.allCases.filter { $0 != .input && $0.isTyped && JavaScriptPrimitive($0) == nil }.map {
      $0.primitive.name
    }
    #expect(
      names == [
        "zeta", "polylog2", "lambertw", "lambertwm1", "lambertw", "expint", "Ei", "li", "Si", "Ci",
        "ellipk", "ellipe", "polygamma", "lbeta", "beta", "nCr", "betainc", "betainc_a",
        "betainc_b", "gammainc", "gammaincc", "gammainc_a", "besselj0", "besselj1", "bessely0",
        "bessely1", "besselj", "besselj", "bessely", "bessely", "besseli", "besseli", "besselk",
        "besselk", "besselie", "besselke", "airy_ai", "airy_bi",
      ])
  }

  @Test func slopesAreWhatTheRuleSays() {
    func entry(_ opcode: Opcode) -> String? { JavaScriptPrimitive(opcode)?.entry }
    #expect(entry(.sin) == "sin: [Math.sin, (r, a) => [Math.cos(a)]]")
    #expect(entry(.divide) == "divide: [(a, b) => a / b, (r, a, b) => [1 / b, -(r / b)]]")
    #expect(entry(.sqrt) == "sqrt: [Math.sqrt, (r, a) => [0.5 / r], (r, a) => a === 0]")
    #expect(entry(.besselj0) == nil)
  }

  @Test func onlyWhatIsNeededComesAlong() {
    let library = JavaScriptLibrary([.add, .gelu, .besselj0])
    #expect(library.opcodes == [.add, .gelu])
    let names = library.functions.split(separator: "\n").filter { $0.hasPrefix("const ") }.map {
      $0.dropFirst(6).prefix { $0 != " " }
    }
    #expect(names == ["strongProduct", "gaussian", "erfcxFar", "erf", "erfc", "normcdf", "normpdf", "gelu"])
  }
}
