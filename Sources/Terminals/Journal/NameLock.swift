import Platform

/// The right to a journal's name, which one process at a time has.
///
/// A lock on the journal itself is not enough: a second process finds none on a new file of that name when the first
/// one's was removed. So there is a file beside it, `NAME.lock`, which stays.
struct NameLock: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Takes the right to the name of a journal, until this goes out of scope or the process ends.
  init(of journal: String) throws(JournalError) {
    path = journal + ".lock"
    while true {
      let descriptor = openFile(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { throw .system(WriteError(name: path, errorNumber: errno)) }
      do throws(JournalError) {
        try Self.lock(descriptor, path)
      } catch {
        close(descriptor)
        throw error
      }
      // Somebody can have removed it in between.
      if FileIdentity(descriptor: descriptor) == FileIdentity(path: path) {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit { close(descriptor) }

  /// The file that stands for the name.
  var file: FileIdentity? { FileIdentity(descriptor: descriptor) }

  /// Whether it is still there for others to see.
  var isHeld: Bool { file == FileIdentity(path: path) }

  /// The lock on the open file decides. One of POSIX beside it tells who has it, but would not do alone: it goes when the
  /// process closes any descriptor of the file.
  private static func lock(_ descriptor: Int32, _ path: String) throws(JournalError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.isRegular else {
      throw .system(WriteError(name: path, errorNumber: isNoOrdinaryFile))
    }
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
}
