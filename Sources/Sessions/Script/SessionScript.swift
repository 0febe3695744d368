import AutoDiff
import Formulas
package import Memory

/// A session as statements that build it again: inputs with their numbers to the bit, functions, and definitions as they
/// were typed.
///
/// The nodes come in the order in which they were built, so that sums are taken in the same order again. A definition whose
/// text would not build the same again, since names in it have moved, is written from its nodes: a node without a name
/// stands in the formula that uses it, where the order allows that; else it gets a name for the while, and `:delete` takes
/// these names away again. Some of the operations of a derivative, written so, nobody would type.
package struct SessionScript {
  /// The statements, in order, without what ends them.
  package private(set) var statements: [String] = []

  /// The functions that cannot be called any more, and so are no statement of the script, with the reason.
  package private(set) var lost: [(function: Function, problem: SessionError)] = []

  /// The statements that only keep a function's place until what it calls is there.
  private var placeholders: Set<Int> = []

  /// What the names begin with that are only there for the while, before a number.
  static let passingPrefix = "_"

  /// Whether a name is, as it seems, one of those: nobody's words.
  static func isPassing(_ name: String) -> Bool {
    name.hasPrefix(passingPrefix) && name.dropFirst(passingPrefix.count).first?.isNumber == true
  }

  /// How often it is tried to write statements as they were typed; each time those that turned out to build something else
  /// are left out.
  private static let attemptLimit = 8

  /// Writes the statements. O(number of nodes that names refer to, and what it
  /// takes to carry out the statements again).
  package init(of session: Session) throws(Interruption) {
    let blank = try ScriptWriter(of: session)
    lost = blank.lost
    var typed = try TypedStatements(for: blank.cone, keeping: blank.keptNodes, of: session)
    for attempt in 1...Self.attemptLimit {
      var writer = blank
      let outcome = try writer.write(typed)
      (statements, placeholders) = (writer.statements, writer.placeholders)
      switch outcome {
      case .done: return
      case .differs(let position) where attempt < Self.attemptLimit - 1: typed.leaveOut(position)
      case .differs, .fails: typed = TypedStatements(noneOf: blank.cone, of: session)
      }
    }
  }

  /// What is left to do, which needs no session: it can be done anywhere.
  package var writing: Writing {
    Writing(
      statements: statements, placeholders: placeholders,
      comments: lost.map { "# \($0.function.text)   cannot be called: \($0.problem.diagnostic.message)" })
  }

  /// The statements, and what cannot be one.
  package struct Writing: Sendable {
    fileprivate let statements: [String]
    fileprivate let placeholders: Set<Int>
    fileprivate let comments: [String]

    /// No fewer bytes than it takes to put the lines together.
    package var mostBytes: Int { 4 * (statements + comments).reduce(0) { $0 + $1.utf8.count + 32 } }

    /// The lines of a file.
    package var lines: [String] {
      let lines = statements.enumerated().map { place, statement in
        "\(statement);" + (placeholders.contains(place) ? "  # until what it calls is there" : "")
      }
      return lines + comments
    }
  }
}
