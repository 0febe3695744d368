import Platform

/// The file in which statements outlive the session in which they were typed. Sessions that run at the same time
/// share it: each statement is appended as it is entered, with one write under a lock, and what others append is
/// noticed.
///
/// The format is that of `HistoryLine`. A file that something else has written, or in which a last line was torn, is
/// read as it is and appended to; nothing but the oldest lines is ever taken out.
package struct HistoryFile {
  /// What others have done to the file.
  struct Change: Equatable {
    /// Whether the entries take the place of all those known before.
    var replacesAll = false

    /// Entries that were not known, oldest first.
    var entries: [String] = []
  }

  /// Where the file is.
  package let path: String

  /// How many entries stay when the oldest are taken out, as happens when there are a quarter more.
  private let limit: Int

  /// How far the file has been read.
  private var seen: (file: FileIdentity, size: Int)?

  /// How many lines it has, as far as it is looked at.
  private var lineCount = 0

  /// Its last entry, which is not appended again.
  private var last: String?

  /// Whether it could not be written, after which it is left alone.
  private var hasFailed = false

  /// An entry that takes more bytes is kept for the session only.
  private static let longestLine = 64 * 1024

  /// No more than these last bytes of a file are looked at.
  private static let window = 16 * 1024 * 1024

  /// A history in a file that may not be there yet.
  package init(path: String, limit: Int = 10_000) {
    // A link stays one when the file is written anew.
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    self.path = resolved.map { String(cString: $0) } ?? path
    self.limit = limit
  }

  /// Where the history is by the environment: what `ADREPL_HISTORY` says, nowhere if that is empty, and else
  /// `adrepl/history` in `XDG_STATE_HOME` or in `~/.local/state`.
  package static func standardPath(_ environment: (String) -> String?) -> String? {
    if let path = environment("ADREPL_HISTORY") { return path.isEmpty ? nil : path }
    return StateFolder.path(environment).map { $0 + "/history" }
  }

  /// What others have appended since the last look; at the first look all there is.
  ///
  /// - Complexity: one system call if there is nothing new.
  mutating func changes() -> Change {
    var status = stat()
    guard stat(path, &status) == 0 else { return Change() }
    if let seen, seen.file == FileIdentity(status), seen.size == Int(status.st_size) {
      return Change()
    }
    guard let file = try? LockedFile(path: path, for: .reading) else { return Change() }
    return read(file)
  }

  /// Appends an entry, unless it is the last one already; returns what others have appended before.
  ///
  /// - Throws: `HistoryProblem`, the first time that the file cannot be written; from then on it is left alone.
  mutating func append(_ entry: String) throws(HistoryProblem) -> Change {
    if hasFailed { return Change() }
    do throws(SystemCallFailure) {
      return try add(entry)
    } catch {
      hasFailed = true
      throw HistoryProblem(cause: WriteError(name: path, errorNumber: error.errorNumber))
    }
  }

  private mutating func add(_ entry: String) throws(SystemCallFailure) -> Change {
    makeFolders()
    let file = try LockedFile(path: path, for: .appending)
    let change = read(file)
    let line = HistoryLine.encode(entry)
    if entry == last || line.count > Self.longestLine { return change }
    var bytes = line + [Self.newline]
    // A last line without an end is not to swallow this one.
    if file.isRegular, file.size > 0, file.contents(from: file.size - 1) != [Self.newline] {
      bytes.insert(Self.newline, at: 0)
    }
    try file.append(bytes)
    last = entry
    lineCount += 1
    seen = (file.identity, file.size + bytes.count)
    if file.isRegular, lineCount > limit + limit / 4 { compact(file, appended: bytes) }
    return change
  }

  /// Takes in what is new in the file.
  private mutating func read(_ file: borrowing LockedFile) -> Change {
    guard file.isRegular else { return Change() }
    var change = Change()
    var start = 0
    if let seen, seen.file == file.identity, seen.size <= file.size {
      start = seen.size
    } else {
      change.replacesAll = seen != nil
      lineCount = 0
      start = max(0, file.size - Self.window)
    }
    var bytes = file.contents(from: start)[...]
    if start > 0, start == file.size - Self.window {
      // The window may begin within a line.
      bytes = bytes.drop { $0 != Self.newline }
    }
    for line in bytes.split(separator: Self.newline) {
      lineCount += 1
      let entry = HistoryLine.decode(line)
      if entry.contains(where: { !$0.isWhitespace }) { change.entries.append(entry) }
    }
    if change.entries.count > limit { change.entries.removeFirst(change.entries.count - limit) }
    last = change.entries.last ?? last
    seen = (file.identity, file.size)
    return change
  }

  /// Takes the oldest lines out, by writing the others aside and giving them the name. The lock on the file that had
  /// it is kept meanwhile, so that no one appends to that in vain.
  private mutating func compact(_ file: borrowing LockedFile, appended: [UInt8]) {
    var lines = (file.contents(from: max(0, file.size - Self.window)) + appended).split(
      separator: Self.newline)
    // The window begins within a line.
    if file.size > Self.window, lines.count > 1 { lines.removeFirst() }
    let kept = lines.suffix(limit)
    guard var aside = try? AsideFile(for: path, mode: 0o600) else { return }
    var output = OutputFile(descriptor: aside.descriptor, name: path)
    for line in kept { output.write(bytes: line + [Self.newline]) }
    guard (try? output.flush()) != nil, (try? aside.takePlace()) != nil else { return }
    var status = stat()
    fstat(aside.descriptor, &status)
    lineCount = kept.count
    seen = (FileIdentity(status), Int(status.st_size))
  }

  private func makeFolders() {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    StateFolder.make(String(path[..<slash]))
  }

  private static let newline = UInt8(ascii: "\n")
}

/// A history that cannot be kept.
package struct HistoryProblem: Error, Equatable, CustomStringConvertible {
  /// What went wrong.
  package let cause: WriteError

  /// For example `cannot write to '/x/history': Permission denied; what is typed is kept for this session only`.
  package var description: String { "\(cause); what is typed is kept for this session only" }
}
