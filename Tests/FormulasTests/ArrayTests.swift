import Memory
import Testing

@testable import Formulas

/// Arrays, their parts, and what they are multiplied with.
@Suite struct ArrayTests {
  @Test(
    "Brackets hold elements and rows",
    arguments: [
      ("[]", "[0]"), ("[ ]", "[0]"), ("[1]", "([1] 1)"), ("[1, 2, 3]", "([3] 1 2 3)"),
      ("[1, 2; 3, 4]", "([2×2] 1 2 3 4)"), ("[1; 2]", "([2×1] 1 2)"), ("[1, 2;\n 3, 4\n]", "([2×2] 1 2 3 4)"),
      ("[[1, 2], [3, 4]]", "([2] ([2] 1 2) ([2] 3 4))"), ("[u; v]", "([2×1] u v)"),
      ("[x, 2x, x^2]", "([3] x (* 2 x) (^ x 2))"), ("[a, -b]", "([2] a (- b))"), ("[-a]", "([1] (- a))"),
      ("[a - b]", "([1] (- a b))"), ("[a-b]", "([1] (- a b))"), ("[v <= -1]", "([1] (<= v (- 1)))"),
      ("[(a -b)]", "([1] (- a b))"), ("[f(a -b)]", "([1] (f() (- a b)))"),
      ("[v[a -b]]", "([1] (at v (- a b)))"),
      ("[f (x)]", "([1] (f() x))"), ("[(2 x)]", "([1] (* 2 x))"), ("2*[1, 2]", "(* 2 ([2] 1 2))"),
      ("[1..3]", "([1] (.. 1 3))"),
    ])
  func arrays(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "Brackets behind an operand hold subscripts",
    arguments: [
      ("v[1]", "(at v 1)"), ("v[-1]", "(at v (- 1))"), ("A[1, 2]", "(at A 1 2)"),
      ("A[1][2]", "(at (at A 1) 2)"),
      ("v [1]", "(at v 1)"), ("f(x)[2]", "(at (f() x) 2)"), ("f'(x)[2]", "(at (f'() x) 2)"),
      ("[1,2][1]", "(at ([2] 1 2) 1)"),
      ("(u + v)[1]", "(at (+ u v) 1)"), ("A.T[1]", "(at (.T A) 1)"), ("%7[2]", "(at %7 2)"),
      ("x²[1]", "(at (^ x 2) 1)"), ("-v[1]", "(- (at v 1))"), ("2v[1]", "(* 2 (at v 1))"),
      ("v[1]^2", "(^ (at v 1) 2)"), ("v[1]²", "(^ (at v 1) 2)"), ("x^v[1]", "(^ x (at v 1))"),
      ("v[[3, 1, 1]]", "(at v ([3] 3 1 1))"), ("[a[1]]", "([1] (at a 1))"), ("[(a [1])]", "([1] (at a 1))"),
      ("v[k + 1]", "(at v (+ k 1))"), ("(v\n[1])", "(at v 1)"), ("v[1]!", "(! (at v 1))"),
    ])
  func subscripts(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "A range is a slice only where it is a subscript by itself",
    arguments: [
      ("v[2..]", "(at v (from.. 2))"), ("v[..2]", "(at v (..to 2))"),
      ("v[2..-1]", "(at v (from..to 2 (- 1)))"),
      ("v[..]", "(at v ..)"), ("A[1, ..]", "(at A 1 ..)"), ("A[.., 2]", "(at A .. 2)"),
      ("A[.., ..]", "(at A .. ..)"),
      ("A[2.., ..3]", "(at A (from.. 2) (..to 3))"), ("v[(2..3)]", "(at v (.. 2 3))"),
      ("v[n - 1..n + 1]", "(at v (from..to (- n 1) (+ n 1)))"), ("v[-2..]", "(at v (from.. (- 2)))"),
      ("v[[1..2]]", "(at v ([1] (.. 1 2)))"), ("v[1..2 < 3]", "(at v (< (.. 1 2) 3))"),
      ("v[not 1..2]", "(at v (not (.. 1 2)))"),
      ("v[u[1..]..2]", "(at v (from..to (at u (from.. 1)) 2))"), ("1..5", "(.. 1 5)"),
      ("0.5..3", "(.. 0.5 3)"),
      ("1..n + 1", "(.. 1 (+ n 1))"), ("(1..5) == v", "(== (.. 1 5) v)"), ("1 .. 5", "(.. 1 5)"),
      ("1e3..2e3", "(.. 1000 2000)"),
      ("0x1F..n", "(.. 31 n)"), ("a..b", "(.. a b)"), ("-1..1", "(.. (- 1) 1)"), ("5..-1", "(.. 5 (- 1))"),
      ("sum(1..n)", "(sum() (.. 1 n))"), ("not 1..2", "(not (.. 1 2))"), ("1_000..2", "(.. 1000 2)"),
    ])
  func ranges(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "@ binds tighter than * and a sign",
    arguments: [
      ("A@B", "(@ A B)"), ("A @ B @ C", "(@ (@ A B) C)"), ("2*X.T @ r", "(* 2 (@ (.T X) r))"),
      ("-A@b", "(- (@ A b))"), ("A @ 2x", "(@ A (* 2 x))"), ("2x @ A", "(@ (* 2 x) A)"),
      ("A @ -b", "(@ A (- b))"),
      ("A @ -b @ c", "(@ (@ A (- b)) c)"), ("A @ --b @ c", "(@ (@ A (- (- b))) c)"),
      ("A @ -b*c", "(* (@ A (- b)) c)"),
      ("A @ -2x", "(@ A (- (* 2 x)))"), ("A @ -b^2", "(@ A (- (^ b 2)))"),
      ("A @ (-b @ c)", "(@ A (- (@ b c)))"), ("2^A@B", "(@ (^ 2 A) B)"),
      ("2^-x @ B", "(@ (^ 2 (- x)) B)"), ("2^-x^3 @ B", "(@ (^ 2 (- (^ x 3))) B)"),
      ("A/B@C", "(/ A (@ B C))"),
      ("y*X @ w", "(* y (@ X w))"), ("x@A@x", "(@ (@ x A) x)"), ("X@w + b", "(+ (@ X w) b)"),
    ])
  func products(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    ".T stands directly behind what it transposes",
    arguments: [
      ("A.T", "(.T A)"), ("Aᵀ", "(.T A)"), ("A.T.T", "(.T (.T A))"), ("Aᵀᵀ", "(.T (.T A))"),
      ("(A + B).T", "(.T (+ A B))"),
      ("[1, 2; 3, 4].T", "(.T ([2×2] 1 2 3 4))"), ("%7.T", "(.T %7)"), ("f(x).T", "(.T (f() x))"),
      ("A[1].T", "(.T (at A 1))"),
      ("A.T²", "(^ (.T A) 2)"), ("A.T^2", "(^ (.T A) 2)"), ("-A.T", "(- (.T A))"), ("2A.T", "(* 2 (.T A))"),
      ("x^A.T", "(^ x (.T A))"), ("X².T", "(.T (^ X 2))"), ("x!.T", "(.T (! x))"), ("A.T!", "(! (.T A))"),
      ("2.T", "(* 2 T)"), ("x.T..3", "(.. (.T x) 3)"), ("A.T*B", "(* (.T A) B)"), ("A.T@B", "(@ (.T A) B)"),
      ("T.T", "(.T T)"),
    ])
  func transposes(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "Arguments of calls may have names",
    arguments: [
      ("sum(A, each=row)", "(sum() A each=row)"), ("sum(A, each = column)", "(sum() A each=column)"),
      ("randn(3, seed=7)", "(randn() 3 (seed= 7))"), ("sum(i^2, i=1..n)", "(sum() (^ i 2) (i= (.. 1 n)))"),
      ("f(a=1 or 2, b=-x)", "(f() (a= (or 1 2)) (b= (- x)))"), ("f(a=g(b=2))", "(f() (a= (g() (b= 2))))"),
      ("f(a==1)", "(f() (== a 1))"), ("f(each)", "(f() each)"),
      ("each + row*column", "(+ each (* row column))"),
      ("f(µ=1)", "(f() (μ= 1))"),
    ])
  func arguments(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "A comprehension has its loops before its element",
    arguments: [
      ("[i^2 for i in 1..5]", "(for (i in (.. 1 5)) (^ i 2))"),
      ("[i*j for i in 1..3, j in v]", "(for (i in (.. 1 3)) (j in v) (* i j))"),
      ("[2 for i in r]", "(for (i in r) 2)"), ("[2i for i in r]", "(for (i in r) (* 2 i))"),
      ("[[i for i in r] for j in [k for k in s]]", "(for (j in (for (k in s) k)) (for (i in r) i))"),
      ("[a or b for i in c or d]", "(for (i in (or c d)) (or a b))"),
      ("[x for in in r]", "(for (in in r) x)"),
      ("[for for i in r]", "(for (i in r) for)"), ("[for, in]", "([2] for in)"), ("for + in", "(+ for in)"),
      ("2for", "(* 2 for)"), ("[f(x)\nfor i in r]", "(for (i in r) (f() x))"),
      ("[x for µ in r]", "(for (μ in r) x)"),
      ("[x for i in r][1]", "(at (for (i in r) x) 1)"), ("sum([i for i in r])", "(sum() (for (i in r) i))"),
      ("[i for i in a -b]", "(for (i in (- a b)) i)"),
    ])
  func comprehensions(text: String, tree: String) { #expect(FormulasTests.tree(text) == tree) }

  @Test(
    "Arrays are printed as they are read",
    arguments: [
      "[]", "[1, 2, 3]", "[1, 2; 3, 4]", "[1; 2]", "A @ B", "A @ (B @ C)", "A @ -b", "A @ (-b @ c)",
      "2^(-x @ B)", "2^-x @ B",
      "X.T", "2*X.T @ r", "(-x).T", "(2).T", "(x!)!", "x!.T", "v[2..]", "v[..2]", "v[..]", "v[2..-1]",
      "v[(2..3)]", "v[(a < b)..]",
      "A[1, ..]", "(2)[1]", "(a + b)[1]", "sum(A, each=row)", "randn(3, seed=7)", "sum(i^2, i=1..n)",
      "[i^2 for i in 1..5]",
      "[i*j for i in 1..3, j in 1..4]", "1..5", "(1..5) + 1", "1..n + 1", "not 1..5", "(1..2)..3",
      "[a - b, -c]", "A[1][2]",
      "[[x for i in r] for j in s]", "2*A[1]", "f(x)[1].T",
    ])
  func printing(text: String) {
    #expect(Formula(parsing: text)?.description == text)
  }

  @Test(
    "Parts of what has a name can be set",
    arguments: [
      ("v[2] = 7", "(part (at v 2) 7)"), ("A[1, ..] := u;", "(part (at A 1 ..) u);"),
      ("v[2] += 1", "(part (at v 2) (+ (at v 2) 1))"),
      ("v[f(x)[1]] *= a + b", "(part (at v (at (f() x) 1)) (* (at v (at (f() x) 1)) (+ a b)))"),
      (
        "v[[i for i in r]] -= [i for i in s]",
        "(part (at v (for (i in r) i)) (- (at v (for (i in r) i)) (for (i in s) i)))"
      ),
      ("v[2] == 7", "(== (at v 2) 7)"), ("v[2] <= 7", "(<= (at v 2) 7)"), ("v[2] + 1", "(+ (at v 2) 1)"),
      ("v = [1; 2]", "(= v ([2×1] 1 2))"),
      ("W -= A @ -b", "(:= W | (- W (@ A (- b))))"), ("W @= A", "(:= W | (@ W A))"),
    ])
  func parts(text: String, tree: String) { #expect(statements(text) == [tree]) }

  @Test("Nodes know where they stand") func places() throws {
    func pieces(_ text: String) throws -> [String] {
      let bytes = Array(text.utf8)
      return try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count)).nodes
        .map { bytes.string(in: $0.range) }
    }
    #expect(
      try pieces("(a)[1, 2..] + [u; v].T") == [
        "a", "1", "2", "2..", "(a)[1, 2..]", "u", "v", "[u; v]", "[u; v].T", "(a)[1, 2..] + [u; v].T",
      ])
    #expect(try pieces("f(each=row, s = 7)") == ["each=row", "7", "s = 7", "f(each=row, s = 7)"])
    #expect(try pieces("[2i for i in v]") == ["v", "i in v", "2", "i", "2i", "[2i for i in v]"])
    #expect(try pieces("A[.., ..3]") == ["A", "..", "3", "..3", "A[.., ..3]"])
    var parser = StatementParser(Array(" v[2] += 1 + x # note".utf8))
    let statement = try #require(try parser.next())
    #expect(statement.range == SourceRange(1, 14) && statement.body == SourceRange(9, 14))
    guard case .part(_, let value) = statement.kind else { return #expect(Bool(false)) }
    #expect(value.nodes.last?.range == SourceRange(1, 14))
  }

