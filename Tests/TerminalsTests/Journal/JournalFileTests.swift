import Foundation
import Testing

@testable import Terminals

/// A journal holds whole lines, for one process at a time.
@Suite struct JournalFileTests {
  private let path = NSTemporaryDirectory() + "journal-\(UUID().uuidString).ad"

  @Test func linesComeBackInOrder() throws {
    defer { unlink(path) }
    do {
      let journal = try JournalFile.open(path: path)
      #expect(journal.isEmpty)
      try journal.append("x = 3")
      try journal.append("z = (1 +\n  2)")
    }
    let journal = try JournalFile.open(path: path)
    #expect(!journal.isEmpty && !journal.hadTornLine)
    #expect(lines(of: journal) == ["x = 3", "z = (1 +", "  2)"])
    try journal.append("y = 4")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "x = 3\nz = (1 +\n  2)\ny = 4\n")
  }

  @Test func aTornLastLineIsDropped() throws {
    defer { unlink(path) }
    for torn in ["y =", String(repeating: "9", count: 10_000)] {
      try "x = 3\n\(torn)".write(toFile: path, atomically: false, encoding: .utf8)
      let journal = try JournalFile.open(path: path)
      #expect(journal.hadTornLine)
      #expect(lines(of: journal) == ["x = 3"])
      try journal.append("y = 4")
      #expect(lines(of: journal) == ["x = 3", "y = 4"])
    }
  }

  @Test func aFileOfNothingButATornLineIsEmpty() throws {
    defer { unlink(path) }
    try "x =".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try JournalFile.open(path: path).isEmpty)
  }

  @Test func onlyTheOwnerCanReadIt() throws {
    defer { unlink(path) }
    _ = try JournalFile.open(path: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test func aLinkIsNotFollowed() throws {
    defer { unlink(path) }
    #expect(symlink("/tmp/elsewhere", path) == 0)
    #expect(throws: JournalError.system(WriteError(name: path, errorNumber: ELOOP))) {
      try JournalFile.open(path: path)
    }
  }

  private func lines(of journal: JournalFile) -> [String] {
    let reader = journal.lines()
    var (lines, line) = ([String](), [UInt8]())
    while (try? reader.nextLine(appendingTo: &line)) == true {
      lines.append(String(decoding: line, as: UTF8.self))
      line = []
    }
    return lines
  }
}
