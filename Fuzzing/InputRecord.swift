import Platform

/// The file that holds the session that is being run: what is left of a crash.
struct InputRecord {
  private let path: String
  private let descriptor: Int32

  init(path: String) {
    self.path = path
    descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
  }

  /// Writes the lines of a session over those of the last one.
  func keep(_ lines: [[UInt8]]) {
    let bytes = lines.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")]
    let text = Array(bytes)
    pwrite(descriptor, text, text.count, 0)
    ftruncate(descriptor, off_t(text.count))
  }

  /// Takes the file away: nothing has happened.
  func remove() {
    close(descriptor)
    unlink(path)
  }

  /// The lines of such a file.
  static func lines(of path: String) -> [[UInt8]] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block[..<count]
    }
    return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }
}
