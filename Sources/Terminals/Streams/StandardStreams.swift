import Platform

/// Standard input, output and errors: the descriptors 0 to 2.
package enum StandardStreams {
  /// Sees to it that the three are taken. Call it before anything is opened.
  ///
  /// A program can be started with some of them closed (`adrepl >&-`). The next file that it opens would get the number,
  /// and results would be written into it, or it would be read as a script. What stands there instead can be used in the
  /// wrong direction only, so that a closed stream still says so when it is read or written.
  package static func makeSure() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken: those below are open by now.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
