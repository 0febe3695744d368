import Testing

@testable import Terminals
import Platform

@Suite("HistoryFile")
struct HistoryFileTests {
  private let folder = TemporaryFolder()

  /// A history in a file of the folder.
  private func file(_ name: String = "history", limit: Int = 10_000) -> HistoryFile {
    HistoryFile(path: folder.path + "/" + name, limit: limit)
  }

  /// The text of a file of the folder.
  private func text(_ name: String = "history") -> String {
    String(decoding: folder.contents(name), as: UTF8.self)
  }

  @Test("What is appended is there at once, and for the next session, in a file for no one else")
  func appending() throws {
    var first = file("state/adrepl/history")
    #expect(first.changes() == HistoryFile.Change())
    for entry in ["x = 3", "z = (x +\n1)", "z = (x +\n1)", "α"] {
      #expect(try first.append(entry) == HistoryFile.Change())
    }
    #expect(text("state/adrepl/history") == "x = 3\nz = (x +\\n1)\nα\n")
    #expect(folder.permissions("state/adrepl/history") == 0o600)
    #expect(folder.permissions("state/adrepl") == 0o700 && folder.permissions("state") == 0o700)
    var second = file("state/adrepl/history")
    #expect(second.changes().entries == ["x = 3", "z = (x +\n1)", "α"])
    #expect(second.changes() == HistoryFile.Change())
    _ = try second.append("α")
    #expect(text("state/adrepl/history").hasSuffix("1)\nα\n"))
  }

  @Test("Two sessions see what the other appends, in the order of the file")
  func sharing() throws {
    var (one, two) = (file(), file())
    _ = try one.append("a")
    #expect(try two.append("b").entries == ["a"])
    #expect(one.changes().entries == ["b"])
    _ = try two.append("c")
    #expect(try one.append("d") == HistoryFile.Change(entries: ["c"]))
    #expect(try two.append("d") == HistoryFile.Change(entries: ["d"]))
    #expect(text() == "a\nb\nc\nd\n")
  }

  @Test("A torn last line, bytes that are no text and empty lines stay, and swallow nothing")
  func foreign() throws {
    let foreign: [UInt8] = [0x61, 0xFF, 0x0A, 0x0A, 0x20, 0x0A] + Array("_HiStOrY_V2_\ntorn".utf8)
    folder.write(foreign, to: "history")
    var history = file()
    #expect(history.changes().entries == ["a\u{FFFD}", "_HiStOrY_V2_", "torn"])
    _ = try history.append("x")
    #expect(folder.contents("history") == foreign + Array("\nx\n".utf8))
    var again = file()
    #expect(again.changes().entries == ["a\u{FFFD}", "_HiStOrY_V2_", "torn", "x"])
  }

  @Test("The oldest lines go when there are many, and what others know is put right")
  func compacting() throws {
    var (one, two) = (file(limit: 8), file(limit: 8))
    for number in 1...9 { _ = try one.append("\(number)") }
    #expect(two.changes().entries == (2...9).map { "\($0)" })
    for number in 10...11 { _ = try one.append("\(number)") }
    let kept = (4...11).map { "\($0)" }
    #expect(text() == kept.map { $0 + "\n" }.joined())
    #expect(two.changes() == HistoryFile.Change(replacesAll: true, entries: kept))
    _ = try two.append("12")
    #expect(one.changes() == HistoryFile.Change(entries: ["12"]))
    #expect(folder.permissions("history") == 0o600)
    #expect(folder.contents("history.new").isEmpty)
  }

