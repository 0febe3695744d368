import AutoDiff
import Formulas
import Memory
import Sessions
import Testing

/// Points at which other programs give wrong values or derivatives of arrays: what is right there.
@Suite struct ArrayPitfallTests {
  /// Elements of what a formula comes to after some statements.
  private func elements(_ formula: String, after statements: String) throws -> [Double] {
    let typing = Typing()
    for statement in statements.split(separator: ";") { try typing.type(String(statement)) }
    guard case .value(let operand) = try typing.type(formula).effect else { return [] }
    switch try typing.session.nodeValue(of: operand) {
    case .number(let number): return [number]
    case .array(let array): return array.elements
    }
  }

  private func expect(_ formula: String, after statements: String, _ expected: [Double]) throws {
    let found = try elements(formula, after: statements)
    let isRight =
      found.count == expected.count
      && zip(found, expected).allSatisfy { a, b in
        a.isNaN ? b.isNaN : a == b || abs(a - b) <= 4e-15 * abs(b)
      }
    #expect(isRight, "\(formula) after \(statements): \(found), expected \(expected)")
  }

  @Test func theNormAtZeroHasTheSlopeZero() throws {
    try expect("diff(norm(x), x)", after: "x = [0, 0]", [0, 0])
    try expect("diff(norm(x)^2, x)", after: "x = [0, 0]", [0, 0])
    try expect("diff(sum(abs(x)), x)", after: "x = [0, 3]", [0, 1])
  }

  @Test func theNormOverflowsAndUnderflowsInNoSquare() throws {
    try expect("norm(x)", after: "x = [3e200, 4e200]", [5e200])
    try expect("diff(norm(x), x)", after: "x = [3e200, 4e200]", [0.6, 0.8])
    try expect("norm(x)", after: "x = [3e-200, 4e-200]", [5e-200])
    try expect("diff(norm(x), x)", after: "x = [3e-200, 4e-200]", [0.6, 0.8])
  }

  @Test func aProductIsOfAllFactorsAtOnce() throws {
    try expect("prod(x)", after: "x = [1e200, 1e200, 1e-300]", [1e100])
    try expect("diff(prod(x), x)", after: "x = [1e200, 1e200, 1e-300]", [1e-100, 1e-100, .infinity])
    try expect("diff(prod(x), x)", after: "x = [0, 2, 3]", [6, 0, 0])
    try expect("diff(sum(cumprod(x)), x)", after: "x = [0, 2, 3]", [9, 0, 0])
  }

  @Test func tiedElementsShareTheSlope() throws {
    try expect("diff(max(x), x)", after: "x = [3, 3]", [0.5, 0.5])
    try expect("diff(sum(max(A, each=column)), A)", after: "A = [[3, 1], [3, 2]]", [0.5, 0, 0.5, 1])
    try expect("diff(sort(x)[1], x)", after: "x = [1, 1, 2]", [0.5, 0.5, 0])
    try expect("diff(sort(x)[2], x)", after: "x = [1, 1, 1]", [0, 0, 0])
  }

  @Test func theMedianOfFourIsTheMeanOfTwo() throws {
    try expect("median(x)", after: "x = [4, 1, 2, 3]", [2.5])
    try expect("diff(median(x), x)", after: "x = [4, 1, 2, 3]", [0, 0, 0.5, 0.5])
  }

  @Test func whatIsNoNumberStaysSo() throws {
    try expect("max(x)", after: "x = [1, 0/0, 2]", [.nan])
    try expect("diff(max(x), x)", after: "x = [1, 0/0, 2]", [0, .nan, 0])
    try expect("x[k]", after: "x = [1, 2]; k = 5", [.nan])
    try expect("x[k]", after: "x = [1, 2]; k = -1", [2])
    try expect("cross_entropy(Z, y)", after: "Z = [[1, 2], [3, 4]]; y = [3, 1.5]", [.nan, .nan])
  }

  @Test func theStandardDeviationOfEqualElementsIsFlat() throws {
    try expect("std(x)", after: "x = [2, 2, 2]", [0])
    try expect("diff(std(x), x)", after: "x = [2, 2, 2]", [0, 0, 0])
  }

  @Test func logarithmsOfSharesKeepTheirDigits() throws {
    try expect("logsumexp(x)", after: "x = [0, -40]", [4.248354255291589e-18])
    try expect("cross_entropy(x, 1)", after: "x = [40, 0]", [4.248354255291589e-18])
    try expect(
      "diff(cross_entropy(x, 1), x)", after: "x = [40, 0]", [-4.248354255291589e-18, 4.248354255291589e-18])
    try expect("log(softmax(x))", after: "x = [0, 1e4]", [-1e4, 0])
    try expect("diff(log(softmax(x))[1], x)", after: "x = [0, 1e4]", [1, -1])
  }

  @Test func infinitiesShareWhatThereIs() throws {
    try expect("softmax(x)", after: "x = [1/0, 0]", [1, 0])
    try expect("softmax(x)", after: "x = [1/0, 0, 1/0]", [0.5, 0, 0.5])
    try expect("softmax(x)", after: "x = [-1/0, -1/0]", [.nan, .nan])
    try expect("logsumexp(x)", after: "x = [-1/0, -1/0]", [-.infinity])
    try expect("diff(logsumexp(x), x)", after: "x = [-1/0, -1/0]", [0, 0])
    try expect("diff(logsumexp(x), x)", after: "x = [-1/0]", [1])
    try expect("diff(sum(logsumexp(A, each=row)), A)", after: "A = [[-1/0, -1/0], [0, 0]]", [0, 0, 0.5, 0.5])
  }

  @Test func theSquareOfANormHasNoKink() throws {
    try expect("diff(norm(x)^2, x)", after: "x = [0, 0]", [0, 0])
    try expect("hvp(norm(x)^2, x, [1, 2])", after: "x = [0, 0]", [2, 4])
    try expect("hvp(sum(norm(A, each=row)^2), A, A + 1)", after: "A = [[0, 0], [3, 4]]", [2, 2, 8, 10])
  }

  @Test func theMeanOverflowsInNoSum() throws {
    try expect("mean(x)", after: "x = [1.7e308, 1.7e308]", [1.7e308])
    try expect("mean(A, each=column)", after: "A = [[1.7e308, 1], [1.7e308, 3]]", [1.7e308, 2])
  }

  @Test func elementsThatAreTakenTwiceCountTwice() throws {
    try expect("diff(sum(x[[1, 1, 2]]), x)", after: "x = [5, 6]", [2, 1])
    try expect("diff(sum(A[[2, 2]]), A)", after: "A = [[1, 2], [3, 4]]", [0, 0, 2, 2])
  }

  @Test func aZeroInTheChainRuleWinsAgainstInfinity() throws {
    try expect("diff(sum((A @ x)*[0, 1]), x)", after: "A = [[1/0, 1], [2, 3]]; x = [1, 1]", [2, 3])
  }
}
