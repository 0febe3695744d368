import Testing

@testable import Terminals
import Platform

/// Something done at the keyboard once the screen shows what it waits for.
struct Keystrokes: Sendable {
  /// What must have appeared since the last keystrokes.
  var awaited: String

  /// The bytes that the keys send.
  var bytes: [UInt8]

  /// The new width of the window, if it is resized first.
  var columns: Int?

  /// Types once a new prompt has appeared.
  static func atPrompt(_ keys: String) -> Keystrokes { after("\(PastedText.enable)> ", keys) }

  /// Types once a text has appeared.
  static func after(_ awaited: String, _ keys: String) -> Keystrokes {
    Keystrokes(awaited: awaited, bytes: Array(keys.utf8))
  }

  /// Changes the width of the window once a text has appeared.
  static func resize(to columns: Int, after awaited: String) -> Keystrokes {
    Keystrokes(awaited: awaited, bytes: [], columns: columns)
  }
}

/// Lets an `EditLineReader` read from a pseudo-terminal on which someone types; returns all it reads.
///
/// For exit tests: the process becomes a session of its own with the pseudo-terminal as its terminal, so
/// that Ctrl-C is a signal as it is for people. Ctrl-D ends the session after the keystrokes given. When
/// something awaited does not appear for 10 seconds, the terminal hangs up and the test fails.
func typed(
  _ script: [Keystrokes], _ configure: (EditLineReader) -> Void = { _ in }
) throws -> [LineRead] {
  acceptSignals()
  setenv("TERM", "xterm", 1)
  setenv("LC_ALL", "C.UTF-8", 1)
  try #require(setsid() > 0)
  var (master, slave): (Int32, Int32) = (-1, -1)
  var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
  try #require(openpty(&master, &slave, nil, nil, &size) == 0)
  try #require(ioctl(slave, UInt(TIOCSCTTY), 0) == 0)
  let typist = Typist(master: master, slave: slave, script: script + [.atPrompt("\u{4}")])
  let thread = Background { typist.run() }
  let reader = try #require(
    EditLineReader(input: slave, output: slave, usesColor: false, readsUserSettings: false))
  configure(reader)
  var results: [LineRead] = []
  while results.last != .endOfInput {
    let result = try reader.readLine(prompt: "> ")
    if case .line(let line) = result { try reader.remember(line.text) }
    results.append(result)
  }
  typist.finish()
  thread.join()
  return results
}

/// The texts of the lines among results.
func texts(_ results: [LineRead]) -> [String] {
  results.compactMap { if case .line(let line) = $0 { line.text } else { nil } }
}

/// The person at the pseudo-terminal.
private struct Typist: Sendable {
  /// The keyboard and the screen.
  let master: Int32

  /// The terminal as the program sees it.
  let slave: Int32

  /// What to do.
  let script: [Keystrokes]

  /// Tells the typist that the program is done.
  private let done = Pipe()

  /// A typist that does all of the script.
  init(master: Int32, slave: Int32, script: [Keystrokes]) {
    self.master = master
    self.slave = slave
    self.script = script
  }

  /// Tells the typist to leave.
  func finish() { done.close(reading: false) }

  /// Does all of the script, then looks on until the program is done.
  func run() {
    for keystrokes in script {
      var screen: [UInt8] = []
      var patience = 1000
      while !String(decoding: screen, as: UTF8.self).contains(keystrokes.awaited) || !isEditing {
        screen += look()
        patience -= 1
        if patience == 0 { return hangUp(awaiting: keystrokes.awaited, screen) }
      }
      if let columns = keystrokes.columns {
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
      }
      _ = write(master, keystrokes.bytes, keystrokes.bytes.count)
    }
    while !isDone { _ = look() }
  }

  /// Whether the terminal passes on each key: before, Ctrl-D and others would be taken by the system.
  private var isEditing: Bool {
    var settings = termios()
    return tcgetattr(slave, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) == 0
  }

  /// Whether the program is done.
  private var isDone: Bool {
    var watched = pollfd(fd: done.reading, events: 0, revents: 0)
    return poll(&watched, 1, 0) == 1
  }

  /// What appears on the screen within 10 ms.
  private func look() -> ArraySlice<UInt8> {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 10) == 1 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { read(master, $0.baseAddress, $0.count) }
    return buffer.prefix(max(0, count))
  }

  /// Ends a session that does not go on.
  private func hangUp(awaiting text: String, _ screen: [UInt8]) {
    let shown = String(decoding: screen, as: UTF8.self)
    Issue.record("no \(text.debugDescription) appeared, but \(shown.debugDescription)")
    close(master)
  }
}
