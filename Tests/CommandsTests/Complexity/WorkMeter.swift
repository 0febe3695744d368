import Memory
@testable import AutoDiff
@testable import Commands
@testable import Sessions
import Platform

/// What a session does, counted: operations, nodes, names and pieces of text that it goes through (`Work`), and nodes that
/// it makes.
///
/// The counter is the process's, so it is used in one of its own.
final class WorkMeter {
  let session: TestSession

  /// A session in which some lines were typed.
  init(_ lines: [String]) {
    session = TestSession(files: ["many.ad": (0..<400).map { "m\($0) = \($0);\n" }.joined()])
    session.width = 100
    for line in lines { session.type(line) }
  }

  /// The work so far.
  private var count: Int { Work.count + nodes }

  /// The nodes that were made: a session that begins anew has none, and made none.
  private var nodes: Int {
    mostNodes = max(mostNodes, session.interpreter.session.graph.count)
    return mostNodes
  }

  private var mostNodes = 0

  /// What typing a line takes, what is shown included, and what that is.
  func work(of line: String) -> (work: Int, text: String) {
    let before = count
    let text = session.type(line)
    return (count - before, text)
  }

  /// The most that is done between two questions while a line is carried out, until its text is made, and the errors.
  func longestGap(of line: String) -> (work: Int, errors: [String]) {
    var (errors, longest, atLastQuestion) = ([String](), 0, 0)
    // The interpreter is at work while it asks.
    let graph = session.interpreter.session.graph
    (longest, atLastQuestion) = (0, Work.count + graph.count)
    func note() {
      let now = Work.count + graph.count
      longest = max(longest, now - atLastQuestion)
      atLastQuestion = now
    }
    session.interpreter.host.isInterrupted = {
      note()
      return false
    }
    session.interpreter.host.emit = { emission, _ in
      note()
      if case .failure(let failure) = emission { errors.append(failure.message) }
    }
    session.type(line)
    note()
    return (longest, errors)
  }
}

extension WorkMeter {
  private static let end = "measured all"

  /// What counts in a process of its own, and prints it.
  static func inOwnProcess(_ measure: () -> Void) {
    measure()
    print(end)
  }

  /// What was printed of what is beyond its bound, and a word if it has not come to its end.
  static func complaints(_ output: [UInt8]?) -> [String] {
    let lines = String(decoding: output ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    if getenv("ADREPL_SHOW_GROWTH") != nil { lines.forEach { print($0) } }
    return lines.filter { $0.hasPrefix("beyond: ") }
      + (lines.contains(end) ? [] : ["it was not measured to its end"])
  }
}
