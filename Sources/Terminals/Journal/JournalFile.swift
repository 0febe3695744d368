import Platform

/// Lines that are on the disk before anything follows from them.
///
///     let journal = try JournalFile.open(path: "…/sessions/fit.ad")
///     try journal.append("x = 3")  // returns when the disk has it
///
/// One process at a time has a journal open. A line that was being written when the power went, which has no newline,
/// is dropped when the journal is opened again. What others do to the file meanwhile is noticed before each line.
package final class JournalFile {
  /// The path, for messages.
  package let path: String

  /// What was behind the last newline when the journal was opened: a line that was never finished. It stays there until
  /// the next one is written.
  package private(set) var tornLine: [UInt8] = []

  /// Whether the end of the last line was missing.
  package var hadTornLine: Bool { !tornLine.isEmpty }

  private let disk: Disk
  private var name: NameLock
  private var descriptor: Int32

  /// How many bytes hold whole lines.
  package private(set) var length: Int = 0

  /// What they are, as long as they are few: with that, others can do to the file what they like.
  private var copy: [UInt8]?

  /// How many bytes are kept so at most. That is about a million statements.
  private let copyLimit: Int

  /// How many bytes stand behind them, of a line that could be neither finished nor taken back.
  private var strayLength = 0

  private init(
    path: String, name: consuming NameLock, descriptor: Int32, disk: Disk, copyLimit: Int
  ) {
    (self.path, self.descriptor, self.disk, self.copyLimit) = (path, descriptor, disk, copyLimit)
    self.name = name
  }

  deinit { close(descriptor) }

  /// Opens a journal, or begins one that only its owner can read.
  ///
  /// - Throws: `JournalError` when another process has it open, or it cannot be read or written.
  package static func open(
    path: String, disk: Disk = Disk(), copyLimit: Int = 1 << 24
  ) throws(JournalError) -> JournalFile {
    let name = try NameLock(of: path)
    // A pipe would be waited for.
    let descriptor = openFile(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw .system(WriteError(name: path, errorNumber: errno)) }
    let journal = JournalFile(
      path: path, name: name, descriptor: descriptor, disk: disk, copyLimit: copyLimit)
    try Self.lock(descriptor, path)
    try journal.findEnd()
    if journal.isEmpty { syncFolder(of: path) }
    return journal
  }

  /// Whether there is no line yet.
  package var isEmpty: Bool { length == 0 }

  /// The lines that are there, each without its newline.
  package func lines() -> StreamReader {
    lseek(descriptor, 0, SEEK_SET)
    return StreamReader(descriptor: descriptor, name: path, byteCount: length)
  }

  /// Whether this file is the journal, or what guards its name: nobody else may write or close them.
  package func isFile(_ other: FileIdentity?) -> Bool {
    other != nil && (other == FileIdentity(descriptor: descriptor) || other == name.file)
  }

  /// What `append` has to tell of, though the line is kept.
  package enum Remark: Equatable {
    /// The file was gone, or another one had its place, which has the path `aside` now; the lines stand in a new one.
    case movedOn(aside: String?)

    /// The disk may not have it yet, and it could not be taken back.
    case unsure(WriteError)
  }

  /// Writes lines at the end, and waits for the disk. If that fails, nothing of them is left.
  ///
  /// - Throws: `JournalError.lost` if others have changed what was there, and it was too much to be kept in memory.
  @discardableResult
  package func append(_ text: String) throws(JournalError) -> Remark? {
    var remark: Remark?
    if !isWhereItWas {
      guard let lines = copy ?? (size == length + strayLength ? bytes(0..<length) : nil) else { throw .lost }
      remark = .movedOn(aside: try replace(by: lines))
    }
    let new = Array((text + "\n").utf8)
    let unsure = try write(new)
    if length > copyLimit { copy = nil } else { copy?.append(contentsOf: new) }
    return unsure ?? remark
  }

  /// Writes the journal anew, without some of its bytes and with others in their places. The old one is there until the
  /// new one is whole.
  package func edit(_ edits: [(range: Range<Int>, text: String)]) throws(JournalError) {
    var (new, position) = ([UInt8](), 0)
    for edit in edits + [(length..<length, "")] {
      guard let kept = bytes(position..<edit.range.lowerBound) else {
        throw .system(WriteError(name: path, errorNumber: errno))
      }
      new += kept + Array(edit.text.utf8)
      position = edit.range.upperBound
    }
    _ = try replace(by: new, keepsOld: false)
  }

  /// The bytes of a part of the journal; nil, with `errno`, if they cannot be read.
  package func bytes(_ range: Range<Int>) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count,
          off_t(range.lowerBound + count))
      }
      if read < 0, errno == EINTR { continue }
      if read <= 0 { return nil }
      count += read
    }
    return bytes
  }
}

