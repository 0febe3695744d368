internal import Synchronization
import Platform

/// Ctrl-C in an interactive session: a wish to stop what is going on, not the end of the process.
///
/// Long work asks `isRequested` between blocks and gives up when it is true. Until `install` is called,
/// which scripts never do, SIGINT ends the process as usual.
package enum Interrupt {
  /// Whether Ctrl-C was pressed since the last `clear`.
  private static let requested = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed since the last `clear`. Costs one load from memory.
  package static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Forgets the wish: it was granted, or came too late to matter.
  package static func clear() { requested.store(false, ordering: .relaxed) }

  /// From now on SIGINT only sets the flag, drops the keys typed ahead, and wakes a reader that waits at the prompt.
  ///
  /// System calls that wait are cut short (EINTR). Calling it again changes nothing.
  package static func install() {
    SignalPipe.prepare()
    SignalHandler(SIGINT) { signal in
      Interrupt.requested.store(true, ordering: .relaxed)
      TerminalModes.dropTypedKeys()
      SignalPipe.send(signal)
    }.install()
  }
}
