/// Something that can be typed, what it grows with, and how fast it may.
struct GrowthCase: Sendable {
  /// How the work may grow with *n*.
  enum Bound: Sendable {
    /// Not at all.
    case constant

    /// In proportion to *n*, or to *n* log *n*.
    case linear

    /// In proportion to *n*², where that many numbers are computed or shown.
    case quadratic

    /// By how much the growth from 2*n* to 4*n* may be larger than that from *n* to 2*n*.
    var ratio: Double {
      switch self {
      case .constant: 0
      case .linear: 2.5
      case .quadratic: 5
      }
    }
  }

  let line: @Sendable (Int) -> String
  let setup: @Sendable (Int) -> [String]
  let bound: Bound

  /// The smallest *n*.
  var size = 150

  /// What it is called in messages.
  let name: String
}

extension GrowthCase {
  /// `x0 = 1` … : so many inputs.
  static func inputs(_ count: Int) -> [String] { (0..<count).map { "x\($0) = \($0 % 7 + 1);" } }

  /// A target of so many inputs, each read twice.
  static func sum(_ count: Int) -> [String] {
    inputs(count) + ["z = " + (0..<count).map { "x\($0)*x\($0)" }.joined(separator: " + ") + ";"]
  }

  /// A target of one input, so many operations deep, each step with a name.
  static func chain(_ count: Int) -> [String] {
    ["x = 0.5; y0 = x;"] + (0..<count).map { "y\($0 + 1) = sin(y\($0)) + x;" } + ["z = y\(count) + 0;"]
  }

  /// A small target beside so many other nodes, some of which have names.
  static func beside(_ count: Int) -> [String] {
    let rows = (0..<count / 50 + 1).map { row in
      "a\(row) = " + (0..<50).map { "sin(x + \(50 * row + $0))" }.joined(separator: " + ") + ";"
    }
    return ["x = 2; q = 3;"] + rows + ["f(u) = u^3; w = q^2 + q;"]
  }

  /// Cases that grow with the inputs of `z`.
  static func perInput(_ bound: Bound, size: Int = 150, _ lines: String...) -> [GrowthCase] {
    lines.map { line in
      GrowthCase(line: { _ in line }, setup: sum, bound: bound, size: size, name: "inputs: \(line)")
    }
  }

  /// Cases that grow with the depth of `z`.
  static func perDepth(_ bound: Bound, _ lines: String...) -> [GrowthCase] {
    lines.map { line in GrowthCase(line: { _ in line }, setup: chain, bound: bound, name: "depth: \(line)") }
  }

  /// Cases about little in a session of any size.
  static func perSession(_ bound: Bound, _ lines: String...) -> [GrowthCase] {
    lines.map { line in
      // Beyond the size up to which a walk over all nodes is the quicker way.
      GrowthCase(line: { _ in line }, setup: beside, bound: bound, size: 3000, name: "session: \(line)")
    }
  }

  /// A case of its own kind.
  static func growing(
    _ name: String, _ bound: Bound, size: Int = 150,
    after setup: @escaping @Sendable (Int) -> [String] = { _ in [] },
    _ line: @escaping @Sendable (Int) -> String
  ) -> GrowthCase {
    GrowthCase(line: line, setup: setup, bound: bound, size: size, name: name)
  }
}

