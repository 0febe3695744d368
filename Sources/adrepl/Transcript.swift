import Commands
import Terminals
import Platform

/// A file that gets what is typed at the prompt and what is shown for it.
final class Transcript {
  private let path: String
  private let descriptor: Int32
  private var file: OutputFile

  /// Goes on at the end of a file, with a line that tells one transcript in it from the next: whether the file can be
  /// written is known when the first line is.
  init(path: String) throws(WriteError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw WriteError(name: path, errorNumber: errno) }
    file = OutputFile(descriptor: descriptor, name: path)
    if let error = add("# a transcript of adrepl \(Version.current)") { throw error }
  }

  deinit { close(descriptor) }

  /// Adds lines; says what went wrong, if something did.
  func add(_ text: String) -> WriteError? {
    file.writeLine(text)
    do {
      try file.flush()
      return nil
    } catch {
      return error
    }
  }
}
