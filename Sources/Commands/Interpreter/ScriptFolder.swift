/// Where a script stands, from where the files are looked for that it loads: so scripts that load one another work from
/// any working directory.
package struct ScriptFolder {
  /// The path with a slash at its end; empty for the working directory.
  private let path: String

  /// The working directory, where what is typed or comes through a pipe has its files.
  package static let working = ScriptFolder(path: "")

  private init(path: String) { self.path = path }

  /// The folder of a script. What is named in `/dev` or `/proc` is a pipe, and has none.
  package init(of script: String) {
    let isStream = script.hasPrefix("/dev/") || script.hasPrefix("/proc/")
    let end = script.utf8.lastIndex(of: UInt8(ascii: "/")).map { script.utf8.index(after: $0) }
    path = isStream ? "" : end.map { String(script[..<$0]) } ?? ""
  }

  /// The path of a file that a script in this folder names. One from the root or the home folder stays as it is.
  func path(of file: String) -> String {
    if path.isEmpty || file.hasPrefix("/") || file == "~" || file.hasPrefix("~/") { return file }
    var rest = file[...]
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return path + rest
  }
}