extension GrowthCase {
  /// Every command and every kind of statement, with all that it grows with.
  static let all: [GrowthCase] =
    perInput(
      .linear, ":grad z", ":grad z;", ":grad z --all", ":grad z : x0", ":backprop z", ":backprop z --all",
      ":forward x0 z", ":forward x0 z --all", ":nodes z", ":nodes --all", ":vars --all", ":cache", ":why z",
      ":graph z", ":graph z --dot", ":graph z --wires --flow --all", ":graph z --calls --dot",
      ":graph z --mark value > 0 --dot", ":graph z --depth 1 --dot", ":graph z --around x0 --dot",
      ":explain z x0 --all", ":diff z x0", ":taylor z x0 3", ":limit z x0 -> 1",
      ":jacobian z, x0*x1",
      ":find value > 3 in z", ":find --top 3 by abs(adjoint) in z", ":needs z", ":feeds x0", ":path z x0",
      ":cuts z", ":cuts z x0", ":whatif x0=5 z", ":depth z", ":sensitivity z", ":sensitivity z : x0=1..2",
      ":rounding z", ":shared z", ":hot z",
      ":save out.ad", ":check z : x0", ":hessian z --pattern", "diff(z, x0)", "x0 = 5", "x0 := x0 + 1", "z",
      "z + 1",
      ":clean", ":time z", ":repeat 3 x0 := x0 + 1", ":repeat 3 x0 = x0 + 1")
    // What depends on each of the inputs is counted for 64 of them at a time.
    + perInput(.quadratic, ":cost z")
    // A few hundred evaluations of the target for each input, and n² numbers.
    + perInput(.quadratic, size: 20, ":check z", ":hessian z")
    + perDepth(
      .linear, ":grad z", ":backprop z --all", ":forward x z --all", ":nodes --all", ":vars --all", ":cost z",
      ":why z",
      ":graph z --dot", ":graph z", ":graph z --wires --flow --all", ":graph z --calls --partials --dot",
      ":graph z --mark condition > 0 --dot", ":graph z --depth 4", ":graph z --around x:3", ":explain z x",
      ":diff z x", ":taylor z x 3", ":limit z x -> 1", ":simplify z", ":expand z", ":factor z", ":equal z, x",
      ":plot z x=0..1", ":table z x=0..1",
      ":jacobian z", ":hessian z",
      ":find condition > 3 and depth < 9 in z", ":needs z --graph", ":feeds x", ":path z x", ":cuts z",
      ":cuts z x", ":whatif x=0.6 z", ":depth z", ":depth z --all", ":sensitivity z : x=0.1..0.2",
      ":rounding z", ":shared z", ":hot z",
      ":save out.ad", ":check z", ":check --nodes z", "diff(z, x)", "diff(z, x, x)", "x = 0.25", "z",
      ":clean",
      ":check --steps z : x", ":node z", ":echo {z}", ":assert z > 0")
    + perSession(
      .constant, ":check w", ":check --nodes w", ":check --steps w : q", ":backprop w", ":forward q w",
      ":explain w q",
      ":taylor w q 3", ":diff w q", ":graph w", ":graph w --flow", ":backprop w --step",
      ":forward q w --step",
      ":find value > 3 in w", ":needs w", ":feeds q", ":path w q", ":cuts w", ":cuts w q", ":whatif q=5 w",
      ":depth w", ":sensitivity w : q=1..2", ":rounding w", ":shared w", ":hot w",
      ":nodes w", ":node w", ":cost w", ":cache w", ":echo {w}",
      ":assert w > 0", ":time w", ":delete w", ":set digits 5", ":help grad", ":tutorial", ":history",
      ":reset",
      ":transcript off", ":edit w", ":grad w : q", ":hessian w : q", ":jacobian w : q",
      "q^2", "q = 4", "r = q^2", "g(u) = u^2 + q", "diff(w, q)", "q := q + 1", "f'(2)", "q = q + 1")
    // The inputs that a target is not connected to are told, all names are looked at, everything is copied once.
    + perSession(
      .linear, ":grad w", ":why w", ":hessian w", ":jacobian w", ":save out.ad", ":vars", ":nodes", ":cache",
      ":clean",
      ":repeat 3 q = q + 1", ":repeat 3 q := q + 1")
    + own

