import Platform

/// The streams that libedit is given, open as long as this value. The terminal itself is its owner's to close.
struct EditorStreams: ~Copyable {
  /// The terminal that is typed at. libedit uses no more of it than the descriptor.
  let input: CStream

  /// An input that is no terminal, and so has no window.
  let noTerminal: CStream

  /// The terminal that shows the line.
  let output: CStream

  /// An output that nobody sees.
  let nowhere: CStream

  /// Opens the streams; nil if the process has too many.
  init?(input: Int32, output: Int32) {
    let opened = [
      fdopen(dup(input), "r"), fopen("/dev/null", "r"), fdopen(dup(output), "w"), fopen("/dev/null", "w"),
    ]
    guard let first = opened[0], let second = opened[1], let third = opened[2], let fourth = opened[3] else {
      for case let stream? in opened { fclose(stream) }
      return nil
    }
    (self.input, noTerminal, self.output, nowhere) = (first, second, third, fourth)
  }

  deinit {
    fclose(input)
    fclose(noTerminal)
    fclose(output)
    fclose(nowhere)
  }
}

#if canImport(Musl)
  /// An open stream of the C library.
  typealias CStream = OpaquePointer
#else
  /// An open stream of the C library.
  typealias CStream = UnsafeMutablePointer<FILE>
#endif
