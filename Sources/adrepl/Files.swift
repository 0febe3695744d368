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

  /// Writes a file, or gives the reason why it cannot be written. What was there stays until the new text is whole.
  static func write(_ path: String, _ text: String) -> FileProblem? {
    // What a link leads to is written, not the link.
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    let target = resolved.map { String(cString: $0) } ?? path
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG { return writeDirectly(target, path, text) }

    let aside = "\(target).\(getpid()).new"
    let mode = exists ? status.st_mode & 0o777 : 0o666
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else {
      return FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    if exists { fchmod(descriptor, mode) }
    var problem = send(text, to: descriptor, path)
    if problem == nil, fsync(descriptor) != 0 || rename(aside, target) != 0 {
      problem = FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    close(descriptor)
    if problem != nil { unlink(aside) }
    return problem
  }

  /// Writes to what is no ordinary file, such as a terminal or a pipe.
  private static func writeDirectly(_ target: String, _ path: String, _ text: String) -> FileProblem? {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    defer { close(descriptor) }
    return send(text, to: descriptor, path)
  }

  private static func send(_ text: String, to descriptor: Int32, _ path: String) -> FileProblem? {
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