  @Test("A link to the file stays one when the file is written anew")
  func link() throws {
    folder.write([], to: "elsewhere")
    symlink(folder.path + "/elsewhere", folder.path + "/history")
    var history = file(limit: 4)
    for number in 1...6 { _ = try history.append("\(number)") }
    #expect(text("elsewhere") == "3\n4\n5\n6\n")
    var status = stat()
    #expect(lstat(folder.path + "/history", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test("A file of any size opens, with the entries at its end, and a huge entry is not written")
  func large() throws {
    folder.write(Array("y = 2*x + 10\n".utf8).repeated(1_500_000), to: "history")
    var history = file()
    #expect(history.changes().entries == Array(repeating: "y = 2*x + 10", count: 10_000))
    _ = try history.append(String(repeating: "1+", count: 100_000))
    #expect(folder.contents("history").count == 1_500_000 * 13)
    _ = try history.append("z")
    #expect(text().hasSuffix("y = 2*x + 10\nz\n") && text().utf8.count == 9_999 * 13 + 2)
  }

  @Test("A file that cannot be written is said to be so once, and left alone")
  func unwritable() throws {
    folder.write(Array("x".utf8), to: "file")
    var history = file("file/history")
    let problem = HistoryProblem(cause: WriteError(name: folder.path + "/file/history", errorNumber: ENOTDIR))
    #expect(throws: problem) { try history.append("x") }
    #expect(try history.append("y") == HistoryFile.Change())
    #expect(
      problem.description.hasSuffix(
        "/file/history': Not a directory; what is typed is kept for this session only"))
  }

  @Test("A device is no history, and is said to be none once", .enabled(if: access("/dev/full", F_OK) == 0))
  func device() {
    var history = HistoryFile(path: "/dev/full")
    let problem = HistoryProblem(cause: WriteError(name: "/dev/full", errorNumber: isNoOrdinaryFile))
    #expect(throws: problem) { try history.append("x") }
  }

  @Test("A file that another program keeps locked does not keep the session waiting for ever")
  func locked() throws {
    folder.write(Array("x\n".utf8), to: "history")
    let descriptor = open(folder.path + "/history", O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX) == 0)
    var history = file()
    #expect(throws: HistoryProblem.self) { try history.append("y") }
    #expect(text() == "x\n")
  }

  @Test("Two processes that write at once and compact meanwhile lose nothing")
  func manyWriters() throws {
    // Descriptors of one process lock each other out too, so threads do for processes.
    let path = folder.path + "/history"
    let writers = (0..<4).map { writer in
      Background {
        var history = HistoryFile(path: path, limit: 1000)
        for number in 0..<200 { _ = try? history.append("\(writer):\(number)") }
      }
    }
    for writer in writers { writer.join() }
    let lines = text().split(separator: "\n")
    #expect(lines.count == 800)
    for writer in 0..<4 {
      #expect(lines.filter { $0.hasPrefix("\(writer):") } == (0..<200).map { "\(writer):\($0)" })
    }
  }

  @Test("Two processes that compact again and again keep the last entries of both")
  func manyCompactions() throws {
    let path = folder.path + "/history"
    let writers = (0..<2).map { writer in
      Background {
        var history = HistoryFile(path: path, limit: 20)
        for number in 0..<300 { _ = try? history.append("\(writer):\(number)") }
      }
    }
    for writer in writers { writer.join() }
    let lines = text().split(separator: "\n")
    #expect((20...25).contains(lines.count))
    for writer in 0..<2 {
      let numbers = lines.filter { $0.hasPrefix("\(writer):") }.compactMap { Int($0.dropFirst(2)) }
      // What is left of one writer is its last entries, without a gap.
      #expect(numbers.isEmpty || numbers == Array((300 - numbers.count)..<300))
    }
  }

  @Test(
    "Where the history is follows from the environment",
    arguments: [
      (["HOME": "/h"], "/h/.local/state/adrepl/history"),
      (["HOME": "/h", "XDG_STATE_HOME": "/s"], "/s/adrepl/history"),
      (["HOME": "/h", "XDG_STATE_HOME": ""], "/h/.local/state/adrepl/history"),
      (["HOME": "/h", "XDG_STATE_HOME": "s"], "/h/.local/state/adrepl/history"),
      (["HOME": "/h", "ADREPL_HISTORY": "f"], "f"), (["HOME": "/h", "ADREPL_HISTORY": ""], nil),
      ([:], nil), (["HOME": ""], nil),
    ] as [([String: String], String?)])
  func standardPath(environment: [String: String], path: String?) {
    #expect(HistoryFile.standardPath { environment[$0] } == path)
  }
}

extension Array {
  /// The elements over and over.
  fileprivate func repeated(_ count: Int) -> [Element] {
    [Element](Array<[Element]>(repeating: self, count: count).joined())
  }
}
