#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that shows text screen by screen, such as `less`.
///
///     let pager = Pager(environment: { … })
///     if !pager.show(text) { print(text) }
///
/// `$PAGER` is split at blanks and started directly: no shell sees it, so quotes and `$` in it are plain characters.
package struct Pager: Sendable, Equatable {
  /// The program, searched for in `$PATH`, and its arguments.
  package let command: [String]

  /// Environment variables for it that are not set yet.
  let additions: [String]

  /// The pager that the environment asks for: the words of `$PAGER`, and `less` if it is not set.
  ///
  /// As git does, it tells `less` by `$LESS`, where that is not set, to leave at once if the text fits (F), to let
  /// colours through (R) and to leave the text on the screen (X).
  package init(environment: (String) -> String?) {
    let words = environment("PAGER").map { $0.split { $0 == " " || $0 == "\t" }.map(String.init) } ?? []
    command = words.isEmpty ? ["less"] : words
    additions = environment("LESS") == nil ? ["LESS=FRX"] : []
  }

  /// Shows text, and returns when the pager has ended; false if it could not be started, with nothing shown.
  ///
  /// Ctrl-C is the pager's while it runs. Whether it reads to the end or not, the session goes on, with the terminal as
  /// it was before.
  package func show(_ text: String) -> Bool {
    var terminal = termios()
    let hasTerminal = tcgetattr(STDIN_FILENO, &terminal) == 0
    // Handlers that do nothing: the child has the defaults again, and a write to a pager that has ended is an error.
    let before = [SIGINT, SIGQUIT, SIGPIPE].map { SignalHandler(current: $0) }
    for handler in before { SignalHandler(handler.signal) { _ in }.install() }
    defer {
      for handler in before { handler.install() }
      if hasTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal) }
    }
    guard let (process, input) = start() else { return false }
    var text = text
    text.withUTF8 { _ = writeAll(UnsafeRawBufferPointer($0), to: input) }
    close(input)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return true
  }

  /// Starts the program with a pipe for its input; nil if there is none.
  private func start() -> (process: pid_t, input: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)

    let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let added: [UnsafeMutablePointer<CChar>?] = additions.map { strdup($0) }
    defer { for pointer in arguments + added { free(pointer) } }
    var variables = added
    var next = environ
    while let variable = next.pointee {
      variables.append(variable)
      next += 1
    }
    var process = pid_t()
    guard posix_spawnp(&process, command[0], &actions, nil, arguments, variables + [nil]) == 0 else {
      close(ends[1])
      return nil
    }
    return (process, ends[1])
  }
}
