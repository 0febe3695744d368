import Platform
import Synchronization

/// What kind of terminal it is by the environment: which sequences it obeys.
enum TerminalKind {
  /// Whether the terminal can do no more than print one line after the other: `TERM` says so or nothing, or names a kind
  /// that nobody has described. What such a terminal would make of escape sequences is anybody's guess.
  ///
  /// - Parameters:
  ///   - environment: Looks an environment variable up.
  ///   - isDescribed: Whether there is a description of the kind with this name.
  /// - Returns: False where the terminal obeys the sequences that its description tells of.
  static func isDumb(
    by environment: (String) -> String?, isDescribed: (_ kind: String) -> Bool = Self.isDescribed
  ) -> Bool {
    guard let kind = EnvironmentVariable.nonempty("TERM", in: environment), kind != "dumb" else {
      return true
    }
    return !isDescribed(kind)
  }

  /// Whether the terminal that the process was started with is dumb.
  static let isDumb = isDumb(by: EnvironmentVariable.value)

  private typealias Search = @convention(c) (UnsafeMutablePointer<CChar>?, UnsafePointer<CChar>) -> Int32

  /// The library has one description at a time, for the whole process.
  private static let turn = Mutex(())

  /// Whether the library that libedit asks for the abilities of terminals (terminfo or termcap) knows a kind.
  ///
  /// It is loaded with libedit and has no header here, so it is asked by name. Where it cannot be, every kind counts as
  /// known.
  static func isDescribed(_ kind: String) -> Bool {
    guard let program = dlopen(nil, RTLD_NOW), let search = dlsym(program, "tgetent") else { return true }
    // As much as termcap may write; terminfo writes nothing there.
    var description = [CChar](repeating: 0, count: 4096)
    return turn.withLock { _ in unsafeBitCast(search, to: Search.self)(&description, kind) == 1 }
  }
}
