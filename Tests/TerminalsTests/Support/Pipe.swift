import Platform

/// A pipe that the processes of exit tests do not inherit: they would keep its writing end open.
struct Pipe {
  /// The descriptor to read from.
  let reading: Int32

  /// The descriptor to write to.
  let writing: Int32

  /// Opens a pipe; both ends are -1 when that fails.
  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Closes what is still open of it.
  func close(reading closesReading: Bool = true, writing closesWriting: Bool = true) {
    let close = Platform.close
    if closesReading { _ = close(reading) }
    if closesWriting { _ = close(writing) }
  }
}

/// Lets signals reach the calling thread: the threads that tests run on block them.
///
/// For exit tests only, whose process has nothing else to do.
func acceptSignals() {
  var none = sigset_t()
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, nil)
}
