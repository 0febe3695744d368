import Platform

/// The bytes typed at a terminal, in one row with the signals that arrive meanwhile.
struct TerminalInput {
  /// What happens while one waits for a key.
  enum Event: Equatable {
    /// A byte was typed.
    case byte(UInt8)

    /// A signal came in through `SignalPipe`.
    case signal(Int32)

    /// Nothing happened for as long as one wanted to wait.
    case timeout

    /// The terminal is gone.
    case end

    /// The terminal could not be read, for the reason given as `errno`.
    case failure(Int32)
  }

  /// The terminal.
  let descriptor: Int32

  /// Bytes that were read too far and come again, the next one last.
  private var returned: [UInt8] = []

  /// Reads from a terminal.
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Gives a byte back, to be the next one.
  mutating func putBack(_ byte: UInt8) { returned.append(byte) }

  /// Whether a byte is there already.
  var isReady: Bool {
    if !returned.isEmpty { return true }
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) == 1
  }

  /// Waits for the next event, at most the given time; -1 waits for as long as it takes.
  ///
  /// Bytes are read one by one, so what is not asked for stays in the terminal.
  mutating func next(timeout milliseconds: Int32 = -1) -> Event {
    if let byte = returned.popLast() { return .byte(byte) }
    while true {
      var watched = [
        pollfd(fd: SignalPipe.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&watched, nfds_t(watched.count), milliseconds)
      if ready == 0 { return .timeout }
      if ready < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        return .failure(errno)
      }
      if watched[0].revents != 0, let signal = SignalPipe.receive() { return .signal(signal) }
      if watched[1].revents == 0 { continue }
      if let event = readByte() { return event }
    }
  }

  /// Reads the byte that is there; nil if there is none after all.
  ///
  /// Ctrl-C makes its handler forget the keys that nobody has read. It has to wait meanwhile: between the question
  /// whether there is a byte and the reading of it, it would leave nothing, and the reading would wait for a key.
  private func readByte() -> Event? {
    var (interrupt, before) = (sigset_t(), sigset_t())
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_BLOCK, &interrupt, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 0) == 1 else { return nil }
    var byte: UInt8 = 0
    switch read(descriptor, &byte, 1) {
    case 1: return .byte(byte)
    case 0: return .end
    default:
      if errno == EINTR || errno == EAGAIN { return nil }
      return errno == EIO ? .end : .failure(errno)
    }
  }
}
