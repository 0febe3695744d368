import Pictures

struct TranscriptCommand: Command {
  let name = "transcript"
  let group = CommandGroup.session
  let usage = ":transcript FILE   or   :transcript off"
  let summary = "keep what is typed and shown in a file"
  let discussion = """
    From now on what is typed at the prompt and what is shown for it is added to
    the end of a file, until ':transcript off' or the end of the session.
    """
  let example = """
    ad> :transcript
    <stdin>:1:12: error: name the file
        :transcript
                   ^
        write: :transcript FILE
    """
  let journaling = Journaling.never

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let file = try arguments.file(for: self)
    let path = file.text == "off" ? nil : file.text
    if let problem = interpreter.host.keepTranscript(path) {
      throw CommandError(path == nil ? "no-transcript" : "cannot-write", problem.message, at: file.range)
    }
    return MessageOutcome(
      kind: "transcript", members: [("file", path.map { .string($0) } ?? .null)],
      message: path.map { "kept from here on in \($0, .name)" } ?? "the transcript ends here")
  }
}
