import Memory
import AutoDiff
@testable import Commands
import Sessions
import Testing

/// Whatever takes long asks now and then whether to go on: for every command and kind of statement the longest work between
/// two questions is counted.
@Suite struct CancellationTests {
  /// The most that may be done between two questions: a few blocks, some tenths of a millisecond.
  static let bound = 5 * 4096

  /// How often all nodes may be walked over without a question where what is begun must be ended: what depends on an input
  /// that is set is marked, what is taken back or freed is taken out. Some nanoseconds a node.
  static let walks = 4

  @Test func nothingIsDoneForLongWithoutAQuestion() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      WorkMeter.inOwnProcess { for group in CancellationCase.all { group.measure() } }
    }
    #expect(WorkMeter.complaints(result?.standardOutputContent) == [])
  }

  /// A command that is added needs a case.
  @Test func everyCommandHasACase() {
    let lines = CancellationCase.all.flatMap(\.lines)
    for command in CommandRegistry.commands {
      #expect(lines.contains { $0.contains(":\(command.name)") }, "\(command.name)")
    }
  }
}

/// Lines that are typed into a large session.
private struct CancellationCase {
  let name: String
  let setup: [String]
  let lines: [String]

  /// Those of them that walk over all nodes in one go.
  var walking: Set<String> = []

  /// Prints the longest work between two questions for each line, behind `beyond:` where that is too much.
  func measure() {
    // As in a large session, where many short walks add up.
    let meter = WorkMeter(setup)
    for line in lines {
      let (work, errors) = meter.longestGap(of: line)
      let nodes = meter.session.interpreter.session.graph.count
      let bound = walking.contains(line) ? CancellationTests.walks * nodes : CancellationTests.bound
      let isBeyond = work > bound || !errors.isEmpty
      print(
        isBeyond ? "beyond: " : "within:", "\(name): \(line.prefix(60)): \(work)",
        errors.joined(separator: "; "))
    }
  }

  private static let terms = 20_000

  private static let sum = (0..<terms).map { "sin(x*\($0 + 1))" }.joined(separator: " + ")

  static let all = [
    CancellationCase(
      name: "one input", setup: ["x = 0.5; q = 2;", "z = \(sum); w = q^2;"],
      lines: [
        "y = \(sum.replacing("x*", with: "x+"))", "x = 0.25", "z", "x = 0.5; z*2", "diff(z, x)",
        "diff(y, x) + 1",
        "x := x + diff(z, x)", "f(u) = z*u", "f(3)", "f'(2)",
        ":grad z", ":backprop z", ":forward x z", ":diff z x", ":hessian z", ":jacobian z, y",
        ":taylor z x 3", ":limit z x -> 3", ":simplify z", ":expand z", ":factor z", ":equal z, y",
        ":plot z x=0..1", ":table z x=0..1",
        ":explain z x", ":explain z x --all", ":check z", ":why z", ":graph z", ":graph z --dot",
        ":find value > 0 in z", ":find --top 3 by abs(adjoint) in z", ":needs z", ":feeds x", ":path z x",
        ":path z x --all", ":cuts z", ":cuts z x", ":whatif x=5 z", ":depth z", ":sensitivity z : x=0..1",
        ":rounding z", ":shared z", ":hot z",
        ":graph z --mark value > 0 --dot", ":graph z --calls --dot", ":graph z --depth 3", ":nodes",
        ":nodes z",
        ":node z", ":vars",
        ":cache", ":cache z", ":cost z", ":echo {z}", ":assert z < 100000", ":time z + 1", ":set digits 5",
        ":help grad",
        ":save out.ad", ":load many.ad", ":repeat 3 x := x + 1", ":repeat 2 x = x + 1; z", ":undo", ":redo",
        ":delete y",
        ":history", ":grad z + 1/0", ":why z/0", ":clean", ":cache clear", "z", ":reset", ":undo",
        ":tutorial", ":quit",
      ],
      walking: [
        "x = 0.25", "x = 0.5; z*2", "x := x + diff(z, x)", "f'(2)", ":repeat 3 x := x + 1", ":clean",
      ]),
    CancellationCase(
      name: "many inputs", setup: GrowthCase.sum(6000),
      lines: [
        ":grad z", ":grad z;", ":grad z : x0", ":backprop z", ":forward x0 z", ":hessian z --pattern",
        ":jacobian z : x0 x1", ":why z", ":cost z", ":vars", ":nodes", ":save out.ad", ":check z : x0",
        ":find --named x1* in z", ":cuts z", ":whatif x0=5 z", ":sensitivity z", ":shared z",
        "x0, x1 := x0 - diff(z, x0), x1 - diff(z, x1)",
        ":delete " + (0..<6000).map { "x\($0)" }.joined(separator: " "),
        ":undo", ":redo", ":undo",
      ]),
    // Not here: an editor and a file for a transcript, which the session of the tests does not have.
    CancellationCase(name: "elsewhere", setup: [], lines: ["# :edit and :transcript"]),
  ]
}
