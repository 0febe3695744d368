import AutoDiff
import Formulas
import Memory
import Sessions
import Testing

@Suite struct ArraySessionTests {
  /// Statements after which a session holds arrays of every kind.
  static let statements = [
    "v = [1, 2, 3]", "A = [1, 2; 3, 4]", "X = randn(5, 2, seed=3)", "y = [0.1, -2, 3e-300, 1/0, 0]", "n = 3",
    "w = [0.5, -0.25]", "e = []", "Z = zeros(0, 3)", "r = X @ w - y*0", "loss = mean(r^2)",
    "g = diff(loss, w)",
    "f(t) = sum(t^2) + t[1]", "h = f(w)", "s = softmax(X, each=row)", "c = cumprod(v)", "q = [n, 2n, n^2]",
    "M = [q, v]", "k = 2", "p = v[k]", "t = A.T[.., 1]", "u = [i^2 for i in 1..4]",
    "o = sort(X, each=column)",
    "b = cross_entropy(X, [1, 2, 1, 2, 1])", "m = max(v, 2) + min(v)", "d = diff(prod(v), v)", "v[2] = 7",
    "A[1, ..] := [5, 6]", "w := w - 0.1*diff(loss, w)", "z = diff(sum(sort(v)*[1, 2, 3]), v)",
    "l = diff(sum(c), v)", "j = diff(b[1] + logsumexp(X), X)",
  ]

  private static func values(of session: Session) throws -> [String: NodeValue] {
    var values: [String: NodeValue] = [:]
    for (name, binding) in session.environment.variables {
      values[name] = try session.nodeValue(of: binding.operand)
    }
    return values
  }

  /// A session with arrays, written as a script and read again, is what it was, to the bit.
  @Test func scriptsBringArraysBack() throws {
    let typing = Typing()
    for statement in Self.statements { try typing.type(statement) }
    #expect(typing.session.graph.firstBrokenInvariant() == nil)
    let values = try Self.values(of: typing.session)
    let script = try SessionScript(of: typing.session)
    #expect(script.lost.isEmpty)
    let again = Typing()
    again.session.readsSavedSession = true
    for statement in script.statements where !statement.hasPrefix(":") {
      #expect(throws: Never.self, "\(statement)") { try again.type(statement) }
    }
    for (name, value) in try Self.values(of: again.session) where !name.hasPrefix("_") {
      #expect(values[name] == value, "\(name): \(String(describing: values[name])) became \(value)")
    }
    #expect(again.session.graph.firstBrokenInvariant() == nil)
  }

  /// What a statement changes of arrays can be taken back, and done again.
  @Test(arguments: ["v[2] = 7", "v := 2*v", "v = [9, 9, 9]", "v = [1, 2; 3, 4]", "A[.., 1] = 0", "v = 3"])
  func changesAreTakenBack(statement: String) throws {
    let typing = Typing()
    for statement in ["v = [1, 2, 3]", "A = [1, 2; 3, 4]", "z = sum(v)*A"] { try typing.type(statement) }
    let before = try Self.values(of: typing.session)
    typing.session.dropChanges()
    try typing.type(statement)
    let after = try Self.values(of: typing.session)
    #expect(before != after)
    typing.session.takeBackChanges()
    #expect(try Self.values(of: typing.session) == before)
  }

  /// A statement that fails leaves no node, name or number behind.
  @Test(arguments: [
    "v + [1, 2]", "A @ v", "v[4]", "v[0] = 1", "v[[1, 1]] = 2", "v := [1, 2]", "q = diff(v, v)", "v[v > 1]",
    "softmax(A)",
    "zeros(1e9, 1e9)", "[v, A]", "x = zeros(2.5)", "max([])", "norm(v, foo=2)", "sum(i, j=1..3)",
  ])
  func failuresChangeNothing(statement: String) throws {
    let typing = Typing()
    for statement in ["v = [1, 2, 3]", "A = [1, 2; 3, 4]", "z = sum(v)"] { try typing.type(statement) }
    let before = try Self.values(of: typing.session)
    #expect(try typing.failure(statement) != nil)
    #expect(try Self.values(of: typing.session) == before)
    #expect(typing.session.graph.firstBrokenInvariant() == nil)
  }

  /// Only what depends on what was changed is computed again.
  @Test func onlyWhatDependsIsComputedAgain() throws {
    let typing = Typing()
    for statement in ["v = [1, 2, 3]", "u = [4, 5, 6]", "a = sum(sin(v))", "b = sum(cos(u))", "c = a + b"] {
      try typing.type(statement)
    }
    _ = try typing.value("c")
    let before = typing.session.graph.statistics
    try typing.type("v[1] = 9")
    _ = try typing.value("c")
    #expect(typing.session.graph.statistics.recomputed - before.recomputed == 3)
  }

  /// Random numbers are those of a seed, on every machine: these are what SplitMix64 and the normal quantile give.
  @Test func randomNumbersAreThoseOfTheSeed() throws {
    let typing = Typing()
    #expect(try typing.value("rand(3, seed=7)[2]") == typing.value("rand(8, seed=7)[2]"))
    #expect(try typing.value("rand(3, seed=7)[2]") != typing.value("rand(3, seed=8)[2]"))
    #expect(try abs(typing.value("mean(randn(100000, seed=1))")) < 0.01)
    #expect(try abs(typing.value("std(randn(100000, seed=1))") - 1) < 0.01)
    #expect(try abs(typing.value("mean(rand(100000, seed=2))") - 0.5) < 0.005)
  }
}
