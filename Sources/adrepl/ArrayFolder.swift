import Commands
import Platform
import Terminals

/// The folder beside a journal in which its large arrays stand.
struct ArrayFolder {
  private let path: String

  init(of journal: JournalFile) { path = journal.path + ".arrays" }

  private func path(of name: String) -> String { "\(path)/\(name).npy" }

  /// Keeps a file, unless it is there already, and waits for the disk; the reason if that fails.
  func keep(_ file: JournalArrays.File) -> FileProblem? {
    let path = path(of: file.name)
    if load(file.name) == file.bytes { return nil }
    let error = StateFolder.make(self.path)
    if error != 0 { return FileProblem(message: "\(WriteError(name: self.path, errorNumber: error))") }
    do throws(WriteError) {
      try WrittenFile(path).write(file.bytes)
      return nil
    } catch {
      return FileProblem(message: "\(error)")
    }
  }

  /// What a file holds; nil if there is none.
  func load(_ name: String) -> [UInt8]? {
    let hexadecimal = Set("0123456789abcdef")
    guard name.count == 32, name.allSatisfy(hexadecimal.contains) else { return nil }
    let descriptor = open(path(of: name), O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        Platform.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if read < 0, errno == EINTR { continue }
      if read <= 0 { return nil }
      count += read
    }
    return bytes
  }

  /// What is said where an array cannot be had.
  func words(for missing: JournalArrays.Missing) -> String {
    "'\(path(of: missing.name))', an array of it, is not there or not what it was"
  }
}
