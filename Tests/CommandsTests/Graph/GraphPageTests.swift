import Commands
import Foundation
import PythonScripts
import SeededRandom
import Testing

/// Pages by what stands in them, and by how a browser shows them.
@Suite struct GraphPageTests {
  /// A session with some statements, and the page of a target.
  private static func page(_ statements: String, _ command: String) -> (session: TestSession, text: String) {
    let session = TestSession()
    session.limitsWidth = false
    session.type(statements)
    session.type(command)
    return (session, session.files["z.html"] ?? "")
  }

  @Test func aPageIsOneFileWithoutNetwork() {
    let (_, page) = Self.page("x = 3; y = 4; z = x*x + x*y + 2;", ":graph z -o z.html")
    #expect(page.hasPrefix("<!doctype html>\n"))
    #expect(
      page.contains(#"content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'""#))
    #expect(page.contains("<mo>&#8706;</mo><mi>z</mi>"))
    // The one address is the name of SVG.
    let text = page.replacing("http://www.w3.org/2000/svg", with: "")
    for part in ["://", "src=", "href", "fetch(", "import(", "url(h", "XMLHttpRequest"] {
      #expect(!text.contains(part), "\(part)")
    }
    #expect(page.utf8.allSatisfy { $0 < 128 })
    #expect(page.contains(#"["z","%4 + 2","add",[4,-1],"#))
    #expect(page.contains("ranges: {0:[-6,12],1:[-8,16]}"))
  }

  @Test func intervalsAreThoseOfTheSliders() {
    let (session, page) = Self.page("x = 3; y = 4; z = x*y;", ":graph z : x=0..10, y=-1..1 -o z.html")
    #expect(page.contains("ranges: {0:[0,10],1:[-1,1]}"))
    #expect(
      session.type(":graph z : x=0..10") == """
        <stdin>:3:12: error: intervals are for the sliders of a page
            :graph z : x=0..10
                       ^~~~~~~
            write: -o z.html
        """)
    #expect(session.type(":graph z : x=3..3 -o a.html").contains("error"))
    #expect(session.type(":graph z : q=1..3 -o a.html").contains("'q'"))
    #expect(session.type("q = 1; :graph z : q=1..3 -o a.html").contains("'z' does not depend on 'q'"))
    #expect(session.type(":graph z : x -o a.html").contains("'x' needs an interval"))
    #expect(session.type(":graph z : x=0...1 -o a.html").contains("'x' needs an interval"))
    #expect(session.files["a.html"] == nil)
  }

  @Test func whatAPageIsNotOf() {
    let session = TestSession()
    session.type("x = 3; z = x^2;")
    #expect(session.type(":graph z --depth 1 -o z.html").contains("a page is of the whole graph"))
    for option in ["--wires", "--dark", "--flow", "--mark value > 1"] {
      let name = option.prefix { $0 != " " }
      #expect(
        session.type(":graph z \(option) -o z.html").contains("'\(name)' is not what '.html' stands for"))
    }
    #expect(session.type(":graph 3 -o z.html").contains("is a number, not a node of the graph"))
    #expect(session.files.isEmpty)
  }

  /// A chain, a wide sum, a network of many inputs.
  @Test(arguments: [
    "z = x;" + String(repeating: "z = sin(z)*y + 1;", count: 100),
    "z = x*y" + (1...150).map { " + exp(x/\($0))*y^\($0 % 7)" }.joined() + ";",
    (1...30).map { "w\($0) = \($0); " }.joined() + "z = tanh("
      + (1...30).map { "w\($0)*x" }.joined(separator: " + ") + ");",
    "z = erfcx(x) + gelu(y) + digamma(x)*erfinv(y/9) + log_ndtr(x) + dawson(y) + sinc(x);",
  ])
  func noPageIsLarge(statements: String) throws {
    let (session, page) = Self.page("x = 0.5; y = 2; \(statements)", ":graph z -o z.html")
    let nodes = session.type(":graph z --json").split(separator: #"{"node":"#).count - 1
    #expect(nodes > 5)
    #expect(page.utf8.count <= 20_000 + 600 * nodes, "\(page.utf8.count) bytes, \(nodes) nodes")
    #expect(page.hasSuffix("</script>\n"))
  }
}

// MARK: In a browser

extension GraphPageTests {
  private static let needs: Comment = "needs chromium, chromium-driver and python3-selenium"

