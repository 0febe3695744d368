import Platform

/// Waits until the disk has what was written to a file; false, with `errno`, if that fails.
package func syncToDisk(_ descriptor: Int32) -> Bool {
  #if canImport(Darwin)
    // There, fsync leaves it to the disk when it writes.
    if fcntl(descriptor, F_FULLFSYNC) == 0 { return true }
  #endif
  return fsync(descriptor) == 0
}

/// Waits until the disk has the entry of a file in its folder, after the file was made or renamed.
package func syncFolder(of path: String) {
  let slash = path.lastIndex(of: "/")
  let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { return }
  _ = syncToDisk(descriptor)
  close(descriptor)
}
