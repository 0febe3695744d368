import Formulas

extension CommandOption {
  /// What every command takes that writes files.
  static let force = CommandOption(name: "--force", summary: "overwrite a file that is there")
}

extension Interpreter {
  /// Throws if a command that was typed is about to overwrite a file that somebody may miss.
  func checkOverwriting(
    _ file: CommandArguments.Word, _ command: any Command, _ arguments: CommandArguments
  ) throws {
    let isTyped = loadDepth == 0 && !isReplaying
    guard isTyped, arguments.options[CommandOption.force.name] == nil, host.mayBeMissed(file.text) else {
      return
    }
    let bytes = arguments.source.bytes
    let typed = bytes.string(in: bytes.trimmed(arguments.range))
    throw CommandError(
      "file-exists", "'\(file.text)' is there already, and this session has neither loaded nor saved it",
      at: file.range, suggestion: ":\(command.name) \(typed) \(CommandOption.force.name)")
  }
}
