import Platform

/// Buffered output on a descriptor.
///
/// Writing collects; `flush` sends, and reports what went wrong since the last time. It is called after
/// every statement, so that whoever reads the output has the results of all statements done.
///
///     var output = OutputFile(descriptor: STDOUT_FILENO, name: "<stdout>")
///     output.write("z = 23\n")
///     try output.flush()
///
/// It cannot be copied: a copy would print what is still waiting a second time.
package struct OutputFile: ~Copyable {
  /// What the output is called in messages: a path, `<stdout>`.
  package let name: String

  /// Where the bytes go. It stays the caller's to close.
  private let descriptor: Int32

  /// The bytes not yet sent.
  private var waiting: [UInt8] = []

  /// What went wrong since the last `flush`.
  private var failure: WriteError?

  /// How many bytes may wait before they are sent without a `flush`.
  private static let limit = 64 * 1024

  /// Writes to an open descriptor.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Has a file that grows beyond the limit of the process (`ulimit -f`) reported as an error like a full disk, where
  /// SIGXFSZ would end the process.
  package static func reportTooLargeFiles() { SignalHandler(SIGXFSZ) { _ in }.install() }

  /// Adds text to the output.
  package mutating func write(_ text: String) {
    waiting.append(contentsOf: text.utf8)
    if waiting.count >= Self.limit { send() }
  }

  /// Adds a line and its newline to the output.
  package mutating func writeLine(_ line: String) {
    var line = line
    // What is long is not copied as a whole.
    if line.utf8.count > Self.limit { return _ = writeLine(line) { true } }
    line.withUTF8 { waiting.append(contentsOf: $0) }
    waiting.append(UInt8(ascii: "\n"))
    if waiting.count >= Self.limit { send() }
  }

  /// Sends what was written so far and then a line, piece by piece, with a question between them whether to go on; false
  /// if the answer was no, and the line ends where it has come to.
  package mutating func writeLine(_ line: String, while goOn: () -> Bool) -> Bool {
    var line = line
    let isWhole = line.withUTF8 { bytes in
      for start in stride(from: 0, to: bytes.count, by: Self.limit) {
        send()
        if start > 0, !goOn() { return false }
        waiting.append(contentsOf: bytes[start..<min(bytes.count, start + Self.limit)])
      }
      return true
    }
    waiting.append(UInt8(ascii: "\n"))
    return isWhole
  }

  /// Adds bytes to the output.
  package mutating func write(bytes: some Sequence<UInt8>) {
    waiting.append(contentsOf: bytes)
    if waiting.count >= Self.limit { send() }
  }

  /// Sends everything written so far.
  ///
  /// - Throws: `WriteError` when some of it could not be written; the rest of it is dropped.
  package mutating func flush() throws(WriteError) {
    send()
    defer { failure = nil }
    if let failure { throw failure }
  }

  /// Sends the waiting bytes, or drops them after a failure.
  private mutating func send() {
    defer { waiting.removeAll(keepingCapacity: true) }
    if failure != nil { return }
    let errorNumber = waiting.withUnsafeBytes { writeAll($0, to: descriptor) }
    if errorNumber == EPIPE { endAsBrokenPipe() }
    if errorNumber != 0 { failure = WriteError(name: name, errorNumber: errorNumber) }
  }
}

/// Writes all bytes, however many calls that takes; returns 0 or the `errno` that stopped it.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&waiting, 1, -1)
    } else if errno != EINTR {
      return errno
    }
  }
  return 0
}

/// Ends the process as SIGPIPE does, for a process that was started with SIGPIPE ignored.
///
/// With the default action, which nothing here changes, the write itself has ended it already.
private func endAsBrokenPipe() {
  SignalHandler(defaultFor: SIGPIPE).install()
  raise(SIGPIPE)
}
