import Foundation
import Testing

@testable import Terminals

/// What a journal does when the disk says no.
@Suite struct FailingDiskTests {
  private let path = NSTemporaryDirectory() + "journal-\(UUID().uuidString).ad"

  /// The calls of the system, of which some fail while they are told to.
  private final class Faults {
    var (writes, syncs, truncates) = (true, true, true)

    var disk: Disk {
      var disk = Disk()
      let system = disk
      disk.write = { descriptor, bytes, count in
        if self.writes { return system.write(descriptor, bytes, count) }
        errno = ENOSPC
        // Half of it has room.
        return count > 3 ? system.write(descriptor, bytes, count / 2) : -1
      }
      disk.sync = { descriptor in
        if !self.syncs { errno = EIO }
        return self.syncs && system.sync(descriptor)
      }
      disk.truncate = { descriptor, size in
        if !self.truncates { errno = EIO }
        return self.truncates ? system.truncate(descriptor, size) : -1
      }
      return disk
    }
  }

  private func remove() { for end in ["", ".lock"] { unlink(path + end) } }

  private var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

  @Test func aFullDiskLeavesNothingOfALine() throws {
    defer { remove() }
    let faults = Faults()
    let journal = try JournalFile.open(path: path, disk: faults.disk)
    try journal.append("x = 3")
    faults.writes = false
    #expect(throws: JournalError.system(WriteError(name: path, errorNumber: ENOSPC))) {
      try journal.append("y = 123456789")
    }
    #expect(text == "x = 3\n")
    faults.writes = true
    try journal.append("z = 4")
    #expect(text == "x = 3\nz = 4\n")
  }

  @Test func whatCanNeitherBeFinishedNorTakenBackIsBehindTheEnd() throws {
    defer { remove() }
    let faults = Faults()
    let journal = try JournalFile.open(path: path, disk: faults.disk)
    try journal.append("x = 3")
    (faults.writes, faults.truncates) = (false, false)
    #expect(throws: JournalError.self) { try journal.append("y = 123456789") }
    #expect(text.hasPrefix("x = 3\ny = 1"))
    // Not over it: what is shorter would leave its end.
    faults.writes = true
    #expect(throws: JournalError.system(WriteError(name: path, errorNumber: EIO))) {
      try journal.append("z = 4")
    }
    faults.truncates = true
    try journal.append("z = 4")
    #expect(text == "x = 3\nz = 4\n")
  }

  @Test func aLineThatMayNotBeOnTheDiskIsTakenBack() throws {
    defer { remove() }
    let faults = Faults()
    let journal = try JournalFile.open(path: path, disk: faults.disk)
    try journal.append("x = 3")
    faults.syncs = false
    #expect(throws: JournalError.system(WriteError(name: path, errorNumber: EIO))) {
      try journal.append("y = 1")
    }
    #expect(text == "x = 3\n")
  }

  @Test func aLineThatMayNotBeOnTheDiskAndCannotBeTakenBackCountsAsKept() throws {
    defer { remove() }
    let faults = Faults()
    let journal = try JournalFile.open(path: path, disk: faults.disk)
    try journal.append("x = 3")
    (faults.syncs, faults.truncates) = (false, false)
    #expect(try journal.append("y = 1") == .unsure(WriteError(name: path, errorNumber: EIO)))
    (faults.syncs, faults.truncates) = (true, true)
    #expect(try journal.append("z = 4") == nil)
    #expect(text == "x = 3\ny = 1\nz = 4\n")
  }
}
