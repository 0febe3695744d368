import Platform

/// The folder in which the program keeps what it remembers from one session to the next.
package enum StateFolder {
  /// `$XDG_STATE_HOME/adrepl`, else `~/.local/state/adrepl`; nil where there is no home.
  package static func path(_ environment: (String) -> String?) -> String? {
    // By its specification the variable has no meaning when it is a relative path.
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/adrepl" }
    return EnvironmentVariable.nonempty("HOME", in: environment).map { $0 + "/.local/state/adrepl" }
  }

  /// Makes a folder and those above it where they are missing, for no one else to look into, and waits until the disk has
  /// them; gives 0, or the `errno` if nothing can be put there.
  @discardableResult
  package static func make(_ path: String) -> Int32 {
    var status = stat()
    if stat(path, &status) != 0 {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      for count in parts.indices.dropFirst(parts.first == "" ? 1 : 0) {
        let folder = parts[...count].joined(separator: "/")
        if mkdir(folder, 0o700) == 0 { syncFolder(of: folder) }
      }
    }
    return access(path, W_OK | X_OK) == 0 ? 0 : errno
  }
}
