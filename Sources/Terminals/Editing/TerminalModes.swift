import Platform

/// What the terminal does with keys: as a session found it, and as the session has it between two lines.
///
/// Between two lines, while a statement runs, the terminal keeps the keys that are typed, as they are, for the next
/// line: were it in the mode in which it was found, it would show them amid the results, and take Ctrl-D and the
/// erasing keys for its own. Ctrl-C and Ctrl-Z are signals all the time. Hence the process must not end or stop without
/// giving the mode back, whatever ends it.
package enum TerminalModes {
  /// The terminal; -1 while there is no session at one. Handlers read it, so it is set when all else is.
  private nonisolated(unsafe) static var terminal: Int32 = -1

  /// The mode in which the terminal was found.
  private nonisolated(unsafe) static var found = termios()

  /// The mode that it has between two lines.
  private nonisolated(unsafe) static var betweenLines = termios()

  /// Whether another program has the terminal.
  private nonisolated(unsafe) static var isLent = false

  /// What was done about signals before.
  private nonisolated(unsafe) static var handlers: [SignalHandler] = []

  /// Whether a line is edited. Who edits it hears of signals by `SignalPipe`, and leaves the screen in order before one
  /// of them ends the process.
  nonisolated(unsafe) static var isEditing = false

  /// The terminal that is asked to mark what is pasted; -1 while none is.
  nonisolated(unsafe) static var markedTerminal: Int32 = -1

  /// Whether the terminal shows its other screen, which is to be left if the process ends or is stopped.
  nonisolated(unsafe) static var showsOtherScreen = false

  /// How often the process went on after it was stopped: what is on the screen then is somebody else's.
  nonisolated(unsafe) static var resumptions = 0

  /// Remembers the mode of a terminal, which is given back when the process is stopped or ends by a signal.
  static func keep(_ descriptor: Int32) {
    guard terminal < 0, tcgetattr(descriptor, &found) == 0 else { return }
    betweenLines = found
    terminal = descriptor
    SignalStack.prepare()
    // What somebody else sees to is left to them. A crash is not, but they may want to report it afterwards, as Swift
    // itself does. For Swift Ctrl-\ is a crash too; here it is a way to leave.
    let requests = EndingSignals.requests.map { SignalHandler(current: $0) }
      .filter { $0.isDefault || $0.signal == SIGQUIT && !$0.isIgnoring }
    let others = (EndingSignals.crashes + [SIGTSTP, SIGCONT]).map { SignalHandler(current: $0) }
    handlers = requests + others.filter { !$0.isIgnoring }
    for handler in handlers {
      switch handler.signal {
      case SIGTSTP: SignalHandler(SIGTSTP) { TerminalModes.stop(by: $0) }.install()
      case SIGCONT: SignalHandler(SIGCONT) { _ in TerminalModes.takeAgain() }.install()
      default: SignalHandler(handler.signal) { TerminalModes.end(by: $0) }.install()
      }
    }
  }

  /// The mode that the terminal has now is that between two lines.
  static func noteModeBetweenLines() {
    if terminal >= 0 { tcgetattr(terminal, &betweenLines) }
  }

  /// Ends what `keep` began.
  static func restore() {
    if terminal < 0 { return }
    tcsetattr(terminal, TCSADRAIN, &found)
    terminal = -1
    for handler in handlers { handler.install() }
    handlers = []
  }

  /// Does something with the terminal as it was found, such as running another program at it.
  package static func whileGivenBack<Result, Failure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    giveBack()
    isLent = true
    defer {
      isLent = false
      takeAgain()
    }
    return try body()
  }

  /// Puts the terminal into the mode in which it was found. Safe in a signal handler, like all that follows.
  static func giveBack() {
    if terminal >= 0 { tcsetattr(terminal, TCSANOW, &found) }
    if showsOtherScreen {
      _ = write(STDOUT_FILENO, PagedScreen.leave.utf8Start, PagedScreen.leave.utf8CodeUnitCount)
    }
    if markedTerminal >= 0 {
      _ = write(markedTerminal, PastedText.disable.utf8Start, PastedText.disable.utf8CodeUnitCount)
    }
  }

  /// Forgets the keys that nobody has read yet.
  static func dropTypedKeys() {
    if terminal >= 0, tcgetpgrp(terminal) == getpgrp() { tcflush(terminal, TCIFLUSH) }
  }

  /// Puts the terminal into the mode that it has between two lines, unless it is someone else's at the moment.
  private static func takeAgain() {
    if isLent { return }
    resumptions &+= 1
    if showsOtherScreen {
      _ = write(STDOUT_FILENO, PagedScreen.enter.utf8Start, PagedScreen.enter.utf8CodeUnitCount)
    }
    if terminal >= 0, tcgetpgrp(terminal) == getpgrp() { tcsetattr(terminal, TCSANOW, &betweenLines) }
  }

  /// Lets a signal end the process; in a crash whoever wanted to hear of it does.
  static func end(by signal: Int32) {
    let isCrash = EndingSignals.crashes.contains(signal)
    if isEditing, !isCrash { return SignalPipe.send(signal) }
    for handler in handlers where handler.signal == signal {
      giveBack()
      raise(signal, for: isCrash ? handler : SignalHandler(defaultFor: signal))
    }
  }

  /// Lets a signal stop the process. When it comes back, SIGCONT has taken the terminal again.
  private static func stop(by signal: Int32) {
    let savedError = errno
    let handler = SignalHandler(current: signal)
    giveBack()
    raise(signal, for: SignalHandler(defaultFor: signal))
    handler.install()
    errno = savedError
  }

  /// Hands a signal, whose handler this is called by, on to another handler.
  private static func raise(_ signal: Int32, for handler: SignalHandler) {
    handler.install()
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, signal)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    kill(getpid(), signal)
  }
}
