import Platform

/// The project's own files, as the tests read them.
enum TestFiles {
  /// The top folder of the package.
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// The text of a file below the top folder; empty if it cannot be read.
  static func text(_ path: String) -> String {
    guard let file = fopen(root + "/" + path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }

  /// Writes a file below the top folder.
  static func write(_ text: String, to path: String) {
    guard let file = fopen(root + "/" + path, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }

  /// The names of the files in a folder with an ending, sorted.
  static func names(in folder: String, ending: String) -> [String] {
    guard let directory = opendir(root + "/" + folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether transcripts are to be written anew from what the program prints now.
  static let isRecording = getenv("ADREPL_RECORD") != nil
}
