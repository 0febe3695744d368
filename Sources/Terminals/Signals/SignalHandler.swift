import Platform

/// What is to be done about one signal, in the form that `sigaction` wants.
struct SignalHandler {
  /// The signal.
  let signal: Int32

  /// What is to be done.
  private var action = sigaction()

  /// Describes a handler. It is called between any two instructions, so it may only use what is
  /// async-signal-safe: atomics, `SignalPipe.send`.
  init(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    self.signal = signal
    // A stack that has overflowed can still call a handler if there is another stack.
    action.sa_flags = SA_ONSTACK
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = handler
    #elseif canImport(Musl)
      action.__sa_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
  }

  /// Describes the system's default for a signal.
  init(defaultFor signal: Int32) {
    self.signal = signal
  }

  /// Describes what the process now does about a signal, to be able to return to it.
  init(current signal: Int32) {
    self.signal = signal
    sigaction(signal, nil, &action)
  }

  /// Whether the signal is ignored, as `nohup` arranges; that is for the process to keep.
  var isIgnoring: Bool { address == unsafeBitCast(SIG_IGN, to: Int.self) }

  /// Whether the signal has the effect that the system gives it.
  var isDefault: Bool { address == unsafeBitCast(SIG_DFL, to: Int.self) }

  /// The handler as a number: the system has names for two that are no functions.
  private var address: Int {
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
      let handler = action.__sa_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self)
  }

  /// Makes it so. System calls that wait are cut short by the signal (EINTR).
  func install() {
    var action = action
    sigaction(signal, &action, nil)
  }
}
