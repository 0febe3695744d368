import AutoDiff
import Formulas
import Memory
import Sessions

extension Interpreter {
  /// Writes what a command has made for a file, and gives what there is to say then.
  ///
  /// When a session goes on, what was written once is not written again.
  func write(_ document: Document) throws -> any Outcome {
    if isReplaying { return document.outcome }
    let range = document.file.range
    try cancellation.take(document.mostBytes)
    guard let text = host.compose(document.text), !cancellation.isStopped else {
      throw CommandError(document.interruption, at: range)
    }
    if let problem = host.writeFile(document.file.text, text) {
      throw CommandError(.file(.cannotWrite, problem), at: range)
    }
    return document.outcome
  }

  /// Throws if a command that was typed is about to overwrite a file that somebody may miss.
  func checkOverwriting(_ file: CommandArguments.Word, _ call: CommandCall) throws {
    let arguments = call.arguments
    let isTyped = loadDepth == 0 && !isReplaying
    guard isTyped, !arguments.has(.force), host.mayBeMissed(file.text) else { return }
    let bytes = arguments.source.bytes
    let typed = bytes.string(in: bytes.trimmed(arguments.range))
    throw CommandError(
      .fileExists(file.text, instead: ":\(call.command.name) \(typed) \(CommandOption.force.name)"),
      at: file.range)
  }
}
