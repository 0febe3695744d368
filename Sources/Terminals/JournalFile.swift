#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lines that are on the disk before anything follows from them.
///
///     let journal = try JournalFile.open(path: "…/sessions/fit.ad")
///     try journal.append("x = 3")  // returns when the disk has it
///
/// One process at a time has a journal open. A line that was being written when the power went, which has no newline,
/// is dropped when the journal is opened again.
package final class JournalFile {
  /// The path, for messages.
  package let path: String

  /// Whether the end of the last line was missing.
  package private(set) var hadTornLine = false

  private let descriptor: Int32

  /// How many bytes hold whole lines.
  private var length: Int = 0

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Opens a journal, or begins one that only its owner can read.
  ///
  /// - Throws: `JournalError` when another process has it open, or it cannot be read or written.
  package static func open(path: String) throws(JournalError) -> JournalFile {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, flags, 0o600)
    #elseif canImport(Musl)
      let descriptor = Musl.open(path, flags, 0o600)
    #else
      let descriptor = Darwin.open(path, flags, 0o600)
    #endif
    guard descriptor >= 0 else { throw .system(WriteError(name: path, errorNumber: errno)) }
    let journal = JournalFile(path: path, descriptor: descriptor)
    try journal.lock()
    try journal.dropTornLine()
    if journal.isEmpty { syncFolder(of: path) }
    return journal
  }

  /// Whether there is no line yet.
  package var isEmpty: Bool { length == 0 }

  /// The lines that are there, each without its newline.
  package func lines() -> StreamReader {
    lseek(descriptor, 0, SEEK_SET)
    return StreamReader(descriptor: descriptor, name: path)
  }

  /// Writes lines at the end, and waits for the disk. If that fails, nothing of them is left.
  package func append(_ text: String) throws(JournalError) {
    let bytes = Array((text + "\n").utf8)
    lseek(descriptor, off_t(length), SEEK_SET)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { throw takenBack() }
      written += count
    }
    if !syncToDisk(descriptor) { throw takenBack() }
    length += bytes.count
  }

  /// Drops what is behind the first `length` bytes, the beginning of something that was never finished, and gives it.
  package func cut(to length: Int) -> [UInt8] {
    var tail = [UInt8](repeating: 0, count: max(0, self.length - length))
    let count = pread(descriptor, &tail, tail.count, off_t(length))
    guard count == tail.count, ftruncate(descriptor, off_t(length)) == 0 else { return [] }
    (self.length, hadTornLine) = (length, true)
    return tail
  }

  /// Whether a path leads to this journal, which nobody else may write or close.
  package func isFile(at path: String) -> Bool {
    var (own, other) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &other) == 0 && own.st_dev == other.st_dev
      && own.st_ino == other.st_ino
  }

  /// The error of the last call, after what was written of the line is gone.
  private func takenBack() -> JournalError {
    let error = WriteError(name: path, errorNumber: errno)
    _ = ftruncate(descriptor, off_t(length))
    return .system(error)
  }

  /// Keeps other processes out, until this one ends or the journal is closed.
  ///
  /// The lock on the open file decides. One of POSIX beside it tells who has it, but would not do alone: it goes when the
  /// process closes any descriptor of the file.
  private func lock() throws(JournalError) {
    var owned = flock()
    owned.l_type = Int16(F_WRLCK)
    owned.l_whence = Int16(SEEK_SET)
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
      _ = fcntl(descriptor, F_SETLK, &owned)
      return
    }
    guard errno == EWOULDBLOCK else { throw .system(WriteError(name: path, errorNumber: errno)) }
    let isKnown = fcntl(descriptor, F_GETLK, &owned) == 0 && owned.l_type != Int16(F_UNLCK)
    throw .inUse(process: isKnown ? owned.l_pid : 0)
  }

  /// Finds the end of the last whole line, and cuts off what is behind it.
  private func dropTornLine() throws(JournalError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(WriteError(name: path, errorNumber: errno)) }
    let size = Int(status.st_size)
    var end = size
    var block = [UInt8](repeating: 0, count: 4096)
    while end > 0 {
      let start = max(0, end - block.count)
      let count = pread(descriptor, &block, end - start, off_t(start))
      guard count == end - start else { throw .system(WriteError(name: path, errorNumber: errno)) }
      if let newline = block[..<count].lastIndex(of: 0x0A) {
        end = start + newline + 1
        break
      }
      end = start
    }
    length = end
    hadTornLine = end < size
    if hadTornLine, ftruncate(descriptor, off_t(end)) != 0 {
      throw .system(WriteError(name: path, errorNumber: errno))
    }
  }
}

/// Why a journal cannot be used.
package enum JournalError: Error, Equatable {
  /// Another process has it open; 0 where it is not known which.
  case inUse(process: Int32)

  /// The system says no.
  case system(WriteError)
}

extension JournalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .inUse(let process):
      "is open in another adrepl" + (process > 0 ? ", process \(process)" : "")
    case .system(let error): error.description
    }
  }
}
