import Terminals

/// The files that this session has read or written, which it may write without asking.
final class KnownFiles {
  private var files: Set<FileIdentity> = []

  /// Notes that a file was read or written.
  func note(_ path: String) {
    if let file = FileIdentity(path: Files.expandingHome(path)) { files.insert(file) }
  }

  /// Whether somebody may not want a file to be overwritten: it has contents, and this session does not know them.
  func mayBeMissed(_ path: String) -> Bool {
    let path = Files.expandingHome(path)
    guard WrittenFile(path).hasContents, let file = FileIdentity(path: path) else { return false }
    return !files.contains(file)
  }
}
