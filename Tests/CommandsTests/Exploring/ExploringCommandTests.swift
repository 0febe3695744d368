import AutoDiff
import Pictures
import Sessions
import Testing

@testable import Commands

/// The commands that look for nodes, ways, and what matters.
@Suite struct ExploringCommandTests {
  /// Lines for a call option by the formula of Black and Scholes.
  static let option = """
    S = 100; K = 105; r = 0.03; s = 0.2; T = 0.5; N(u) = (1 + erf(u/sqrt(2)))/2;
    d1 = (log(S/K) + (r + s^2/2)*T)/(s*sqrt(T)); d2 = d1 - s*sqrt(T);
    C = S*N(d1) - K*exp(-r*T)*N(d2);
    """

  private func session() -> TestSession {
    let session = TestSession()
    session.type(Self.option.split(separator: "\n").map(String.init).joined(separator: " "))
    return session
  }

  private static let lines = [
    ":find abs(adjoint) < 1e-9 in C", ":find value < 0 --op log", ":find --top 3 by abs(adjoint)",
    ":find --named 'd*'", ":find value > 1e9", ":needs d1", ":needs C --graph", ":feeds s", ":feeds C",
    ":path C s", ":path C s --all", ":path d1 d2", ":cuts C", ":cuts d2 S", ":whatif s=0.3 C",
    ":whatif s=0.3 S=101 T=nan C", ":depth C", ":sensitivity C", ":sensitivity C : S=90..110 s=0.1..0.3 T",
    ":rounding C", ":rounding log(C - 100)", ":shared C", ":hot C",
  ]

  @Test(arguments: [20, 30, 40, 80, 200]) func everyScreenFits(width: Int) {
    for settings in ["", ":set unicode off"] {
      let session = session()
      session.width = width
      session.type(settings)
      for line in Self.lines where !line.hasSuffix("--all") {
        let tooWide = session.type(line).split(separator: "\n").filter { displayWidth($0) > width }
        #expect(tooWide.isEmpty, "\(line): \(tooWide)")
      }
    }
  }

  @Test func nothingIsChanged() {
    let session = session()
    session.type(":grad C; :forward S C; C;")
    let before = [":vars", ":nodes"].map { session.json($0) }
    for line in Self.lines where !line.contains("log(C") {
      #expect(!session.type(line).contains("error"), "\(line)")
    }
    #expect([":vars", ":nodes"].map { session.json($0) } == before)
    #expect(session.interpreter.session.graph.firstBrokenInvariant() == nil)
  }

  @Test func whatIsFoundIsWhatTheConditionSays() {
    let session = session()
    #expect(session.type(":find value < 0 --op log").contains("1 of 31 nodes below C"))
    #expect(session.type(":find value > 1e9").contains("none of 31 nodes below C"))
    #expect(session.type(":find --named '?1'").contains("1 of 31 nodes"))
    #expect(session.type(":find depth == 0 in d2").contains("5 of 16 nodes below d2"))
    // Attributes win over names of the session.
    session.type("value = 3; uses = 5;")
    #expect(session.type(":find uses > 2 in C").contains("1 of 31 nodes below C"))
    // Other names are the session's.
    #expect(session.type(":find value > S in C").contains("2 of 31 nodes below C"))
    session.type(":forward S C;")
    #expect(session.type(":find tangent != 0 in C").contains("of 31 nodes below C"))
  }

