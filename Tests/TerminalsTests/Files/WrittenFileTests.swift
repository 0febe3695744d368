import Foundation
import Testing

@testable import Terminals

/// A file that gets another text stays the file that it was.
@Suite struct WrittenFileTests {
  private let folder = NSTemporaryDirectory() + "written-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func path(_ name: String) -> String { folder + "/" + name }

  private func text(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }

  private func write(_ text: String, to name: String) throws {
    try WrittenFile(path(name)).write(Array(text.utf8))
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func status(_ name: String) -> stat {
    var status = stat()
    lstat(path(name), &status)
    return status
  }

  @Test func otherNamesOfAFileStayItsNames() throws {
    defer { remove() }
    try "old".write(toFile: path("a"), atomically: false, encoding: .utf8)
    #expect(link(path("a"), path("b")) == 0)
    for new in ["a longer text than the one before", "short", ""] {
      try write(new, to: "a")
      #expect(text("a") == new && text("b") == new && status("a").st_nlink == 2)
    }
  }

  @Test func anUnrelatedFileOfTheNameAsideStays() throws {
    defer { remove() }
    let aside = "a.\(getpid()).new"
    try "mine".write(toFile: path(aside), atomically: false, encoding: .utf8)
    try write("new", to: "a")
    #expect(text("a") == "new" && text(aside) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", aside])
  }

  @Test func theOwnerAndTheModeStay() throws {
    defer { remove() }
    try "old".write(toFile: path("a"), atomically: false, encoding: .utf8)
    chmod(path("a"), 0o4751)
    // Only root can give a file away.
    let owner = chown(path("a"), 12345, 23456) == 0 ? (12345, 23456) : (getuid(), getgid())
    chmod(path("a"), 0o751)
    try write("new", to: "a")
    #expect(text("a") == "new" && status("a").st_mode & 0o7777 == 0o751)
    #expect(status("a").st_uid == owner.0 && status("a").st_gid == owner.1)
  }

  /// A name so long that the one aside would be too long stands for a folder that takes no new file: root may write anywhere.
  @Test(arguments: [250, 3]) func aFileIsWrittenWhereItIsInAFolderThatTakesNoOther(length: Int) throws {
    defer {
      chmod(folder, 0o700)
      remove()
    }
    let name = String(repeating: "n", count: length)
    try "old".write(toFile: path(name), atomically: false, encoding: .utf8)
    let before = status(name)
    if length == 3 { chmod(folder, 0o500) }
    let isForbidden = length == 250 || getuid() != 0
    for (number, new) in ["a longer text than the one before", "s"].enumerated() {
      try write(new, to: name)
      #expect(text(name) == new)
      // The number of a file that is gone can be another's.
      #expect((status(name).st_ino == before.st_ino) == isForbidden || number > 0)
    }
  }

  @Test func aFileThatCannotBeWrittenIsAnError() throws {
    defer { remove() }
    #expect(throws: WriteError(name: path("no/a"), errorNumber: ENOENT)) { try write("x", to: "no/a") }
    #expect(throws: WriteError.self) { try WrittenFile(folder).write([]) }
  }

  @Test func aLinkLeadsToTheFileThatIsWritten() throws {
    defer { remove() }
    #expect(symlink("real", path("link")) == 0)
    for new in ["first", "second"] {
      try write(new, to: "link")
      #expect(text("real") == new && status("link").st_mode & S_IFMT == S_IFLNK)
    }
  }
}
