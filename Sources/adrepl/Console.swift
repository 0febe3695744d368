import Commands
import Memory
import Pictures
import Terminals
import Platform

/// Where results and diagnostics go, rendered as text or as JSON.
///
/// On a terminal each result is sent at once. Elsewhere results are collected for a moment: they are on their way
/// before the program waits for input or begins something long, and after a hundredth of a second in any case. A
/// system call for each line would take longer than the line itself.
final class Console {
  private var output = OutputFile(descriptor: STDOUT_FILENO, name: "<stdout>")
  private var errors = OutputFile(descriptor: STDERR_FILENO, name: "<stderr>")
  private let json: Bool
  private let color: ColorChoice

  /// Whether a program may be started, such as a pager.
  let startsPrograms: Bool

  /// What standard input and output can do. A terminal is asked each time, since its window may have changed.
  private var knownCapabilities: TerminalCapabilities

  /// When results were last sent, in seconds.
  private var lastFlush = 0.0

  /// Whether a person is typing, who needs no line numbers.
  var isConversation = false

  /// Whether nothing is shown but failures.
  var isSilent = false

  /// Whether results could not be written.
  private(set) var hasFailed = false

  /// What is typed and shown is added to this.
  private var transcript: Transcript?

  /// What the last statement was shown with.
  private var settings = Settings()

  /// Whether a progress line is on the screen.
  private var showsProgress = false

  init(json: Bool, color: ColorChoice, startsPrograms: Bool) {
    self.json = json
    self.color = color
    self.startsPrograms = startsPrograms
    knownCapabilities = TerminalCapabilities.detect(color: color)
  }

  /// What standard input and output can do now.
  var capabilities: TerminalCapabilities {
    if knownCapabilities.isOutputTerminal { knownCapabilities = TerminalCapabilities.detect(color: color) }
    return knownCapabilities
  }

  /// Shows one thing that the interpreter has to say; not what there is too little memory for (``MemoryRoom/wasRefused``).
  func show(_ emission: Emission, _ settings: Settings) {
    if isSilent, case .outcome = emission { return }
    removeProgress()
    self.settings = settings
    if json {
      let line = emission.json
      if case .outcome = emission, MemoryRoom.wasRefused { return }
      output.writeLine(line)
      addToTranscript(line)
    } else {
      let capabilities = capabilities
      var style = TextStyle(numbers: settings.numberFormat, width: capabilities.width)
      style.limitsWidth = capabilities.isWidthGiven
      style.typedSource = isConversation ? Conversation.sourceName : nil
      switch emission {
      case .outcome:
        style.characters = characters(capabilities, isTerminal: capabilities.isOutputTerminal)
        var emission = emission
        if case .outcome(let outcome, let notices) = emission, let story = outcome as? StoryOutcome,
          isForKeys(story, capabilities)
        {
          showSteps(story, style, capabilities)
          // The window may have another size by now.
          style.width = self.capabilities.width
          emission = .outcome(story.ending, notices: notices)
        }
        show(
          Rendering(
            emission: emission, style: style, format: format(settings.color ?? capabilities.usesColor),
            keepsPlain: transcript != nil, pagedHeight: pagedHeight(capabilities)))
      case .failure:
        style.width = capabilities.errorWidth
        style.limitsWidth = capabilities.isErrorWidthGiven
        style.characters = characters(capabilities, isTerminal: capabilities.isErrorTerminal)
        let text = emission.text(style)
        addToTranscript(text.plain)
        flush()
        errors.writeLine(text.rendered(as: format(settings.color ?? capabilities.usesColorForErrors)))
        try? errors.flush()
      }
    }
    if knownCapabilities.isOutputTerminal || Clock.seconds() > lastFlush + 0.01 { flush() }
  }

  /// Shows a result. Where somebody is typing, Ctrl-C ends that at once, however much there is of it.
  ///
  /// If it was pressed before, it came too late for the computation. Then what takes no time is shown all the same.
  private func show(_ rendering: Rendering) {
    let end = Clock.seconds() + 0.03
    func isAbandoned() -> Bool { Interrupt.isRequested && Clock.seconds() > end }
    if !isConversation {
      let page = rendering.page
      if page.isShown, !MemoryRoom.wasRefused { output.writeLine(page.text) }
    } else if let page = AbandonableWork.result(isAbandoned: isAbandoned, of: { rendering.page }) {
      if MemoryRoom.wasRefused { return }
      addToTranscript(page.plain ?? "")
      if !page.isShown || (page.isForPager && self.page(page.text)) { return }
      if !output.writeLine(page.text, while: { !Interrupt.isRequested }) {
        write("\("(interrupted: the rest is not shown)", .faint)\n")
      }
    } else {
      write("\("(interrupted: the result is not shown)", .faint)\n")
    }
  }

