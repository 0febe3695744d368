import Testing

@testable import Terminals
import Platform

/// Everything a reader hands over until its input ends.
private func lines(of reader: any LineReader) throws -> [SourceLine] {
  var lines: [SourceLine] = []
  while case .line(let line) = try reader.readLine(prompt: "not shown") { lines.append(line) }
  return lines
}

/// Everything that comes out when bytes arrive through a pipe in the given pieces.
private func lines(throughPipe pieces: [[UInt8]]) throws -> [SourceLine] {
  let pipe = Pipe()
  let thread = Background {
    for piece in pieces {
      var rest = piece[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(pipe.writing, $0.baseAddress, $0.count) }
        if count <= 0 { break }
        rest = rest.dropFirst(count)
      }
      usleep(2000)
    }
    pipe.close(reading: false)
  }
  defer {
    thread.join()
    pipe.close(writing: false)
  }
  return try lines(of: StreamReader(descriptor: pipe.reading, name: "<stdin>"))
}

@Suite("StreamReader")
struct StreamReaderTests {
  @Test(
    "Lines end with LF, CRLF or the input, and are numbered from 1",
    arguments: [
      ("", []),
      ("x", ["x"]),
      ("x\n", ["x"]),
      ("\n", [""]),
      ("x\r\ny\r\n", ["x", "y"]),
      ("x\n\ny", ["x", "", "y"]),
      ("x\ry\n", ["x\ry"]),
      ("x\r", ["x\r"]),
    ])
  func splitsLines(text: String, expected: [String]) throws {
    let numbered = zip(expected, 1...).map { SourceLine(bytes: Array($0.utf8), number: $1) }
    #expect(try lines(of: StreamReader(text: text, name: "-e")) == numbered)
    #expect(try lines(throughPipe: [Array(text.utf8)]) == numbered)
    #expect(try lines(throughPipe: text.utf8.map { [$0] }) == numbered)
  }

  @Test("A byte order mark is dropped at the very start and kept elsewhere")
  func byteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let x = UInt8(ascii: "x")
    let input = mark + [x, 0x0A] + mark + [x]
    for read in [
      try lines(of: StreamReader(bytes: input, name: "-e")), try lines(throughPipe: input.map { [$0] }),
    ] {
      #expect(read.map(\.bytes) == [[x], mark + [x]])
    }
  }

  @Test("NUL and invalid UTF-8 are handed over as they are")
  func keepsBytes() throws {
    let input: [UInt8] = [0x00, 0xFF, 0xC3, 0x0A, 0x28, 0xED, 0xA0, 0x80]
    #expect(
      try lines(throughPipe: [input]).map(\.bytes) == [[0x00, 0xFF, 0xC3], [0x28, 0xED, 0xA0, 0x80]])
  }

  @Test("A CRLF cut in two by the end of a block is one newline", arguments: 65533...65537)
  func blockBoundary(length: Int) throws {
    let line = Array(repeating: UInt8(ascii: "x"), count: length)
    let read = try lines(throughPipe: [line + [0x0D, 0x0A] + line])
    #expect(read.map(\.bytes) == [line, line])
  }

  @Test("A line of 50 MB arrives whole")
  func longLine() throws {
    let line = Array(repeating: UInt8(ascii: "1"), count: 50_000_000)
    let read = try lines(throughPipe: [line, [0x0A, 0x32]])
    #expect(read.count == 2)
    #expect(read.first?.bytes == line)
    #expect(read.last == SourceLine(bytes: [0x32], number: 2))
  }

  @Test("A file that is not there is an error with its name and the reason")
  func missingFile() {
    let error = #expect(throws: ReadError.self) { try StreamReader.open(path: "/nowhere/x.ad") }
    #expect(error == ReadError(name: "/nowhere/x.ad", errorNumber: ENOENT))
    #expect(error?.description == "cannot read '/nowhere/x.ad': No such file or directory")
  }

  @Test("A directory is an error, whether opened or given as input")
  func directory() throws {
    let error = #expect(throws: ReadError.self) { try StreamReader.open(path: "/") }
    #expect(error?.description == "cannot read '/': Is a directory")
    let descriptor = open("/", O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let reader = StreamReader(descriptor: descriptor, name: "<stdin>")
    #expect(throws: ReadError(name: "<stdin>", errorNumber: EISDIR)) { try reader.readLine(prompt: "") }
  }

  @Test("Control characters in a file's name are spelled out")
  func escapesNames() {
    let error = ReadError(name: "a\u{1B}[2Jα.ad", errorNumber: ENOENT)
    #expect(error.description == #"cannot read 'a\u{1B}[2Jα.ad': No such file or directory"#)
  }

  @Test("A file that was opened is read to its end")
  func file() throws {
    let path = #filePath
    let reader = try StreamReader.open(path: path)
    #expect(reader.name == path)
    let first = SourceLine(bytes: Array("import Testing".utf8), number: 1)
    #expect(try reader.readLine(prompt: "") == .line(first))
    #expect(try lines(of: reader).last?.text == "}")
    #expect(try reader.readLine(prompt: "") == .endOfInput)
  }
}
