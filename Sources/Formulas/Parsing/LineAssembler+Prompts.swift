extension LineAssembler {
  /// What a source of lines has turned out to be.
  enum Source {
    /// No line so far says.
    case unknown

    case script

    /// What was copied from a session: lines with prompts, and between them what was printed.
    case copiedSession
  }

  /// What is to be done with a line once its prompt was looked for.
  enum PromptedLine {
    /// It belongs to a statement; a prompt is blank now, so that all columns stay.
    case typed

    /// It was printed.
    case printed

    /// It begins a statement although another one is unfinished.
    case newStatement
  }

  /// Takes the prompt off the line that begins at `start`, if it has one.
  ///
  /// The first line that is neither blank nor a comment tells what the source is. In a copied session lines without a
  /// prompt were printed. A statement that began with a prompt goes on in lines with the prompt for further ones, or
  /// without; in other statements, `>` at the beginning of a line is the operator.
  @inline(__always)
  mutating func takePrompt(at start: Int, _ takesPrompts: () -> Bool) -> PromptedLine {
    // Most lines are those of scripts, and begin otherwise than a prompt.
    if source == .script, lineCount == 0 || !isPrompted, start + 1 < text.count,
      !isASCIIBlank(text[start]),
      text[start] != Prompt.firstBytes[0] || text[start + 1] != Prompt.firstBytes[1]
    {
      return .typed
    }
    return lookForPrompt(at: start, takesPrompts)
  }

  @inline(never)
  private mutating func lookForPrompt(at start: Int, _ takesPrompts: () -> Bool) -> PromptedLine {
    guard lineCount == 0 else {
      guard isPrompted else { return .typed }
      if Prompt.end(of: Prompt.firstBytes, in: text, at: start) != nil { return .newStatement }
      blank(from: start, to: Prompt.end(of: Prompt.furtherBytes, in: text, at: start))
      return .typed
    }
    if let end = Prompt.end(of: Prompt.firstBytes, in: text, at: start),
      source == .copiedSession || takesPrompts()
    {
      isPrompted = true
      if source == .unknown { source = .copiedSession }
      blank(from: start, to: end)
      return .typed
    }
    if source == .copiedSession { return .printed }
    if source == .unknown, let first = text[start...].first(where: { !isASCIIBlank($0) }),
      first != UInt8(ascii: "#")
    {
      source = .script
    }
    return .typed
  }

  private mutating func blank(from start: Int, to end: Int?) {
    guard let end else { return }
    for position in start..<end { text[position] = UInt8(ascii: " ") }
  }
}
