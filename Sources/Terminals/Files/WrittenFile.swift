import Platform

/// A file that is to get another text, whatever is there now.
///
///     try WrittenFile("session.ad").write(bytes)
///
/// An ordinary file is written aside and put in the place of the old one, which is there until the new one is whole. It
/// keeps its mode and its owner. Where that cannot be, since the folder takes no new file, the owner is another one or the
/// file has more names, it is written where it is: then first what makes it longer, so that a disk without room for it
/// leaves the old text as it was.
package struct WrittenFile {
  /// The path as it was given, for messages.
  private let name: String

  /// Where a link leads to: that is written, not the link.
  private let path: String

  /// What is there now.
  private var status = stat()
  private let exists: Bool

  /// Whether the path is a link that leads to nothing yet.
  private let isOpenLink: Bool

  /// Looks at what is there.
  package init(_ path: String) {
    name = path
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    self.path = resolved.map { String(cString: $0) } ?? path
    var link = stat()
    isOpenLink = resolved == nil && lstat(path, &link) == 0
    exists = stat(self.path, &status) == 0
  }

  /// Whether there is an ordinary file, and it is not empty.
  package var hasContents: Bool { exists && status.isRegular && status.st_size > 0 }

  /// Gives the file these bytes.
  package func write(_ bytes: [UInt8]) throws(WriteError) {
    // Neither a pipe nor a link to what is not there can be put in place of something.
    if isOpenLink || exists && !status.isRegular { return try send(bytes, O_CREAT) }
    // To replace a file takes no more than a folder that can be written to.
    if exists, access(path, W_OK) != 0 { throw error() }
    if exists, status.st_nlink > 1 { return try overwrite(bytes) }
    do throws(WriteError) {
      var aside = try AsideFile(for: path, mode: exists ? UInt32(status.st_mode) & 0o777 : 0o666)
      if try isLikeOld(aside.descriptor) {
        let errorNumber = bytes.withUnsafeBytes { writeAll($0, to: aside.descriptor) }
        if errorNumber != 0 { throw WriteError(name: name, errorNumber: errorNumber) }
        return try aside.takePlace()
      }
    } catch {
      // A folder that takes no new file may hold one that can be written.
      let isForbidden = [EACCES, EPERM, EROFS, ENAMETOOLONG].contains(error.errorNumber)
      guard exists, isForbidden else { throw WriteError(name: name, errorNumber: error.errorNumber) }
    }
    try overwrite(bytes)
  }

  /// Gives a new file the owner and the mode of the old one; false if that is not allowed.
  private func isLikeOld(_ descriptor: Int32) throws(WriteError) -> Bool {
    if !exists { return true }
    var new = stat()
    guard fstat(descriptor, &new) == 0 else { throw error() }
    let isSame = new.st_uid == status.st_uid && new.st_gid == status.st_gid
    guard isSame || fchown(descriptor, status.st_uid, status.st_gid) == 0 else { return false }
    return fchmod(descriptor, status.st_mode & 0o7777) == 0
  }

  /// Writes to what is no ordinary file, such as a terminal or a pipe, or where a link leads.
  private func send(_ bytes: [UInt8], _ flags: Int32) throws(WriteError) {
    let descriptor = openFile(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
    guard descriptor >= 0 else { throw error() }
    defer { close(descriptor) }
    let errorNumber = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    if errorNumber != 0 { throw WriteError(name: name, errorNumber: errorNumber) }
  }

  /// Writes an ordinary file where it is.
  private func overwrite(_ bytes: [UInt8]) throws(WriteError) {
    let descriptor = openFile(path, O_WRONLY | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw error() }
    defer { close(descriptor) }
    let oldSize = Int(status.st_size)
    let errorNumber = bytes.withUnsafeBytes { all in
      lseek(descriptor, status.st_size, SEEK_SET)
      let further = UnsafeRawBufferPointer(rebasing: all.dropFirst(oldSize))
      let errorNumber = writeAll(further, to: descriptor)
      if errorNumber != 0 || !further.isEmpty && !syncToDisk(descriptor) {
        let reason = errorNumber == 0 ? errno : errorNumber
        ftruncate(descriptor, status.st_size)
        return reason
      }
      lseek(descriptor, 0, SEEK_SET)
      return writeAll(UnsafeRawBufferPointer(rebasing: all.prefix(oldSize)), to: descriptor)
    }
    if errorNumber != 0 { throw WriteError(name: name, errorNumber: errorNumber) }
    guard ftruncate(descriptor, off_t(bytes.count)) == 0, syncToDisk(descriptor) else { throw error() }
  }

  private func error() -> WriteError { WriteError(name: name, errorNumber: errno) }
}
