import Platform

/// A file that is written beside another one and then takes its place: the other is there until this one is whole.
///
/// If it has not taken the place when it goes out of scope, it is removed.
package struct AsideFile: ~Copyable {
  /// Where its bytes go.
  package private(set) var descriptor: Int32

  /// Where it is written, and the path of the file whose place it takes.
  private let path: String
  private let target: String

  private var isAside = true

  /// Makes the file, under a name that nothing else has.
  ///
  /// - Throws: the reason why the folder takes no new file.
  package init(for target: String, mode: UInt32) throws(WriteError) {
    self.target = target
    for number in 0..<1000 {
      let path = "\(target).\(getpid())\(number == 0 ? "" : "-\(number)").new"
      let descriptor = openFile(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(truncatingIfNeeded: mode))
      if descriptor >= 0 {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
      if errno != EEXIST { break }
    }
    throw WriteError(name: target, errorNumber: errno)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isAside { unlink(path) }
  }

  /// Takes the place of the other file, after the bytes are on the disk; waits until the disk has that too.
  package mutating func takePlace() throws(WriteError) {
    guard syncToDisk(descriptor), rename(path, target) == 0 else {
      throw WriteError(name: target, errorNumber: errno)
    }
    isAside = false
    syncFolder(of: target)
  }

  /// Hands the descriptor over, to be closed by who takes it.
  mutating func release() -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }
}

/// Opens a file: inside types that have an `open` of their own the C library's is hidden.
func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
