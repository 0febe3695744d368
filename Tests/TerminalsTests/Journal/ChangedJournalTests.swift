import Foundation
import Testing

@testable import Terminals

/// What a journal does when others remove, replace or change its file while it is open.
@Suite struct ChangedJournalTests {
  private let folder = NSTemporaryDirectory() + "journal-\(UUID().uuidString)"
  private var path: String { folder + "/fit.ad" }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func text(_ end: String = "") -> String {
    (try? String(contentsOfFile: path + end, encoding: .utf8)) ?? ""
  }

  @Test func aJournalThatIsRemovedIsWrittenAnew() throws {
    defer { remove() }
    let journal = try JournalFile.open(path: path)
    try journal.append("x = 3")
    unlink(path)
    #expect(try journal.append("y = 4") == .movedOn(aside: nil))
    #expect(text() == "x = 3\ny = 4\n")
    #expect(try journal.append("z = 5") == nil)
    #expect(text() == "x = 3\ny = 4\nz = 5\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["fit.ad", "fit.ad.lock"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test func aJournalWhoseFolderIsRemovedIsWrittenAnew() throws {
    defer { remove() }
    let journal = try JournalFile.open(path: path)
    try journal.append("x = 3")
    remove()
    #expect(try journal.append("y = 4") == .movedOn(aside: nil))
    #expect(text() == "x = 3\ny = 4\n")
    #expect(throws: JournalError.self) { try lockByOther() }
  }

  @Test func aFileThatHasTakenThePlaceIsKept() throws {
    defer { remove() }
    let journal = try JournalFile.open(path: path)
    try journal.append("x = 3")
    for (number, aside) in [".found", ".found-2"].enumerated() {
      unlink(path)
      try "mine \(number)".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(try journal.append("y = \(number)") == .movedOn(aside: path + aside))
      #expect(text(aside) == "mine \(number)")
    }
    #expect(text() == "x = 3\ny = 0\ny = 1\n")
  }

  @Test(arguments: ["", "x = 4\n", "x = 3\ny = 4\nz = 555555\n"])
  func aJournalWhoseContentsAreChangedIsWrittenAnew(change: String) throws {
    defer { remove() }
    try "x = 3\n".write(toFile: path, atomically: false, encoding: .utf8)
    let journal = try JournalFile.open(path: path)
    try journal.append("y = 4")
    for number in 0..<2 {
      try change.write(toFile: path, atomically: false, encoding: .utf8)
      let aside = path + (number == 0 ? ".found" : ".found-2")
      #expect(try journal.append("y = 5") == .movedOn(aside: change.isEmpty ? nil : aside))
    }
    #expect(text() == "x = 3\ny = 4\ny = 5\ny = 5\n" && text(".found") == change)
    #expect(try journal.append("z = 1") == nil)
  }

  /// What takes too much memory to be kept there is read from the file, as long as that has it.
  @Test func aLargeJournalThatIsChangedIsLost() throws {
    defer { remove() }
    try "x = 3\ny = 4\n".write(toFile: path, atomically: false, encoding: .utf8)
    let journal = try JournalFile.open(path: path, copyLimit: 8)
    unlink(path)
    #expect(try journal.append("y = 5") == .movedOn(aside: nil))
    try "x = 4\n".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(throws: JournalError.lost) { try journal.append("y = 6") }
    #expect(text() == "x = 4\n")
  }

  /// Another descriptor of the same process stands for another process: the lock is on the open file.
  private func lockByOther() throws { _ = try JournalFile.open(path: path) }

  @Test func theNameOfARemovedJournalIsStillTaken() throws {
    defer { remove() }
    let journal = try JournalFile.open(path: path)
    try journal.append("x = 3")
    unlink(path)
    #expect(throws: JournalError.self) { try lockByOther() }
    #expect(access(path, F_OK) != 0)
  }

  @Test func whoHasTakenTheNameOfARemovedFolderKeepsIt() throws {
    defer { remove() }
    let journal = try JournalFile.open(path: path)
    try journal.append("x = 3")
    remove()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let other = try JournalFile.open(path: path)
    try other.append("other = 1")
    #expect(throws: JournalError.self) { try journal.append("y = 4") }
    #expect(text() == "other = 1\n")
  }

  @Test func aPipeOrADeviceIsRefusedAtOnce() throws {
    defer { remove() }
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: JournalError.system(WriteError(name: path, errorNumber: isNoOrdinaryFile))) {
      try JournalFile.open(path: path)
    }
    unlink(path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: JournalError.self) { try JournalFile.open(path: path) }
  }
}
