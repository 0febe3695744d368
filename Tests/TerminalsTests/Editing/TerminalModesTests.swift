import Testing

@testable import Terminals
import Platform

/// The terminal of a process that is about to end, for a handler that asks about its mode.
private nonisolated(unsafe) var terminal: Int32 = -1

@Suite("TerminalModes")
struct TerminalModesTests {
  @Test("A stack that overflows gives the mode back, before whoever else asked for the signal hears of it")
  func overflow() async {
    await #expect(processExitsWith: .exitCode(7)) {
      acceptSignals()
      var (master, slave): (Int32, Int32) = (-1, -1)
      try #require(openpty(&master, &slave, nil, nil, nil) == 0)
      terminal = slave
      for signal in [SIGSEGV, SIGBUS] {
        SignalHandler(signal) { _ in
          var modes = termios()
          let isAsFound = tcgetattr(terminal, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
          _exit(isAsFound ? 7 : 8)
        }.install()
      }
      TerminalModes.keep(slave)
      var modes = termios()
      tcgetattr(slave, &modes)
      modes.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(slave, TCSANOW, &modes)
      _exit(Int32(truncatingIfNeeded: overflowing(0)))
    }
  }
}

/// Never comes back.
@inline(never) private func overflowing(_ depth: Int) -> Int {
  depth < 0 ? depth : depth ^ (3 &* overflowing(depth &+ 1))
}
