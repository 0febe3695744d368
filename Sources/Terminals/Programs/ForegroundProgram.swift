import Platform

/// A program that has the terminal for a while, such as an editor or a pager.
///
///     let editor = ForegroundProgram(words: "code --wait")
///     editor?.run(["notes.ad"])  // 0, once the window is closed
///
/// It is started directly: no shell sees its words, so quotes and `$` in them are plain characters.
package struct ForegroundProgram: Sendable, Equatable {
  /// The program, searched for in `$PATH`, and its first arguments.
  package let command: [String]

  /// Environment variables for it, in the form `NAME=value`, that are not set yet.
  package var additions: [String] = []

  /// The words of a variable like `$PAGER`, split at blanks; nil if there are none.
  package init?(words: String?) {
    command = words?.split { $0 == " " || $0 == "\t" }.map(String.init) ?? []
    if command.isEmpty { return nil }
  }

  /// Runs the program to its end, with further arguments and, where given, a text for its standard input; gives its exit
  /// status, that of a shell where a signal ended it, and nil if it could not be started.
  ///
  /// Ctrl-C is the program's while it runs, and its end does not end this one, whether it has read everything or not. The
  /// terminal is left as it was before.
  package func run(_ arguments: [String] = [], feeding text: String? = nil) -> Int32? {
    TerminalModes.whileGivenBack { runAtTerminal(arguments, feeding: text) }
  }

  private func runAtTerminal(_ arguments: [String], feeding text: String?) -> Int32? {
    var terminal = termios()
    let hasTerminal = tcgetattr(STDIN_FILENO, &terminal) == 0
    // Handlers that do nothing: the child has the defaults again, and a write to one that has ended is an error.
    let before = [SIGINT, SIGQUIT, SIGPIPE].map { SignalHandler(current: $0) }
    for handler in before { SignalHandler(handler.signal) { _ in }.install() }
    defer {
      for handler in before { handler.install() }
      if hasTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal) }
    }
    guard let (process, input) = start(arguments, readsText: text != nil) else { return nil }
    if var text, let input {
      text.withUTF8 { _ = writeAll(UnsafeRawBufferPointer($0), to: input) }
      close(input)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Starts the program, with a pipe for its input if it is to read a text.
  private func start(_ arguments: [String], readsText: Bool) -> (process: pid_t, input: Int32?)? {
    var ends: [Int32] = [-1, -1]
    if readsText {
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    defer { if readsText { close(ends[0]) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if readsText { posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO) }

    let words: [UnsafeMutablePointer<CChar>?] = (command + arguments).map { strdup($0) } + [nil]
    let added: [UnsafeMutablePointer<CChar>?] = additions.map { strdup($0) }
    defer { for pointer in words + added { free(pointer) } }
    var variables = added
    var next = environ
    while let variable = next.pointee {
      variables.append(variable)
      next += 1
    }
    var process = pid_t()
    guard posix_spawnp(&process, command[0], &actions, nil, words, variables + [nil]) == 0 else {
      if readsText { close(ends[1]) }
      return nil
    }
    return (process, readsText ? ends[1] : nil)
  }
}
