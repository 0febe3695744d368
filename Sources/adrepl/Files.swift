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

  /// Writes a file, or gives the reason why it cannot be written. What was there stays until the new text is whole.
  static func write(_ path: String, _ text: String) -> FileProblem? {
    let path = expandingHome(path)
    // An output that is open already gets it where it has come to, even if it is a file.
    if let descriptor = openDescriptor(named: path) { return send(text, to: descriptor, path) }
    // What a link leads to is written, not the link.
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    let target = resolved.map { String(cString: $0) } ?? path
    var status = stat()
    let exists = stat(target, &status) == 0
    // Neither a pipe nor a link to what is not there can be put in place of something.
    var link = stat()
    let isLink = resolved == nil && lstat(path, &link) == 0
    if isLink || exists && status.st_mode & S_IFMT != S_IFREG { return writeDirectly(target, path, text) }

    // To replace a file takes no more than a folder that can be written to.
    if exists, access(target, W_OK) != 0 {
      return FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    let aside = "\(target).\(getpid()).new"
    let mode = exists ? status.st_mode & 0o777 : 0o666
    unlink(aside)
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else {
      return FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    if exists { fchmod(descriptor, mode) }
    var problem = send(text, to: descriptor, path)
    if problem == nil, !syncToDisk(descriptor) || rename(aside, target) != 0 {
      problem = FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    close(descriptor)
    if problem == nil { syncFolder(of: target) } else { unlink(aside) }
    return problem
  }

  /// The open descriptor that a path stands for, as in `/dev/stdout`.
  private static func openDescriptor(named path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      let folder = ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }
      return folder.flatMap { Int32(path.dropFirst($0.count)) }
    }
  }

  /// Writes to what is no ordinary file, such as a terminal or a pipe.
  private static func writeDirectly(_ target: String, _ path: String, _ text: String) -> FileProblem? {
    let descriptor = open(target, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      return FileProblem(message: "\(WriteError(name: path, errorNumber: errno))")
    }
    defer { close(descriptor) }
    return send(text, to: descriptor, path)
  }

  /// Adds bytes to the end of a file that nobody else can read, if that is possible.
  static func append(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { return }
    defer { close(descriptor) }
    var output = OutputFile(descriptor: descriptor, name: path)
    output.write(bytes: bytes)
    try? output.flush()
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
