import Commands
import Terminals

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files as commands see them.
enum Files {
  /// The lines of a file, or the reason why it cannot be read.
  static func lines(of path: String) -> Result<LineSource, FileProblem> {
    do {
      return .success(try StreamReader.open(path: path).nextLine(appendingTo:))
    } catch {
      return .failure(FileProblem(message: "\(error)"))
    }
  }

  /// Writes a file anew, or gives the reason why it cannot be written.
  static func write(_ path: String, _ text: String) -> FileProblem? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      return FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    defer { close(descriptor) }
    var output = OutputFile(descriptor: descriptor, name: path)
    output.write(text)
    do {
      try output.flush()
      return nil
    } catch {
      return FileProblem(message: "\(error)")
    }
  }
}
