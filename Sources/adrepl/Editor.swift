import Commands
import Terminals
import Platform

/// The person's own editor.
enum Editor {
  /// Opens a text in `$VISUAL` or `$EDITOR`, or in `vi`, and gives what it was made into.
  static func edit(_ text: String) -> Result<String, FileProblem> {
    let words = EnvironmentVariable.nonempty("VISUAL") ?? EnvironmentVariable.nonempty("EDITOR")
    guard let editor = ForegroundProgram(words: words) ?? ForegroundProgram(words: "vi") else {
      return .failure(FileProblem(message: "there is no editor"))
    }
    let folder = EnvironmentVariable.nonempty("TMPDIR") ?? "/tmp"
    let path = "\(folder)/adrepl-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).ad"
    // Nobody else can read it, and nothing that stands there already is followed.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      return .failure(FileProblem(message: "\(WriteError(name: path, errorNumber: errno))"))
    }
    defer { unlink(path) }
    var file = OutputFile(descriptor: descriptor, name: path)
    file.write(text)
    defer { close(descriptor) }
    do {
      try file.flush()
      guard let status = editor.run([path]) else {
        return .failure(
          FileProblem(message: "'\(editor.command[0])' cannot be started: set EDITOR to your editor"))
      }
      if status != 0 {
        return .failure(
          FileProblem(message: "'\(editor.command[0])' ended with status \(status), so nothing was changed"))
      }
      let reader = try StreamReader.open(path: path)
      var bytes: [UInt8] = []
      while try reader.nextLine(appendingTo: &bytes) { bytes.append(0x0A) }
      if Interrupt.isRequested { return .failure(FileProblem(message: "interrupted: nothing was changed")) }
      return .success(String(decoding: bytes, as: UTF8.self))
    } catch {
      return .failure(FileProblem(message: "\(error)"))
    }
  }
}
