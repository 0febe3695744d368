import Commands
import Terminals
import Platform

/// Files as commands see them.
enum Files {
  /// The lines of a file, or the reason why it cannot be read.
  static func lines(of path: String) -> Result<LineSource, FileProblem> {
    do {
      return .success(try StreamReader.open(path: expandingHome(path)).nextLine(appendingTo:))
    } catch {
      return .failure(FileProblem(message: "\(error)"))
    }
  }

  /// A path as shells understand it: '~/' at its beginning is the home folder.
  static func expandingHome(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = EnvironmentVariable.nonempty("HOME") else {
      return path
    }
    return home + path.dropFirst()
  }

  /// Writes a file, or gives the reason why it cannot be written. What was there stays until the new text is whole, as far
  /// as the folder allows.
  static func write(_ path: String, _ text: String) -> FileProblem? {
    let path = expandingHome(path)
    // An output that is open already gets it where it has come to, even if it is a file.
    if let descriptor = descriptor(named: path) {
      // The program's own are nobody else's.
      let flags = fcntl(descriptor, F_GETFD)
      guard flags >= 0, flags & FD_CLOEXEC == 0 else {
        return FileProblem(message: "\(WriteError(name: path, errorNumber: EBADF))")
      }
      return send(text, to: descriptor, path)
    }
    do throws(WriteError) {
      try WrittenFile(path).write(Array(text.utf8))
      return nil
    } catch {
      return FileProblem(message: "\(error)")
    }
  }

  /// The descriptor that a path stands for, as in `/dev/stdout`.
  private static func descriptor(named path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      guard let folder = ["/dev/fd/", "/proc/self/fd/"].first(where: { path.hasPrefix($0) }) else {
        return nil
      }
      // Only what the system would take for the number too: `03` and `+3` are no descriptors.
      let number = Int32(path.dropFirst(folder.count))
      return number.flatMap { "\(folder)\($0)" == path ? $0 : nil }
    }
  }

  /// Adds bytes to the end of a file that nobody else can read, and waits for the disk; the reason if that fails.
  static func append(_ bytes: [UInt8], to path: String) -> FileProblem? {
    func problem() -> FileProblem { FileProblem(message: "\(WriteError(name: path, errorNumber: errno))") }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    if descriptor < 0 { return problem() }
    defer { close(descriptor) }
    var output = OutputFile(descriptor: descriptor, name: path)
    output.write(bytes: bytes)
    do throws(WriteError) {
      try output.flush()
    } catch {
      return FileProblem(message: "\(error)")
    }
    if !syncToDisk(descriptor) { return problem() }
    syncFolder(of: path)
    return nil
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

  /// The files and folders whose paths begin like this: their own names, without the folder. Those that begin with a
  /// dot are hidden from who does not type it.
  static func list(_ prefix: String) -> [(name: String, isDirectory: Bool)] {
    let cut = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { prefix.utf8.index(after: $0) }
    let folder = expandingHome(String(prefix[..<(cut ?? prefix.startIndex)]))
    let beginning = prefix[(cut ?? prefix.startIndex)...]
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var found: [(name: String, isDirectory: Bool)] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(beginning) || name == "." || name == ".." { continue }
      if name.hasPrefix("."), beginning.isEmpty { continue }
      found.append((name, isDirectory(folder + name)))
    }
    return found
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
