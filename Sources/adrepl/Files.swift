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

  /// The files and folders whose paths begin like this: their own names, without the folder. Those that begin with a
  /// dot are hidden from who does not type it.
  static func list(_ prefix: String) -> [(name: String, isDirectory: Bool)] {
    let cut = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { prefix.utf8.index(after: $0) }
    let folder = String(prefix[..<(cut ?? prefix.startIndex)])
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
