#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder in which the program keeps what it remembers from one session to the next.
package enum StateFolder {
  /// `$XDG_STATE_HOME/adrepl`, else `~/.local/state/adrepl`; nil where there is no home.
  package static var path: String? {
    let state = variable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (state ?? variable("HOME").map { $0 + "/.local/state" }).map { $0 + "/adrepl" }
  }

  /// Makes a folder and those above it where they are missing, for nobody else to look into; returns 0 or an `errno`.
  package static func make(_ path: String) -> Int32 {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR, errno != EROFS, errno != EACCES {
        return errno
      }
    }
    return access(path, W_OK | X_OK) == 0 ? 0 : errno
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