extension JournalFile {
  /// Writes bytes at the end.
  private func write(_ bytes: [UInt8]) throws(JournalError) -> Remark? {
    if strayLength > 0, disk.truncate(descriptor, off_t(length)) != 0 {
      throw .system(WriteError(name: path, errorNumber: errno))
    }
    strayLength = 0
    lseek(descriptor, off_t(length), SEEK_SET)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { disk.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        let error = WriteError(name: path, errorNumber: count < 0 ? errno : ENOSPC)
        if disk.truncate(descriptor, off_t(length)) != 0 { strayLength = written }
        throw .system(error)
      }
      written += count
    }
    if disk.sync(descriptor) {
      length += bytes.count
      return nil
    }
    let error = WriteError(name: path, errorNumber: errno)
    if disk.truncate(descriptor, off_t(length)) == 0 { throw .system(error) }
    // What is read back are these lines, whatever the disk has: they count.
    length += bytes.count
    return .unsure(error)
  }

  /// How many bytes the file has; nil if the system does not say.
  private var size: Int? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Whether the path still leads to the file, and nobody has made it longer or shorter.
  private var isWhereItWas: Bool {
    var named = stat()
    return lstat(path, &named) == 0 && FileIdentity(named) == FileIdentity(descriptor: descriptor)
      && Int(named.st_size) == length + strayLength
  }

  /// Gives the path to a new file with these bytes. What is found there is kept beside it, if there is something and
  /// `keepsOld`; gives its path then.
  private func replace(by bytes: [UInt8], keepsOld: Bool = true) throws(JournalError) -> String? {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      StateFolder.make(String(path[..<slash]))
    }
    if !name.isHeld { name = try NameLock(of: path) }
    if keepsOld { try checkPath() }
    var kept: String?
    do throws(WriteError) {
      var new = try AsideFile(for: path, mode: 0o600)
      let errorNumber = bytes.withUnsafeBytes { writeAll($0, to: new.descriptor) }
      if errorNumber != 0 { throw WriteError(name: path, errorNumber: errorNumber) }
      // Nobody else can have opened it yet.
      _ = flock(new.descriptor, LOCK_EX | LOCK_NB)
      if keepsOld { kept = try keepAside() }
      try new.takePlace()
      close(descriptor)
      descriptor = new.release()
    } catch {
      throw .system(error)
    }
    (length, strayLength) = (bytes.count, 0)
    copy = length > copyLimit ? nil : bytes
    return kept
  }

  /// Throws if another process works with the file that the path leads to now.
  private func checkPath() throws(JournalError) {
    let other = openFile(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0)
    if other < 0 { return }
    defer { close(other) }
    if !isFile(FileIdentity(descriptor: other)), flock(other, LOCK_EX | LOCK_NB) != 0 {
      throw .inUse(process: 0)
    }
  }

  /// Gives what is found at the path, if that is something, another name; gives its path.
  private func keepAside() throws(WriteError) -> String? {
    var found = stat()
    guard lstat(path, &found) == 0, !(found.isRegular && found.st_size == 0) else { return nil }
    for number in 1...1000 {
      let aside = path + ".found" + (number == 1 ? "" : "-\(number)")
      if lstat(aside, &found) == 0 { continue }
      guard rename(path, aside) == 0 else { throw WriteError(name: aside, errorNumber: errno) }
      return aside
    }
    throw WriteError(name: path + ".found", errorNumber: EEXIST)
  }

  /// Keeps other processes away from a file, until this one ends or closes it.
  private static func lock(_ descriptor: Int32, _ path: String) throws(JournalError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.isRegular else {
      throw .system(WriteError(name: path, errorNumber: isNoOrdinaryFile))
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    if errno == EWOULDBLOCK { throw .inUse(process: 0) }
    throw .system(WriteError(name: path, errorNumber: errno))
  }

  /// Finds the end of the last whole line.
  private func findEnd() throws(JournalError) {
    guard let size else { throw .system(WriteError(name: path, errorNumber: errno)) }
    var end = size
    while end > 0 {
      let start = max(0, end - 4096)
      guard let block = bytes(start..<end) else { throw .system(WriteError(name: path, errorNumber: errno)) }
      if let newline = block.lastIndex(of: 0x0A) {
        end = start + newline + 1
        break
      }
      end = start
    }
    guard let torn = bytes(end..<size) else { throw .system(WriteError(name: path, errorNumber: errno)) }
    (length, tornLine, strayLength) = (end, torn, torn.count)
    copy = end > copyLimit ? nil : bytes(0..<end)
  }
}

/// Why a journal cannot be used.
package enum JournalError: Error, Equatable {
  /// Another process has it open; 0 where it is not known which.
  case inUse(process: Int32)

  /// Others have changed what was written, and it was too much to be kept in memory.
  case lost

  /// The system says no.
  case system(WriteError)
}

extension JournalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .inUse(let process):
      "is open in another adrepl" + (process > 0 ? ", process \(process)" : "")
    case .lost:
      "was changed by another program, and is too large to be written again; ':save' keeps what the session is"
    case .system(let error): error.description
    }
  }
}
