internal import CLibEdit
import Platform

extension EditLineReader {
  /// The signals that concern the terminal while it is in editing mode, apart from Ctrl-C and from those that end the
  /// process, which `TerminalModes` hands over.
  private static let signals = [SIGWINCH, SIGCONT, SIGTSTP]

  /// Takes over the signals and has pasted text marked; returns the handlers to restore.
  func beginEditing() -> [SignalHandler] {
    let handlers = Self.signals.map { SignalHandler(current: $0) }.filter { !$0.isIgnoring }
    for handler in handlers { Self.handler(for: handler.signal).install() }
    TerminalModes.isEditing = true
    setPasteMarking(true)
    return handlers
  }

  /// Undoes what `beginEditing` did.
  func endEditing(restoring handlers: [SignalHandler]) {
    setPasteMarking(false)
    TerminalModes.isEditing = false
    for handler in handlers { handler.install() }
  }

  /// A handler that leaves the work to `handle`.
  private static func handler(for signal: Int32) -> SignalHandler {
    SignalHandler(signal) { SignalPipe.send($0) }
  }

  /// Drops the signals that came when a line was done; returns whether Ctrl-C was among them. One that ends the process
  /// does so, although the line was faster.
  func forgetOldSignals() -> Bool {
    var wasInterrupted = false
    while let signal = SignalPipe.receive() {
      switch signal {
      case SIGINT: wasInterrupted = true
      case SIGWINCH, SIGCONT, SIGTSTP: break
      default: TerminalModes.end(by: signal)
      }
    }
    return wasInterrupted
  }

  /// Does what a signal asks for while a line is edited.
  func handle(_ signal: Int32) {
    switch signal {
    case SIGINT:
      redraw { moveCursor(by: line.charactersAfter) }
      stop = .interrupted
    case SIGWINCH:
      redraw { takeWindowSize() }
    case SIGCONT:
      _ = editline_prepare_terminal(editor, 0)
      resume()
    default:
      suspend(by: signal)
    }
  }

  /// Lets a signal take its usual course with the terminal as it was found: the process is stopped, to
  /// go on editing when it comes back, or ended.
  private func suspend(by signal: Int32) {
    setPasteMarking(false)
    _ = editline_prepare_terminal(editor, 0)
    TerminalModes.giveBack()
    let handlers = [signal, SIGCONT].map { SignalHandler(current: $0) }
    for handler in handlers { SignalHandler(defaultFor: handler.signal).install() }
    raise(signal)
    for handler in handlers { handler.install() }
    resume()
  }

  /// Goes on editing after the process was stopped, which may have left the terminal in any state and the
  /// cursor in any place: the line is drawn anew where the cursor is.
  private func resume() {
    _ = editline_prepare_terminal(editor, 1)
    setPasteMarking(true)
    takeWindowSize()
    _ = editline_refresh(editor)
    showSoftWraps()
  }
}
