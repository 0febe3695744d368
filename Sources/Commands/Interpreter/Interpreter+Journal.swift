import AutoDiff
import Formulas
import Sessions

extension Interpreter {
  /// Keeps a statement that was carried out. If that fails, the statement is taken back.
  func keep(_ text: [UInt8], _ range: SourceRange, since checkpoint: Graph.Checkpoint) throws {
    if isRepeating { return }
    guard
      let problem = host.journal?(String(decoding: text[range.lowerBound..<range.upperBound], as: UTF8.self))
    else { return }
    session.takeBackChanges()
    session.graph.rollBack(to: checkpoint)
    throw CommandError("journal", "\(problem.message); the statement was taken back", at: range)
  }

  /// Keeps a command that was carried out, if its kind is kept. If that fails, what it changed is taken back.
  mutating func keep(_ call: CommandCall, in text: [UInt8], from start: Int, hasChanged: Bool) throws {
    let isKept = call.command.journaling == .always || (call.command.journaling == .ifChanged && hasChanged)
    guard isKept, !isRepeating else { return }
    let range = SourceRange(start, call.arguments.range.upperBound)
    guard let problem = host.journal?(String(decoding: text[start..<range.upperBound], as: UTF8.self)) else {
      return
    }
    session.takeBackChanges()
    throw CommandError("journal", "\(problem.message); what the command changed was taken back", at: range)
  }
}
