import Platform

/// A file that is open and locked, until it goes out of scope, against all who lock it too.
struct LockedFile: ~Copyable {
  /// What the file is used for.
  enum Use { case reading, appending }

  private let descriptor: Int32

  /// What the system knew of the file when the lock was had.
  let status: stat

  /// How many times the lock is asked for, five milliseconds apart: whoever has it writes a line.
  private static let patience = 200

  /// Opens and locks a file; one to append to is made if there is none.
  ///
  /// Throws the `errno` that says why not, EWOULDBLOCK where another process does not let the lock go. Waits for
  /// nothing else. A pipe or a device is refused; `/dev/null` is not, for who wants nothing kept.
  init(path: String, for use: Use) throws(SystemCallFailure) {
    let access = use == .reading ? O_RDONLY : O_RDWR | O_APPEND | O_CREAT
    while true {
      let descriptor = open(path, access | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { throw SystemCallFailure(errorNumber: errno) }
      var attempts = 0
      while flock(descriptor, (use == .reading ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
        let errorNumber = errno
        attempts += 1
        if errorNumber == EINTR { continue }
        guard errorNumber == EWOULDBLOCK, attempts < Self.patience else {
          close(descriptor)
          throw SystemCallFailure(errorNumber: errorNumber)
        }
        usleep(5000)
      }
      var (locked, named) = (stat(), stat())
      guard fstat(descriptor, &locked) == 0 else {
        let errorNumber = errno
        close(descriptor)
        throw SystemCallFailure(errorNumber: errorNumber)
      }
      guard locked.isRegular || FileIdentity(locked) == FileIdentity(path: "/dev/null") else {
        close(descriptor)
        throw SystemCallFailure(errorNumber: isNoOrdinaryFile)
      }
      // While the lock was waited for, another file may have taken the name.
      if stat(path, &named) == 0, FileIdentity(locked) == FileIdentity(named) {
        self.descriptor = descriptor
        self.status = locked
        return
      }
      close(descriptor)
    }
  }

  deinit { close(descriptor) }

  /// Which file it is.
  var identity: FileIdentity { FileIdentity(status) }

  /// Whether it is one with contents, and no device or pipe.
  var isRegular: Bool { status.isRegular }

  /// How many bytes it had when the lock was had.
  var size: Int { Int(status.st_size) }

  /// The bytes from an offset to the end that it had when the lock was had; fewer if reading fails.
  func contents(from offset: Int) -> [UInt8] {
    let count = max(0, size - offset)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let read = pread(
          descriptor, buffer.baseAddress.map { $0 + initialized }, count - initialized,
          off_t(offset + initialized))
        if read < 0, errno == EINTR { continue }
        if read <= 0 { return }
        initialized += read
      }
    }
  }

  /// Appends bytes with one call, all or none of them.
  func append(_ bytes: [UInt8]) throws(SystemCallFailure) {
    var count = write(descriptor, bytes, bytes.count)
    while count < 0, errno == EINTR { count = write(descriptor, bytes, bytes.count) }
    if count == bytes.count { return }
    let errorNumber = count < 0 ? errno : ENOSPC
    if isRegular { _ = ftruncate(descriptor, off_t(size)) }
    throw SystemCallFailure(errorNumber: errorNumber)
  }
}

/// A system call that failed.
struct SystemCallFailure: Error {
  /// The `errno` that it left.
  let errorNumber: Int32
}