  @Test func adjointsThatCancelSaySo() {
    let session = session()
    session.limitsWidth = false
    let found = session.type(":find abs(adjoint) < 1e-9 in C")
    #expect(found.contains("the adjoint of d1 is 0 by cancellation: "))
    #expect(found.contains("39.33372742 from ") && found.contains("-39.33372742 from "))
    #expect(found.hasSuffix("; the others only feed it"))
    session.type("x = 2; y = 3; p = x*y; a = p*5; b = p*(x + 3); q = a - b + y;")
    #expect(
      session.type(":find adjoint == 0 in q").hasSuffix(
        "the adjoint of p is 0 by cancellation: 5 from a, -5 from b"))
    #expect(session.type(":find adjoint < 100 in q").contains("5 from a, -5 from b"))
    #expect(!session.type(":find adjoint < 100 in q").contains("the others only feed it"))
    #expect(!session.type(":find value > 0 in q").contains("cancel"))
    #expect(!session.type(":find adjoint > 0 in q").contains("cancel"))
  }

  @Test func programsGetWhatIsShown() {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*x + x*y + 2;")
    #expect(
      session.json(":find value > 20 in z") == [
        #"{"kind":"find","target":"z","nodes":[{"node":4,"operation":"+","operands":[2,3],"label":null,"value":21.0,"state":"fresh","adjoint":null,"tangent":null},{"node":5,"operation":"+","operands":[4,{"constant":2.0}],"label":"z","value":23.0,"state":"fresh","adjoint":null,"tangent":null}]}"#
      ])
    #expect(
      session.json(":path z y") == [
        #"{"kind":"paths","target":"z","input":"y","derivative":3.0,"paths":[{"nodes":[5,4,3,1],"product":3.0}],"count":"1"}"#
      ])
    #expect(
      session.json(":whatif y=5 z") == [
        #"{"kind":"whatif","target":"z","set":{"y":5.0},"before":23.0,"after":26.0,"predicted":3.0,"nodes":6,"changed":[{"node":1,"label":"y","before":4.0,"after":5.0},{"node":3,"label":null,"before":12.0,"after":15.0},{"node":4,"label":null,"before":21.0,"after":24.0},{"node":5,"label":"z","before":23.0,"after":26.0}]}"#
      ])
    #expect(
      session.json(":depth x*y") == [
        #"{"kind":"depth","target":"x*y","layers":[{"depth":0,"nodes":2,"value":4.0,"nonFinite":0,"adjoint":4.0,"dead":0},{"depth":1,"nodes":1,"value":12.0,"nonFinite":0,"adjoint":1.0,"dead":0}],"verdict":"even"}"#
      ])
    #expect(
      session.json(":sensitivity x*y : x=1..2") == [
        #"{"kind":"sensitivity","target":"x*y","value":12.0,"inputs":[{"input":"x","value":3.0,"derivative":4.0,"elasticity":1.0,"from":1.0,"to":2.0,"atFrom":4.0,"atTo":8.0,"least":4.0,"largest":8.0}]}"#
      ])
    #expect(
      session.json(":rounding y/x") == [
        #"{"kind":"rounding","target":"y/x","value":1.3333333333333333,"bound":1.4802973661668753e-16,"digits":15,"nodes":[{"node":6,"value":1.3333333333333333,"condition":1.0,"reach":1.4802973661668753e-16,"effect":-7.401486830834377e-17}],"remedy":null}"#
      ])
    session.type(":grad x*y;")
    let adjoints = session.json(":find adjoint == 1 in z").joined()
    #expect(adjoints.components(between: "\"adjoint\":", and: "}") == ["1.0", "1.0", "1.0", "1.0"])
    for (line, kind) in [
      (":needs z", "needs"), (":feeds x", "feeds"), (":cuts z", "cuts"), (":shared z", "shared"),
    ] {
      #expect(session.json(line).first?.hasPrefix("{\"kind\":\"\(kind)\",\"target\":") == true)
      #expect(session.json(line).first?.contains("\"nodes\":[") == true)
    }
    #expect(
      session.json(":hot z").first?.hasPrefix("{\"kind\":\"hot\",\"target\":\"z\",\"seconds\":") == true)
  }

  @Test(arguments: [
    (":find", "missing-condition"), (":find value <", "missing-operand"), (":find qq > 3", "unknown-name"),
    (":find value > 0 in", "missing-target"), (":find --top 3", "missing-order"),
    (":find value > 0 by depth", "missing-order"), (":find --op foo", "unknown-operation"),
    (":find tangent > 0", "no-tangents"), (":find value > 0 in 5", "not-a-node"), (":needs 5", "not-a-node"),
    (":feeds", "missing-names"), (":path C", "missing-names"), (":path C S T", "one-variable"),
    (":cuts d1 d2", "not-connected"), (":cuts C : S T", "one-variable"), (":whatif", "missing-value"),
    (":whatif S", "missing-value"), (":whatif S=", "missing-value"), (":whatif S=1 S=2 C", "repeated-value"),
    (":whatif d1=1 C", "not-an-input"), (":whatif S=1 5", "not-a-node"),
    (":sensitivity C : S=3", "expected-interval"), (":sensitivity C : S=3..1", "empty-interval"),
    (":sensitivity C : S=1..nan", "empty-interval"), (":sensitivity C : S S", "repeated-value"),
    (":sensitivity C :", "missing-names"), (":rounding 5", "not-a-node"), (":depth 5", "not-a-node"),
    (":shared 5", "not-a-node"), (":hot 5", "not-a-node"),
  ])
  func aMistakeIsSaidWithItsPlace(line: String, code: String) {
    let answer = session().json(line).joined()
    #expect(answer.contains("\"code\":\"\(code)\""), "\(line): \(answer)")
    #expect(answer.contains("\"column\":"))
  }

  @Test func whatIsAsLargeAsItCanBeIsShown() {
    let session = TestSession()
    session.type("x = 1; y = -1e-320; z = x*1e300 + y;")
    for line in [
      ":sensitivity x : x=-1e308..1e308", ":sensitivity z : x=-1..1e300 y", ":sensitivity z : y=0..1e-320",
      ":rounding z*z", ":rounding y*y", ":depth z^9", ":whatif x=-1e308 z", ":whatif x=1/0 y=0/0 z",
      ":find value > 1e308 in z", ":path z^9 x", ":cuts z^9 x", ":shared z^9",
    ] {
      for width in [20, 80] {
        session.width = width
        #expect(!session.type(line).contains("error:"), "\(line)")
      }
      #expect(session.json(line).count == 1)
    }
  }

  @Test func allPathsAreListedForThoseWhoAsk() {
    let session = TestSession()
    session.type("x = 0.5; z = " + (1...50).map { "sin(x*\($0))" }.joined(separator: " + ") + ";")
    #expect(session.type(":path z x").contains("… 38 weaker paths; --all shows them"))
    #expect(!session.type(":path z x --all").contains("weaker"))
    session.interpreter.host.nestsResults = true
    #expect(session.json(":path z x").joined().components(between: "\"nodes\"", and: "product").count == 50)
  }

  @Test func derivativesThatVanishExplodeOrDieAreToldApart() {
    let session = TestSession()
    session.type("h0 = 0.4; w = 0.6; h = h0; :repeat 30 h = tanh(w*h)")
    #expect(session.type(":depth h").contains("vanishing: on average a layer multiplies adjoints by 0.8"))
    session.type("g = h0; :repeat 30 g = 2*g + sin(g)")
    #expect(session.type(":depth g").contains("exploding: on average a layer multiplies adjoints by"))
    #expect(session.type(":depth relu(h0 - 3)*w").contains("dead: at depth 1 and below every adjoint is 0"))
    #expect(session.type(":depth w + 1/(h0 - 0.4)").contains("undefined: from depth"))
    #expect(
      session.type(":depth sin(h0*1e5)/1e6 + h0").contains(
        "uneven: the largest adjoints of layers are between"))
    #expect(session.type(":depth w").contains("it has no layers"))
  }

  @Test func aBetterFormulaIsOfferedOnlyWhereItIsOne() {
    let session = TestSession()
    session.type("x = 1e-5; a = 1e8; t = 0.7;")
    for (formula, remedy) in [
      ("(1 - cos(x))/x^2", "2*sin(x/2)^2"), ("exp(x) - 1", "expm1(x)"), ("log(1 + x)", "log1p(x)"),
      ("sqrt(a + 1) - sqrt(a)", "1/(sqrt(a + 1) + sqrt(a))"), ("cosh(x) - 1", "2*sinh(x/2)^2"),
    ] {
      #expect(session.type(":rounding \(formula)").contains("write: \(remedy)"), "\(formula)")
    }
    for formula in ["1 - cos(t)", "exp(t) - 1", "log(1 + t)", "t*3"] {
      #expect(!session.type(":rounding \(formula)").contains("write:"), "\(formula)")
    }
  }

  /// Each row of the table says the same in two ways.
  @Test(arguments: RewritingHint.table.map { ($0.formula, $0.remedy) }) func aRemedyIsTheSameFunction(
    formula: String, remedy: String
  ) {
    for (x, a, b) in [(0.3, 1.7, 1.2), (0.01, 0.5, 0.8), (0.6, 2.5, 2.4)] {
      let session = TestSession()
      session.type("x = \(x); a = \(a); b = \(b);")
      #expect(session.type(":assert abs((\(formula)) - (\(remedy))) < 1e-13") == "", "\(formula)")
    }
  }
}
