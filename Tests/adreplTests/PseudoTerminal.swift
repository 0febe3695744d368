import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program at a terminal of its own, with somebody typing.
final class PseudoTerminal {
  private let master: Int32
  private let process: pid_t

  /// What the screen has received so far, escape sequences included.
  private(set) var output = ""

  /// Starts the program in a new session whose terminal this is.
  init?(_ arguments: [String], environment additions: [String] = []) {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else { return nil }
    close(slave)
    self.master = master

    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a new session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, master)
    // Tests run on threads that block signals, and a child would inherit that.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    #if canImport(Darwin)
      let newSession = Int16(POSIX_SPAWN_SETSID)
    #else
      let newSession: Int16 = 0x80
    #endif
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))

    let variables = ["TERM=xterm", "LANG=C.UTF-8", "HOME=/nonexistent", "PATH=/usr/bin:/bin"] + additions
    let argv: [UnsafeMutablePointer<CChar>?] =
      ([Program.executable.path] + arguments).map { strdup($0) } + [nil]
    let environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { (argv + environment).forEach { free($0) } }
    var child = pid_t()
    guard posix_spawn(&child, Program.executable.path, &actions, &attributes, argv, environment) == 0 else {
      return nil
    }
    process = child
  }

  deinit {
    kill(process, SIGKILL)
    close(master)
  }

  /// Types a text.
  func type(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Reads until the new output contains a text; false if it does not come in time. What came before is dropped.
  func wait(for text: String, seconds: Double = 20) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while deadline.timeIntervalSinceNow > 0 {
      if let found = output.range(of: text) {
        output = String(output[found.upperBound...])
        return true
      }
      var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 100) > 0 else { continue }
      var block = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &block, block.count)
      if count <= 0 { return false }
      output += String(decoding: block[..<count], as: UTF8.self)
    }
    return false
  }

  /// The exit status of the program, once it has left; nil if it does not leave in time.
  func exitStatus(seconds: Double = 20) -> Int32? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while deadline.timeIntervalSinceNow > 0 {
      _ = wait(for: "\u{0}", seconds: 0.05)
      if waitpid(process, &status, WNOHANG) == process {
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -status
      }
    }
    return nil
  }
}
