internal import CLibEdit

/// The person's settings for libedit, `~/.editrc` or what `$EDITRC` names, in a session that starts no program.
///
/// Two of libedit's commands have no place there: the one that opens the line in an editor, and the one that asks for a
/// line of such settings, and so could bind the first. Keys that have them by themselves lose them, and a line that names
/// one of them is left out. The words of a line are those that libedit makes of it: quotes, backslashes and a program's
/// name in front hide nothing. All other lines are obeyed.
struct UserSettings {
  /// libedit's state.
  let editor: OpaquePointer

  /// The commands that start a program, or could have a key bound to one that does.
  private static let forbidden: Set = ["vi-histedit", "ed-command"]

  /// Where the settings are by the environment; nil for nowhere.
  static func path(_ environment: (String) -> String?) -> String? {
    if let path = environment("EDITRC") { return path.isEmpty ? nil : path }
    return EnvironmentVariable.nonempty("HOME", in: environment).map { $0 + "/.editrc" }
  }

  /// Obeys what can be obeyed of a file, if there is one. As when libedit reads it, what follows a line that is no setting
  /// is left out.
  func obey(path: String?) {
    freeKeys()
    guard let path, let file = try? StreamReader.open(path: path) else { return }
    var line: [UInt8] = []
    while (try? file.nextLine(appendingTo: &line)) == true {
      if !obey(String(decoding: line, as: UTF8.self)) { return }
      line.removeAll(keepingCapacity: true)
    }
  }

  /// Obeys a line, if it may be obeyed; false if it is no setting.
  private func obey(_ line: String) -> Bool {
    if (line.first { !$0.isWhitespace } ?? "#") == "#" { return true }
    guard let tokenizer = tok_winit(nil) else { return false }
    defer { tok_wend(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<wchar_t>?>?
    let text = line.unicodeScalars.map { wchar_t(truncatingIfNeeded: $0.value) } + [0]
    // A quote without an end makes no words.
    guard tok_wstr(tokenizer, text, &count, &words) == 0, let words else { return true }
    let names = (0..<Int(count)).compactMap { words[$0].map { String(wide: $0) } }
    if names.contains(where: Self.forbidden.contains) { return true }
    let isSetting = el_wparse(editor, count, words) != -1
    // These two bind all keys anew.
    if names.contains(where: { $0.hasPrefix("-v") || $0.hasPrefix("-e") }) { freeKeys() }
    return isSetting
  }

  /// Takes the commands from the keys that have them by libedit's own account.
  private func freeKeys() {
    if editline_uses_vi(editor) != 0 {
      for key in ["v", ":"] { _ = editline_bind_alternative(editor, key, "ed-unassigned") }
    } else {
      for key in ["x", "X"] { _ = editline_bind(editor, "\\e\(key)", "ed-unassigned") }
      // The same with the eighth bit, where the locale does not make them letters: ø and Ø.
      for key in ["\\370", "\\330"] { _ = editline_bind(editor, key, "ed-insert") }
    }
  }
}