  /// What a browser answers once it has opened a page.
  private static func answers(
    of page: String, fragment: String = "", to requests: [Browser.Request]
  ) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).html")
    try Data(page.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return Array(
      try Browser.answers(to: [.open(file, fragment: fragment)] + requests + [.console]).dropFirst())
  }

  private static func decoded<T: Decodable>(_ text: String) throws -> T {
    try JSONDecoder().decode(T.self, from: Data(text.utf8))
  }

  private struct Row: Decodable {
    let value: Double?
    let adjoint: Double?
  }

  private struct Drawing: Decodable { let nodes: [Row] }

  /// Values and adjoints at 20 points, in the page and in the session.
  @Test(
    .enabled(if: Browser.isAvailable, needs),
    arguments: [
      "z = x*x + x*y + 2;",
      "h = tanh(x*w + y); z = softplus(h*w - x)/(1 + exp(-y)) + max(x, y, w)^2 - hypot(x, y, 2*w);",
      "z = if(x > y, log1p(x^2), atan2(y, x))*abs(w) + mod(x, 0.7) - prod(x, y, w) + logsumexp(x, y, w);",
      "z = erf(x)*normcdf(y) + lgamma(2 + w^2) + digamma(1 + x^2) - cbrt(y)*sinc(w) + x^(y/3 + 2)*sigmoid(w);",
      "k = 2; a = besselj0(k)*x; b = gammainc(k, 3) + y; z = a*b/w + zeta(k);",
    ])
  func numbersAreAdreplsOwn(statements: String) throws {
    let (session, page) = Self.page("x = 1.5; y = -0.5; w = 0.75; \(statements)", ":graph z -o z.html")
    var random = SplitMix(seed: 5)
    let points = (0..<20).map { _ in (0..<3).map { _ in Double.random(in: 0.1...3, using: &random) } }
    let names = ["x", "y", "w"]
    let program = """
      const points = [\(points.map { "[\($0.map { "\($0)" }.joined(separator: ","))]" }.joined(separator: ","))];
      return JSON.stringify(points.map(p => {
        const changes = {};
        for (const i of free) changes[i] = p['xyw'.indexOf(N[i].title)];
        set(changes);
        return N.map(n => ({value: v[n.i], adjoint: d[n.i]}));
      }));
      """
    let answer: String = try Self.decoded(Self.answers(of: page, to: [.run(program)])[0])
    let states: [[Row]] = try Self.decoded(answer)
    #expect(states.count == points.count)
    for (point, state) in zip(points, states) {
      session.type(zip(names, point).map { "\($0) = \($1); " }.joined())
      session.type(":backprop z")
      let drawing: Drawing = try Self.decoded(session.type(":graph z --json"))
      #expect(drawing.nodes.count == state.count)
      for (own, shown) in zip(drawing.nodes, state) {
        for (a, b) in [(own.value, shown.value), (own.adjoint ?? 0, shown.adjoint)] {
          let (a, b) = (try #require(a), try #require(b))
          #expect(abs(a - b) <= 1e-12 * max(abs(a), 1e-3), "\(b), not \(a), at \(point)")
        }
      }
    }
  }

  @Test(.enabled(if: Browser.isAvailable, needs))
  func stepsAndKeys() throws {
    let (_, page) = Self.page("x = 3; y = 4; z = x*x + x*y + 2;", ":graph z -o z.html")
    let label = Browser.Request.run("return document.activeElement.getAttribute('aria-label')")
    let said = Browser.Request.run("return document.getElementById('say').innerText")
    let shown = Browser.Request.run("return N[0].rows.map(r => r.textContent).join('|')")
    let answers = try Self.answers(
      of: page,
      to: [
        .run("N[0].g.focus()"), label, .keys("<Right>"), label, .keys("<Right><Right>"), label,
        .keys("<Left>"),
        label, said, .keys("   "), said, shown, .keys("b"), said, .keys(" "), .keys(" "), shown, .keys("a"),
        shown,
        .run("document.getElementById('forward').click()"), .keys("  "), .keys("?"), said,
        .run("return document.getElementById('help').open"),
      ])
    let texts = answers.dropLast().compactMap { try? Self.decoded($0) as String }
    #expect(
      texts == [
        "x, value 3, adjoint 10, tangent 1", "%2 = x·x, value 9, adjoint 1, tangent 6",
        "z = %4 + 2, value 23, adjoint 1, tangent 10", "%4 = %2 + %3, value 21, adjoint 1, tangent 10",
        "One pass up from x gives every tangent ˙, one pass down from z every adjoint ∂.",
        """
        step 3 of 4 %3 = x·y has the adjoint 1; a product swaps: each factor gets the other's value.
        x receives 1 × 4, in all 4: 1 of 3 contributions
        y receives 1 × 3, in all 3: complete: ∂z/∂y = 3
        """, "x|3|∂ 4…|",
        """
        step 2 of 4 %4 = %2 + %3 has the adjoint 1; a sum hands its adjoint to both.
        %2 receives 1 × 1, in all 1: complete
        %3 receives 1 × 1, in all 1: complete
        """, "x|3|∂ 10|", "x|3|∂ 10|˙ 1",
        "step 2 of 4 %3 = x·y: ∂%3/∂x × x˙ + ∂%3/∂y × y˙ = 4 × 1 + 3 × 0 = 4",
      ])
    #expect(answers.last == "[]")
    #expect(answers.dropLast().last == "true")
  }

  /// What is looked at while a sweep has not come to its end is what the sweep has done, and curves keep their tangents.
  @Test(.enabled(if: Browser.isAvailable, needs))
  func stepsTellWhatIsDone() throws {
    let (_, page) = Self.page("x = 3; y = 4; z = x*x + x*y + 2;", ":graph z -o z.html")
    let panel = Browser.Request.run("return document.getElementById('panel').innerText.replace(/\\n/g, ' ')")
    let tangent = Browser.Request.run("return document.querySelector('.slope').getAttribute('d')")
    let answers = try Self.answers(
      of: page, fragment: "x=2&y=1",
      to: [
        tangent, .run("document.getElementById('reverse').click(); N[0].g.focus()"), panel, tangent,
        .keys("   "), panel, .run("document.getElementById('table').open = true; show()"),
        .run("return document.querySelector('#nodes tr').innerText"), .keys(" "), panel, .keys("a"),
        .run("location.hash = ''"),
        .run("return new Promise(r => setTimeout(() => r(x.slice(0, 2).join()), 200))"),
        .run(
          "set({0: 2}); rows = fields[0][1]; rows.value = ''; rows.onchange({target: rows}); return rows.value"
        ),
      ])
    let texts = answers.dropLast().compactMap { try? Self.decoded($0) as String }
    #expect(texts[0] == texts[2])
    #expect(
      texts.enumerated().filter { ![0, 2].contains($0.offset) }.map(\.element) == [
        "x value 2 adjoint ? read by %2, %3", "x value 2 adjoint 1 × 1 from %3 = 1… read by %2, %3",
        "x\t\t2\t1…\t", "x value 2 adjoint 1 × 2 from %2 + 1 × 2 from %2 + 1 × 1 from %3 = 5 read by %2, %3",
        "3,4", "2",
      ])
    #expect(answers.last == "[]")
  }

  @Test(.enabled(if: Browser.isAvailable, needs))
  func tabReachesEveryNodeAndLinksAreStates() throws {
    let (_, page) = Self.page("x = 3; y = 4; z = x*x + x*y + 2;", ":graph z -o z.html")
    let focus = Browser.Request.run("return document.activeElement.getAttribute('aria-label')")
    let answers = try Self.answers(
      of: page, fragment: "x=0.1&y=-2e-3&q=7&x1",
      to: [
        .run("return [v[D.root], location.hash, document.getElementById('value').textContent].join(' ')")
      ] + (0..<20).flatMap { _ in [.keys("<Tab>"), focus] })
    #expect(answers[0] == #""2.0098 #x=0.1&y=-0.002 2.0098""#)
    let reached = Set(answers.compactMap { try? Self.decoded($0) as String }.map { $0.prefix { $0 != " " } })
    #expect(reached.isSuperset(of: ["x,", "y,", "%2", "%3", "%4", "z"]))
    #expect(answers.last == "[]")
  }

  /// Where both sides would have to be asked, the page says so once an input was moved there.
  @Test(
    .enabled(if: Browser.isAvailable, needs),
    arguments: [
      ("x = 1; z = if(x > 0, x, -2*x);", 0.0), ("x = 1; z = abs(x) + sqrt(x + 2);", 0),
      ("x = 1; z = floor(x/3) + max(x, 3);", 3), ("x = 1; z = sqrt(x + 2);", -2),
    ])
  func exceptionalPointsAreTold(statements: String, place: Double) throws {
    let (_, page) = Self.page(statements, ":graph z -o z.html")
    let remark = Browser.Request.run("return document.getElementById('remark').innerText")
    let answers = try Self.answers(
      of: page, to: [.run("set({0: \(place)})"), remark, .run("set({0: 0.5})"), remark])
    #expect(answers[1].contains("adrepl looks at both sides there"))
    #expect(answers[3] == "\"\"")
    #expect(answers.last == "[]")
  }

  /// Kinks, what is not computed, a target with signs of HTML, names in other scripts, numbers that are none.
  @Test(
    .enabled(if: Browser.isAvailable, needs),
    arguments: [
      ("x = 3; y = 4;", "if(x < 3 and y > 2, x, y)", "4 | 0 1 | "),
      ("x = 0; y = 4;", "abs(x)*y", "0 | 0 0 | "),
      ("x = 1; y = 2;", "besselj(2, x)*y", "0.2298069699 | 0.4204872318 0.1149034849 | x"),
      ("שלום = 2; é = 3;", "שלום*é", "6 | 3 2 | "),
      ("x = nan; y = inf;", "x*y", "nan | nan nan | "),
      (":set unicode off; x = 2; y = 3;", "x*y", "6 | 3 2 | "),
      ("x = nan; y = 3; z = inf;", "if(y > 2, y, x*z)", "3 | 0 1 0 | "),
      ("x = -1e308; y = 1e-320;", "x/y", "-inf | inf inf | "),
    ])
  func nothingIsSaidOnTheConsole(statements: String, target: String, wanted: String) throws {
    let (session, page) = Self.page(statements, ":graph \(target) -o z.html")
    #expect(session.files["z.html"] != nil)
    let remark = "return document.getElementById('remark').innerText"
    let program = """
      return [document.getElementById('value').textContent, '|',
        ...[...document.querySelectorAll('[data-by]')].map(e => e.textContent), '|',
        Object.keys(D.held).map(i => N[i].title).join(',')].join(' ');
      """
    let answers = try Self.answers(of: page, to: [.run(program), .dark(true), .run(remark)])
    #expect(try Self.decoded(answers[0]) as String == wanted)
    #expect(answers.last == "[]")
  }
}
