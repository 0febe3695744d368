import Platform

/// What a journal asks of the disk: the system's calls, or, in tests, some that fail.
package struct Disk {
  var write: (Int32, UnsafeRawPointer?, Int) -> Int
  var sync: (Int32) -> Bool
  var truncate: (Int32, off_t) -> Int32

  /// The system's calls.
  package init() {
    write = { Platform.write($0, $1, $2) }
    sync = { syncToDisk($0) }
    truncate = { ftruncate($0, $1) }
  }
}
