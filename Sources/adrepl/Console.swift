import Commands
import Pictures
import Terminals

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

  /// Whether a progress line is on the screen.
  private var showsProgress = false

  init(json: Bool, color: ColorChoice) {
    self.json = json
    self.color = color
    knownCapabilities = TerminalCapabilities.detect(color: color)
  }

  /// What standard input and output can do now.
  var capabilities: TerminalCapabilities {
    if knownCapabilities.isOutputTerminal { knownCapabilities = TerminalCapabilities.detect(color: color) }
    return knownCapabilities
  }

  /// Shows one thing that the interpreter has to say.
  func show(_ emission: Emission, _ settings: Settings) {
    if isSilent, case .outcome = emission { return }
    removeProgress()
    if json {
      output.writeLine(emission.json)
      addToTranscript(emission.json)
    } else {
      let capabilities = capabilities
      var style = TextStyle(numbers: settings.numberFormat, width: capabilities.width)
      style.showsPlace = !isConversation
      let text = emission.text(style)
      addToTranscript(text.plain)
      switch emission {
      case .outcome:
        if !text.isEmpty {
          output.writeLine(text.rendered(as: format(settings.color ?? capabilities.usesColor)))
        }
      case .failure:
        flush()
        errors.writeLine(text.rendered(as: format(settings.color ?? capabilities.usesColorForErrors)))
        try? errors.flush()
      }
    }
    if knownCapabilities.isOutputTerminal || Clock.seconds() > lastFlush + 0.01 { flush() }
  }

  /// Writes text of the program's own, such as the greeting.
  func write(_ text: StyledText) {
    output.write(text.rendered(as: format(capabilities.usesColor)))
    flush()
  }

  /// Begins a transcript of the conversation, or ends it with nil.
  func keepTranscript(_ path: String?) -> FileProblem? {
    transcript = nil
    guard let path else { return nil }
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
    guard !text.isEmpty, let error = transcript?.add(text) else { return }
    transcript = nil
    Self.printError("adrepl: \(error); the transcript ends here")
  }

  /// Shows how far a computation has come, on a terminal only; nil takes it away.
  func showProgress(_ progress: (done: Int, total: Int, seconds: Double)?) {
    let capabilities = capabilities
    guard let progress, capabilities.isErrorTerminal, !json else { return removeProgress() }
    let line = ProgressLine(done: progress.done, total: progress.total, elapsed: progress.seconds)
    errors.write("\r\u{1B}[K" + line.styledText(width: capabilities.width - 4).plain)
    try? errors.flush()
    showsProgress = true
  }

  private func removeProgress() {
    guard showsProgress else { return }
    errors.write("\r\u{1B}[K")
    try? errors.flush()
    showsProgress = false
  }

  private func format(_ usesColor: Bool) -> TextFormat { usesColor ? .ansi(.standard) : .plain }

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

  /// Writes a line to standard error.
  static func printError(_ message: String) {
    var errors = OutputFile(descriptor: STDERR_FILENO, name: "<stderr>")
    errors.writeLine(message)
    try? errors.flush()
  }
}

/// Ends the process with a status.
func exitProcess(_ status: Int32) -> Never { exit(status) }