  /// What grows with something of its own.
  private static let own: [GrowthCase] = [
    growing("a gradient step with n variables", .linear, after: sum) { step($0) + ";" },
    growing("n rounds of one", .linear, size: 100, after: { _ in sum(10) }) { ":repeat \($0) " + step(10) },
    growing("a loop over a gradient step", .linear, after: sum) { ":repeat 3 " + step($0) },
    growing("n derivatives of one target", .linear, after: sum) { count in
      (0..<count).map { "diff(z, x\($0))" }.joined(separator: " + ") + ";"
    },
    growing(
      "n derivatives that meet a kink", .linear, size: 30, after: { inputs($0) + ["z = abs(x0 - 1)*x1;"] }
    ) { _ in
      "diff(z, x0) + diff(z, x1)"
    },
    growing("the gradient of n names", .linear, after: sum) { count in
      ":grad z : " + (0..<count).map { "x\($0)" }.joined(separator: " ")
    },
    growing("seeds", .linear, after: sum) { count in
      ":forward " + (0..<count).map { "x\($0)=1" }.joined(separator: " ") + " z"
    },
    growing("a matrix of n targets", .linear, size: 400, after: inputs) { count in
      ":jacobian " + (0..<count).map { "x\($0)*2" }.joined(separator: ", ") + " : x0"
    },
    growing("deleting n names", .linear, after: inputs) { count in
      ":delete " + (0..<count).map { "x\($0)" }.joined(separator: " ")
    },
    growing("taking n changes back", .linear, after: { inputs($0) + [deletion($0)] }) { _ in ":undo" },
    growing("doing n changes again", .linear, after: { inputs($0) + [deletion($0), ":undo"] }) { _ in ":redo"
    },
    growing("n steps back", .linear, size: 20, after: { n in (0..<n).map { "x = \($0)" } }) {
      ":undo \($0 - 1)"
    },
    growing("a function that calls the one before twice", .linear, size: 12, after: { _ in [] }) { count in
      "f0(u) = u + 1; "
        + (0..<count).map { "f\($0 + 1)(u) = f\($0)(u)*f\($0)(u + 1)" }.joined(separator: "; ")
    },
    growing("a definition in a chain of functions", .constant, size: 12, after: functions) { count in
      "g(u) = f\(count)(u)*f\(count)(u + 1)"
    },
    growing("saving a chain of functions", .linear, size: 12, after: functions) { _ in ":save out.ad" },
    growing("calling a chain of functions", .linear, size: 12, after: chainedFunctions) { "f\($0)(0.5)" },
    growing("an update of n names", .linear, after: inputs) { count in
      let names = (0..<count).map { "x\($0)" }
      return names.joined(separator: ", ") + " := " + names.reversed().joined(separator: ", ")
    },
    growing("a formula of n terms", .linear, after: { _ in ["x = 2"] }) { count in
      "y = " + (0..<count).map { "sin(x + \($0))" }.joined(separator: " + ")
    },
    growing("n statements in a line", .linear) { count in
      (0..<count).map { "a\($0) = \($0)" }.joined(separator: "; ")
    },
    growing("n paths", .linear, size: 400, after: paths) { _ in ":explain z x --all" },
    growing("n paths in few words", .linear, size: 400, after: paths) { _ in ":explain z x" },
    growing("a loop that redefines a name", .linear, after: { _ in ["x = 1;"] }) {
      ":repeat \($0) a = x + 1; x := x + 1"
    },
    growing("a loop in a loop", .linear, size: 20, after: { _ in ["x = 1;"] }) {
      ":repeat \($0) :repeat 5 x := x + 1"
    },
    growing("n names of a node", .linear, after: { _ in ["x = 1;"] }) { count in
      (0..<count).map { "b\($0) = x;" }.joined(separator: " ")
    },
    growing("deleting n names of a node", .linear, after: { n in ["x = 1;"] + (0..<n).map { "b\($0) = x;" } })
    { count in
      ":delete " + (0..<count).map { "b\($0)" }.joined(separator: " ")
    },
    growing("setting what n nodes read", .linear, after: { beside($0) + [users($0)] }) { _ in "x = 4; total"
    },
    growing("statements of earlier", .linear, after: { n in (0..<n).map { "x = \($0)" } }) { _ in
      ":history --all"
    },
    growing("loading n lines", .linear, size: 40, after: { _ in [] }) { count in
      (0..<count).map { _ in ":load many.ad" }.joined(separator: "; ")
    },
    growing("echo of n values", .linear, after: inputs) { count in
      ":echo " + (0..<count).map { "{x\($0)}" }.joined(separator: " ")
    },
    growing("a Taylor polynomial of order n", .quadratic, size: 10, after: { _ in ["x = 0.5"] }) {
      ":taylor exp(sin(x)) x \($0)"
    },
    growing("the derivative of order n", .quadratic, size: 6, after: { _ in ["x = 0.5"] }) {
      "diff(1/x, x, \($0))"
    },
    growing("the derivative of order n of a logarithm", .quadratic, size: 6, after: { _ in ["x = 0.5"] }) {
      "diff(log(1 + x), x, \($0))"
    },
    growing("the derivative of order n of a composition", .quadratic, size: 6, after: { _ in ["x = 0.5"] }) {
      "diff(exp(sin(x)), x, \($0))"
    },
    growing("so many primes", .quadratic, size: 6, after: { _ in ["f(u) = 1/(1 + u^2)"] }) { count in
      "f" + String(repeating: "'", count: count) + "(0.3)"
    },
    growing("mixed derivatives", .quadratic, size: 4, after: { _ in ["x = 0.5; y = 2"] }) { count in
      "diff(exp(x*y), x, \(count), y, \(count))"
    },
    growing("leaving", .constant, after: inputs) { _ in ":quit" },
  ]

  private static func step(_ count: Int) -> String {
    let names = (0..<count).map { "x\($0)" }
    return names.joined(separator: ", ") + " := "
      + names.map { "\($0) - 0.1*diff(z, \($0))" }.joined(separator: ", ")
  }

  private static func deletion(_ count: Int) -> String {
    ":delete " + (0..<count).map { "x\($0)" }.joined(separator: " ")
  }

  private static func functions(_ count: Int) -> [String] {
    ["f0(u) = u + 1"] + (0..<count).map { "f\($0 + 1)(u) = f\($0)(u)*f\($0)(u + 1)" }
  }

  private static func chainedFunctions(_ count: Int) -> [String] {
    ["f0(u) = u + 1"] + (0..<count).map { "f\($0 + 1)(u) = sin(f\($0)(u))*f\($0)(u)" }
  }

  private static func paths(_ count: Int) -> [String] {
    ["x = 0.5;", "z = " + (0..<count).map { "sin(x*\($0 + 1))" }.joined(separator: " + ") + ";"]
  }

  private static func users(_ count: Int) -> String {
    "total = " + (0...count / 50).map { "a\($0)" }.joined(separator: " + ") + ";"
  }
}
