import Foundation
import Platform

/// The program at a terminal of its own, with somebody typing.
final class PseudoTerminal {
  private let master: Int32

  /// The program.
  let process: pid_t

  /// Whether the process is no more, and its number perhaps another's.
  private var hasEnded = false

  /// What the screen has received since what was waited for last, escape sequences included.
  private var received: [UInt8] = []

  /// The same as text.
  var output: String { String(decoding: received, as: UTF8.self) }

  /// Starts the program, or another one, in a new session whose terminal this is. Its environment is what every
  /// terminal needs, and `variables`.
  init?(
    _ arguments: [String], _ variables: [String: String] = [:], program: String = Program.executable.path,
    columns: Int = 80, rows: Int = 24
  ) {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
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

    // No test is to read or write the files of whoever runs it.
    let usual = ["TERM": "xterm", "LANG": "C.UTF-8", "HOME": "/nonexistent", "ADREPL_HISTORY": ""]
    let all = usual.merging(variables) { $1 }
    let argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let environment: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + environment).forEach { free($0) } }
    var child = pid_t()
    guard posix_spawn(&child, program, &actions, &attributes, argv, environment) == 0 else {
      return nil
    }
    process = child
  }

  deinit {
    // A dead child that nobody asks about would keep the test library's exit tests from hearing of theirs.
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Types a text.
  func type(_ text: String) { type(Array(text.utf8)) }

  /// Types bytes.
  func type(_ bytes: [UInt8]) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Reads until the new output contains a text; false if it does not come in time. What came before is dropped.
  func wait(for text: String, seconds: Double = 20) -> Bool {
    self.text(before: text, seconds: seconds) != nil
  }

  /// Reads until the new output contains a text; returns what came before it, nil if it does not come in time.
  func text(before end: String, seconds: Double = 20) -> String? {
    let end = Data(end.utf8)
    let deadline = Date(timeIntervalSinceNow: seconds)
    repeat {
      if let found = Data(received).range(of: end) {
        defer { received.removeFirst(found.upperBound) }
        return String(decoding: received[..<found.lowerBound], as: UTF8.self)
      }
    } while receive(until: deadline)
    return nil
  }

  /// What the screen receives within a time, besides what was waited for already.
  func look(seconds: Double) -> String {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while receive(until: deadline) {}
    defer { received = [] }
    return output
  }

  /// Takes in what comes next; false if the time is up or nothing more will come.
  private func receive(until deadline: Date) -> Bool {
    let rest = deadline.timeIntervalSinceNow
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard rest > 0, poll(&request, 1, Int32(rest * 1000) + 1) > 0 else { return false }
    var block = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &block, block.count)
    if count > 0 { received += block[..<count] }
    return count > 0
  }

  /// The processes that have the terminal at the moment.
  var foregroundGroup: pid_t { tcgetpgrp(master) }

  /// The pages of memory that the program has in use; 0 where the system does not say.
  var residentPages: Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8) else { return 0 }
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// The most memory that the program has had in use, in kilobytes; 0 where the system does not say.
  var peakMemory: Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return 0 }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// What the terminal does with keys and lines, as numbers to compare.
  var modes: [tcflag_t] {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 ? [modes.c_iflag, modes.c_oflag, modes.c_lflag] : []
  }

  /// The columns and rows of the window.
  var windowSize: [UInt16] {
    var size = winsize()
    return ioctl(master, UInt(TIOCGWINSZ), &size) == 0 ? [size.ws_col, size.ws_row] : []
  }

  /// Changes the size of the window.
  func resize(columns: Int, rows: Int = 24) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// The signal that has ended the program, once it has; nil if it does not end in time, or in another way.
  func endingSignal(seconds: Double = 20) -> Int32? {
    // What is above the signal says that its memory was written to a file.
    exitStatus(seconds: seconds).flatMap { $0 < 0 ? -$0 & 0x7F : nil }
  }

  /// The exit status of the program, once it has left; nil if it does not leave in time. It is negative if a signal has
  /// ended the program.
  func exitStatus(seconds: Double = 20) -> Int32? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while deadline.timeIntervalSinceNow > 0 {
      _ = look(seconds: 0.02)
      usleep(1000)
      if waitpid(process, &status, WNOHANG) == process {
        hasEnded = true
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -status
      }
    }
    return nil
  }
}
