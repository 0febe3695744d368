import AutoDiff
import Formulas
import Memory
import Sessions
import Testing

@Suite struct LoopTests {
  private static let start = [
    "x = 0.5", "n = 4", "v = [1, -2, 3, 0.25]", "A = [1, 2; 3, 4; 5, 6]", "k = 2", "g = x^k + k", "p = 3",
  ]

  private static func session() throws -> Typing {
    let typing = Typing()
    for statement in start { try typing.type(statement) }
    return typing
  }

  private static func operand(_ text: String, in typing: Typing) throws -> Operand {
    guard case .value(let operand) = try typing.type(text).effect else { return .constant(.nan) }
    return operand
  }

  private static func elements(_ text: String, in typing: Typing) throws -> [Double] {
    let operand = try operand(text, in: typing)
    switch try typing.session.nodeValue(of: operand) {
    case .number(let number): return [number]
    case .array(let array): return array.elements
    }
  }

  /// A loop is what its formula comes to for each element, and so are its derivatives.
  @Test(arguments: [
    ("sum(x^i, i=1..3)", "x + x^2 + x^3"), ("prod(x + i, i=1..3)", "(x+1)*(x+2)*(x+3)"),
    ("sum(i^2, i=1..n)", "30"), ("[x*i for i in 1..3]", "[x, 2x, 3x]"), ("[i for i in v]", "v"),
    ("[i*j*x for i in 1..2, j in 1..3]", "[x, 2x, 3x; 2x, 4x, 6x]"),
    ("sum(v[i]*v[i+1], i=1..3)", "v[1]*v[2] + v[2]*v[3] + v[3]*v[4]"),
    ("[A[i, j]*x for j in 1..2, i in 1..3]", "A.T*x"), ("[norm(r) for r in A]", "norm(A, each=row)"),
    ("[r*x for r in A]", "A*x"), ("sum(r*x, r=A)", "sum(A, each=column)*x"),
    ("prod(r*x, r=A)", "prod(A*x, each=column)"), ("[sum(r*v[..2]) for r in A]", "A @ v[..2]"),
    ("sum(g, k=1..3)", "x + x^2 + x^3 + 6"), ("[g for k in 1..3]", "[g, g, g]"),
    ("sum(A[i, j]*x^j, i=1..3, j=1..2)", "sum(A[.., 1])*x + sum(A[.., 2])*x^2"),
    ("prod(x + i*j, i=1..2, j=1..2)", "(x+1)*(x+2)*(x+2)*(x+4)"), ("sum(sum(1..i)*j, i=1..2, j=1..2)", "12"),
    ("sum(sum(x^(a*b), a=1..2), b=1..2)", "x + 2x^2 + x^4"), ("sum(x, i=1..3)", "3x"),
    ("prod(x, i=1..3)", "x^3"),
    ("sum(i, i=v)", "sum(v)"), ("prod(i, i=v)", "prod(v)"), ("[v[i] for i in 1..4]", "v"),
    ("sum(x^i, i=1..0)", "0"), ("prod(x^i, i=1..0)", "1"), ("sum(1/x^i, i=2..-1)", "0"),
    ("[x^2 for i in 1..3]", "[x^2, x^2, x^2]"), ("sum(outer(r, r)*x, r=A)", "A.T @ A * x"),
    ("[v[-i] for i in 1..4]", "[v[4], v[3], v[2], v[1]]"), ("sum(if(i > 2, x, 2x), i=1..4)", "6x"),
    ("[max(r) for r in A]", "max(A, each=row)"), ("sum(abs(x - i), i=v)", "sum(abs(x - v))"),
    // Written out, since a size or an order is wanted.
    ("[sum(1..i) for i in 1..3]", "[1, 3, 6]"), ("sum(sum(v[..i]), i=1..3)", "3v[1] + 2v[2] + v[3]"),
    ("[diff(x^5, x, i) for i in 1..2]", "[5x^4, 20x^3]"), ("sum(r @ r, r=A)*p", "sum(A^2)*p"),
    ("[diff(x^2*i, x) for i in 1..3]", "[2x, 4x, 6x]"), ("[diff(t^3*x, t) for t in v]", "3*v^2*x"),
  ])
  func loopsAreWhatTheyAreWrittenOut(loop: String, written: String) throws {
    let typing = try Self.session()
    #expect(try Self.elements(loop, in: typing) == Self.elements(written, in: typing))
    for variable in ["x", "v", "A"] {
      let (a, b) = ("diff(sum(sin(0 + \(loop))), \(variable))", "diff(sum(sin(0 + \(written))), \(variable))")
      let (found, expected) = (try Self.elements(a, in: typing), try Self.elements(b, in: typing))
      #expect(found.count == expected.count, "\(a)")
      for (a, b) in zip(found, expected) {
        #expect(abs(a - b) <= 1e-14 * max(1, abs(b)), "\(loop) by \(variable): \(found), \(expected)")
      }
    }
    #expect(typing.session.graph.firstBrokenInvariant() == nil)
  }