  @Test("Formulas with other names are taken over, and compared") func substitution() throws {
    let text = "[f(k=x)[..2] for i in r] @ sum(A, each=row)"
    let formula = try #require(Formula(parsing: text))
    var copy = Formula()
    _ = copy.enter("before")
    copy.append(formula)
    #expect(copy.isSameTree(as: formula) && copy.description == text)
    for other in [
      "[f(l=x)[..2] for i in r] @ sum(A, each=row)", "[f(k=x)[2..] for i in r] @ sum(A, each=row)",
      "[f(k=x)[..2] for j in r] @ sum(A, each=row)", "[f(k=x)[..2] for i in r] @ sum(A, each=column)",
    ] {
      #expect(try #require(Formula(parsing: other)).isSameTree(as: formula) == false)
    }
    #expect(!(Formula(parsing: "[1, 2]")?.isSameTree(as: Formula(parsing: "[1; 2]") ?? Formula()) ?? true))
  }

  @Test(
    "What follows a statement with brackets is read",
    arguments: [
      ("A = [1, 2; 3, 4]; x", ["(= A ([2×2] 1 2 3 4));", "x"]),
      ("A = [1, $; 3, 4]; x", ["error: unexpected character '$' (U+0024)", "x"]),
      ("A = [1, 2; x", ["error: '[' was never closed"]),
      ("(1; 2)", ["error: '(' was never closed", "error: ')' has no '(' before it"]),
    ]) func recovery(text: String, expected: [String])
  { #expect(statements(text) == expected) }

  @Test("Brackets belong to the arguments of a command") func separators() throws {
    let text = Array("[1; 2] \"]\" [3; [4; 5]; 6]; x".utf8)
    #expect(try StatementParser.separator(in: text, range: SourceRange(0, text.count), .never) == 25)
  }
}