  /// Whether steps are to be looked at one by one, since somebody sits there who typed it.
  private func isForKeys(_ story: StoryOutcome, _ capabilities: TerminalCapabilities) -> Bool {
    story.isTyped && isConversation && capabilities.isOutputTerminal && capabilities.isInputTerminal
      && !capabilities.isDumb
  }

  /// Lets somebody go through the steps by keys.
  private func showSteps(_ story: StoryOutcome, _ style: TextStyle, _ capabilities: TerminalCapabilities) {
    flush()
    let format = format(settings.color ?? capabilities.usesColor)
    PagedScreen(count: story.count) { number, columns, rows in
      story.screen(number, width: columns, height: rows, style).rendered(as: format)
    }.show()
  }

  /// Writes text of the program's own, such as the greeting.
  func write(_ text: StyledText) {
    let capabilities = capabilities
    let shown = capabilities.isWidthGiven ? text.wrapped(toWidth: capabilities.width) : text
    output.write(shown.rendered(as: format(capabilities.usesColor)))
    flush()
  }

  /// Begins a transcript of the conversation, or ends it with nil.
  func keepTranscript(_ path: String?) -> FileProblem? {
    guard let path else {
      defer { transcript = nil }
      return transcript == nil ? FileProblem(message: "no transcript is being kept") : nil
    }
    guard isConversation else {
      return FileProblem(
        message: "a transcript is of what is typed at a terminal; elsewhere the output can be redirected")
    }
    do {
      transcript = try Transcript(path: path)
      return nil
    } catch {
      return FileProblem(message: "\(error)")
    }
  }

  /// Adds what was typed, or shown for it, to the transcript. If that fails, it ends with a word.
  func addToTranscript(_ text: String) {
    guard let error = transcript?.add(text) else { return }
    transcript = nil
    Self.printError("adrepl: \(error); the transcript ends here")
  }

  /// Shows how far a computation has come, on a terminal only; nil takes it away.
  func showProgress(_ progress: ProgressLine?) {
    let capabilities = capabilities
    guard let progress, capabilities.isErrorTerminal, !capabilities.isDumb, !json else {
      return removeProgress()
    }
    // The cursor is still in the line of the results that are waiting, if any are.
    if !showsProgress { flush() }
    let characters = characters(capabilities, isTerminal: true)
    var line = progress.styledText(width: capabilities.width - 4, in: characters)
    if characters == .ascii { line = line.transliterated }
    errors.write("\r\u{1B}[K" + line.plain)
    try? errors.flush()
    showsProgress = true
  }

  /// Writes a line on a computation to standard error, where that is no terminal that shows its progress.
  func keepProgress(_ progress: ProgressLine) {
    let capabilities = capabilities
    if capabilities.isErrorTerminal, !capabilities.isDumb, !json { return }
    flush()
    errors.write(progress.styledText(width: 79).plain + "\n")
    try? errors.flush()
  }

  private func removeProgress() {
    guard showsProgress else { return }
    errors.write("\r\u{1B}[K")
    try? errors.flush()
    showsProgress = false
  }

  private func format(_ usesColor: Bool) -> TextFormat { usesColor ? .ansi(settings.colors) : .plain }

  /// What text is made of: on a terminal what its locale says, elsewhere Unicode, so that files are the same whoever
  /// writes them.
  private func characters(_ capabilities: TerminalCapabilities, isTerminal: Bool) -> Characters {
    settings.characters ?? (capabilities.usesUnicode || !isTerminal ? .unicode : .ascii)
  }

  /// How many lines of the screen a result for the pager takes at least; nil where there is no pager.
  private func pagedHeight(_ capabilities: TerminalCapabilities) -> Int? {
    guard startsPrograms, isConversation, capabilities.isOutputTerminal, !capabilities.isDumb else {
      return nil
    }
    switch settings.pager {
    case .off: return nil
    case .on: return 2
    // The prompt takes one.
    case .auto: return capabilities.height
    }
  }

  /// Shows text with a pager; false if there is none.
  private func page(_ text: String) -> Bool {
    flush()
    return Pager.program(environment: EnvironmentVariable.value)?.run(feeding: text + "\n") != nil
  }

  /// Sends the results so far.
  func flush() {
    lastFlush = Clock.seconds()
    do {
      try output.flush()
    } catch {
      if !hasFailed { Self.printError("adrepl: \(error)") }
      hasFailed = true
    }
  }

  /// Writes a line to standard error, on a terminal broken between words.
  static func printError(_ message: String) {
    var errors = OutputFile(descriptor: STDERR_FILENO, name: "<stderr>")
    let terminal = TerminalCapabilities.Stream(descriptor: STDERR_FILENO)
    let width = terminal.isTerminal ? terminal.columns ?? 80 : Int.max
    errors.writeLine(StyledText(message).wrapped(toWidth: width, indentation: 2).plain)
    try? errors.flush()
  }
}

/// Ends the process with a status.
func exitProcess(_ status: Int32) -> Never { exit(status) }