  /// However many elements there are, it is one node.
  @Test(arguments: [
    "sum(sin(i*x)/i, i=1..1000)", "[x^i for i in 1..1000]", "[x*i*j for i in 1..30, j in 1..30]",
  ])
  func oneNode(loop: String) throws {
    let typing = try Self.session()
    let before = typing.session.graph.count
    try typing.type(loop)
    #expect(typing.session.graph.count == before + 1)
    try typing.type("diff(sum(0 + \(loop)), x)")
    #expect(typing.session.graph.count <= before + 8)
  }

  /// What is written of a loop and of its derivatives can be typed, and is the same again.
  @Test(arguments: [
    "sum(x^i, i=1..3)", "[x*i for i in v]", "[r*x for r in A]", "sum(v[i]*x^i, i=1..4)",
    "[sin(x*i)*j for i in v, j in 1..2]",
    "sum(norm(r - v[..2]), r=A)", "sum(sin(x*v[i + 1])/i, i=1..3)", "[x^i for i in 0..3]",
    "[x*i for i in -2..2]",
    "sum(sum(x^(a*b), a=1..2), b=v)", "[r @ [x, 1] for r in A]", "prod(x + i, i=v)", "sum((p*x)^i, i=1..3)",
  ])
  func formulasAreTypedAgain(loop: String) throws {
    let typing = try Self.session()
    for text in [
      loop, "diff(sum(cos(\(loop))), x)", "diff(sum(cos(\(loop))), v)", "diff(sum((\(loop))^2), A)",
      "diff(diff(sum(cos(\(loop))), x), x)",
    ] {
      let expected = try Self.elements(text, in: typing)
      let operand = try Self.operand(text, in: typing)
      let written = typing.session.formula(of: operand, limit: 1000).description
      let again = try Self.elements(written, in: typing)
      #expect(again.count == expected.count)
      for (a, b) in zip(again, expected) {
        #expect(abs(a - b) <= 1e-14 * max(1, abs(b)), "\(text) is written \(written): \(again), \(expected)")
      }
    }
  }

  /// A loop is live: it follows what it is made of.
  @Test func loopsFollow() throws {
    let typing = try Self.session()
    for statement in [
      "s = sum(x^i*v[i], i=1..4)", "w = [x + r for r in A]", "x = 2", "v[2] = 10", "A[1, ..] := [7, 8]",
    ] {
      try typing.type(statement)
    }
    #expect(try Self.elements("s", in: typing) == [2 + 40 + 24 + 4])
    #expect(try Self.elements("w", in: typing) == [9, 10, 5, 6, 7, 8])
  }

  /// Mistakes in a loop are told as they are told anywhere.
  @Test(arguments: [
    ("sum(v[i], i=1..5)", "v has 4 elements; the last is v[-1]"),
    ("[q*i for i in 1..3]", "'q' has no value yet"),
    ("sum(i, i=3)", "3 is a number"), ("sum(x, g=1..3)", "g"), ("[A for i in 1..2]", "A"),
    ("[v for i in 1..2, j in 1..2]", "v"), ("[v[i] + [1, 2] for i in [A[1, 1], 2]] + [1]", "2"),
  ])
  func mistakes(loop: String, words: String) throws {
    let typing = try Self.session()
    let before = Typing.State(typing.session)
    let error = try #require(throws: SessionError.self) { try typing.type(loop) }
    let message = error.diagnostic.message
    #expect(Typing.State(typing.session) == before)
    #expect(message.contains(words), "\(message)")
    #expect(typing.session.graph.firstBrokenInvariant() == nil)
  }

  /// Loops nest as deep as anybody writes them, and no deeper than there is room for.
  @Test(arguments: [10, 100, 1000]) func nesting(depth: Int) throws {
    let typing = try Self.session()
    var text = "x"
    for level in 0..<depth { text = "sum(\(text) + i\(level), i\(level)=1..1)" }
    if depth > 50 {
      #expect(throws: (any Error).self) { try typing.type(text) }
    } else {
      #expect(try Self.elements(text, in: typing) == [10.5])
    }
  }
}
