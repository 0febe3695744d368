import Platform

/// The pipe through which signal handlers wake a reader that waits for a key: each signal is one byte.
///
/// A handler may do next to nothing; what a signal asks for is done by whoever reads the byte.
enum SignalPipe {
  /// The two ends of a pipe, -1 when it could not be made.
  private struct Ends {
    var reading: Int32 = -1
    var writing: Int32 = -1

    /// Opens a pipe that never blocks and that no other program inherits.
    init() {
      var descriptors: [Int32] = [-1, -1]
      guard pipe(&descriptors) == 0 else { return }
      for descriptor in descriptors {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      }
      (reading, writing) = (descriptors[0], descriptors[1])
    }
  }

  /// The process's one pipe.
  private static let ends = Ends()

  /// The descriptor to poll; -1, which poll ignores, when there is no pipe.
  static var descriptor: Int32 { ends.reading }

  /// Opens the pipe. Must come before the first handler is installed: a handler must not allocate.
  static func prepare() { _ = ends }

  /// Sends a signal's number; safe in a signal handler, and keeps `errno`.
  static func send(_ signal: Int32) {
    let savedError = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(ends.writing, &byte, 1)
    errno = savedError
  }

  /// The oldest signal that nobody received yet.
  static func receive() -> Int32? {
    var byte: UInt8 = 0
    return read(ends.reading, &byte, 1) == 1 ? Int32(byte) : nil
  }
}
