#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a journal asks of the disk: the system's calls, or, in tests, some that fail.
package struct Disk {
  var write: (Int32, UnsafeRawPointer?, Int) -> Int
  var sync: (Int32) -> Bool
  var truncate: (Int32, off_t) -> Int32

  /// The system's calls.
  package init() {
    #if canImport(Glibc)
      write = { Glibc.write($0, $1, $2) }
    #elseif canImport(Musl)
      write = { Musl.write($0, $1, $2) }
    #else
      write = { Darwin.write($0, $1, $2) }
    #endif
    sync = { syncToDisk($0) }
    truncate = { ftruncate($0, $1) }
  }
}
