@testable import AutoDiff
import Foundation
import Testing

/// Random formulas against numbers of 50 digits, which `reference.py` computes without any rule of differentiation.
///
/// Values and derivatives must be within twice the error that rounding each operation makes at most, to first order
/// (`RoundingError`). Left out is what has no reference (poles, kinks, jumps, the outside of domains, see `reference.py`), and
/// what has no such bound: where it is infinite, where an operand's rounding decides on which side of a jump or a
/// domain's end it lies, or where a wrong number has something below it that is too large for a double, or an infinite
/// slope.
///
/// `make test` takes the formulas of FormulaReferences.swift. `make test-long` makes 20,000 and has them evaluated
/// by python3 with mpmath, where that is installed. To write FormulaReferences.swift anew after a change of the generator:
/// `ADREPL_RECORD=1 swift test --filter FormulaReferenceTests`.
@Suite struct FormulaReferenceTests {
  @Test func valuesAndDerivativesAreRightOnRandomFormulas() throws {
    if ProcessInfo.processInfo.environment["ADREPL_RECORD"] != nil { try record() }
    try check(formulaReferences)
  }

  @Test(.enabled(if: FormulaCount.isLong && Mpmath.isAvailable, "needs ADREPL_LONG, python3 and mpmath"))
  func valuesAndDerivativesAreRightOnVeryManyRandomFormulas() throws {
    try check(Mpmath.answers(of: "reference.py", to: formulas(FormulaCount.wanted, seed: 50)))
  }

  private func formulas(_ count: Int, seed: UInt64) -> [String] {
    // What cuts a derivative off is not what a difference quotient sees.
    var generator = FormulaGenerator(seed: seed, opcodes: Opcode.typed.filter { $0 != .detach })
    let all = (0..<count).map { _ in generator.next() }
    // Of a constant that was folded the graph does not know how it was rounded.
    return all.filter { $0.point.allSatisfy(\.isFinite) && !$0.tree.folds }.map {
      let point = $0.inputs.map { "\($0.name) \($0.value)" }.joined(separator: " ")
      return "\($0.tree.text) ; \(point)"
    }
  }

  private func check(_ references: String) throws {
    var failures: [String] = []
    var (compared, unbounded) = (0, 0)
    for line in references.split(separator: "\n") {
      let reference = try #require(Reference(line))
      guard let formula = try BuiltFormula(reference.formula) else { continue }
      let graph = formula.graph
      let inputs = formula.inputs.map(\.input)
      let targets = [formula.target] + graph.symbolicDerivatives(of: formula.target, by: inputs)
      for (position, right) in reference.answers.enumerated() where position < targets.count {
        guard let right else { continue }
        let got = graph.value(of: targets[position])
        let error = RoundingError(graph, of: graph.id(of: targets[position]))
        let isRight = abs(got - right) <= 2 * error.bound + 2 * right.ulp
        let isBeyondRange = !isRight && hasInfinity(graph, below: graph.id(of: targets[position]))
        if error.isDecidedByRounding || !error.bound.isFinite || isBeyondRange
          || !got.isFinite && right.isInfinite
        {
          unbounded += 1
          continue
        }
        compared += 1
        if isRight { continue }
        let what = position == 0 ? "the value" : "the derivative by \(formula.inputs[position - 1].name)"
        failures.append(
          (reference.formula.statements + ["\(what) is \(got), not \(right), with an error of \(error.bound)"])
            .joined(separator: "\n"))
      }
    }
    for failure in failures.sorted(by: { $0.count < $1.count }).prefix(30) { Issue.record("\(failure)") }
    #expect(unbounded * 2 < compared, "\(unbounded) of \(compared + unbounded) have no bound")
  }

  /// Whether an operation below a node, itself excluded, has an infinite value.
  private func hasInfinity(_ graph: Graph, below target: NodeID) -> Bool {
    graph.cone(of: [target]).contains { $0 != target && graph.cachedValue(of: $0).isInfinite }
  }

  private func record() throws {
    let text = try Mpmath.answers(of: "reference.py", to: formulas(800, seed: 1)).split(separator: "\n")
      .filter {
        Reference($0).map { $0.answers.contains { $0 != nil && $0 != 0 } } ?? false
      }
    let head = """
      // Written by FormulaReferenceTests with reference.py, which say what it is. Not to be edited.

      let formulaReferences = \"""

      """
    let body = text.map { "  \($0)\n" }.joined()
    let file = Mpmath.folder.appending(path: "FormulaReferences.swift")
    try Data((head + body + "  \"\"\"\n").utf8).write(to: file)
  }
}

/// A formula with what mathematics gives for its value and its derivatives, nil where it does not say.
private struct Reference {
  let formula: GeneratedFormula
  let answers: [Double?]

  /// Reads a line of the output of `reference.py`.
  init?(_ line: Substring) {
    let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 3 else { return nil }
    let point = parts[1].split(separator: " ").compactMap { Double($0) }
    formula = GeneratedFormula(tree: .leaf(parts[0]), point: point)
    answers = parts[2].split(separator: " ").map { Double($0) }
  }
}
