import Platform

/// The signals that end a process which does nothing about them, SIGKILL aside.
enum EndingSignals {
  /// Those that tell of a mistake of the process itself. Who blocks one of them is ended by it all the same.
  static let crashes = [SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS]

  /// The others: whatever number is not known to do something else. Some have no name, and some are no signals, for
  /// which no handler can be installed.
  static let requests = (1...highest).filter { !crashes.contains($0) && !harmless.contains($0) }

  /// No system has a signal of a higher number: the last of Linux are those for real time.
  private static let highest: Int32 = 64

  /// Those that do nothing, stop the process or have it go on; and SIGKILL, of which nobody hears.
  private static let harmless: Set<Int32> = {
    let everywhere = [
      SIGCHLD, SIGURG, SIGWINCH, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGKILL,
    ]
    #if canImport(Darwin)
      return Set(everywhere + [SIGIO, SIGINFO])
    #else
      return Set(everywhere)
    #endif
  }()
}
