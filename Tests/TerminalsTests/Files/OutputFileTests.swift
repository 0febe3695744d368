import Testing

@testable import Terminals
import Platform

/// What a pipe still holds, up to 64 KiB.
private func contents(of descriptor: Int32) -> String {
  var buffer = [UInt8](repeating: 0, count: 65536)
  let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
  return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
}

@Suite("OutputFile")
struct OutputFileTests {
  @Test("Nothing is sent before it is flushed, and then everything in order")
  func buffers() throws {
    let pipe = Pipe()
    _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
    var output = OutputFile(descriptor: pipe.writing, name: "<stdout>")
    output.write("z = ")
    output.write(bytes: Array("α\n".utf8))
    #expect(contents(of: pipe.reading) == "")
    try output.flush()
    #expect(contents(of: pipe.reading) == "z = α\n")
    pipe.close()
  }

  @Test("A long line is sent piece by piece, and ends where someone wants that", arguments: [0, 1, 2, 3, 9])
  func pieces(allowed: Int) throws {
    let pipe = Pipe()
    let line = String(repeating: "y", count: 200_000)
    let thread = Background {
      var output = OutputFile(descriptor: pipe.writing, name: "<stdout>")
      output.write("before ")
      var questions = 0
      let isWhole = output.writeLine(line) {
        questions += 1
        return questions <= allowed
      }
      #expect(isWhole == (allowed >= 3))
      output.write("after")
      try? output.flush()
      pipe.close(reading: false)
    }
    var received = ""
    while case let part = contents(of: pipe.reading), !part.isEmpty { received += part }
    thread.join()
    #expect(received == "before " + line.prefix(65536 * (allowed + 1)) + "\nafter")
    pipe.close(writing: false)
  }

  @Test("More than a pipe holds is written as the reader makes room", arguments: [0, O_NONBLOCK])
  func partialWrites(flags: Int32) throws {
    let pipe = Pipe()
    _ = fcntl(pipe.writing, F_SETFL, flags)
    let thread = Background {
      var output = OutputFile(descriptor: pipe.writing, name: "<stdout>")
      for _ in 0..<1000 { output.write(String(repeating: "x", count: 999) + "\n") }
      try? output.flush()
      pipe.close(reading: false)
    }
    let reader = StreamReader(descriptor: pipe.reading, name: "<stdin>")
    var count = 0
    while case .line(let line) = try reader.readLine(prompt: "") {
      #expect(line.bytes.count == 999)
      count += 1
    }
    #expect(count == 1000)
    thread.join()
    pipe.close(writing: false)
  }

  #if os(Linux)
    @Test("A full disk is reported once, and later output is tried again")
    func fullDisk() throws {
      let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
      defer { close(descriptor) }
      var output = OutputFile(descriptor: descriptor, name: "<stdout>")
      try output.flush()
      output.write("x")
      #expect(flushError(of: &output)?.description == "cannot write to '<stdout>': No space left on device")
      #expect(flushError(of: &output) == nil)
      output.write(String(repeating: "x", count: 100_000))
      output.write("y")
      #expect(flushError(of: &output)?.errorNumber == ENOSPC)
    }
  #endif

  @Test("A closed descriptor is an error")
  func closedDescriptor() {
    var output = OutputFile(descriptor: -1, name: "<stdout>")
    output.write("x")
    #expect(flushError(of: &output) == WriteError(name: "<stdout>", errorNumber: EBADF))
  }

  @Test("A reader that went away ends the process as SIGPIPE does, even where SIGPIPE was ignored")
  func brokenPipe() async {
    await #expect(processExitsWith: .signal(SIGPIPE)) { writeToBrokenPipe() }
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      signal(SIGPIPE, SIG_IGN)
      writeToBrokenPipe()
    }
  }
}

/// The error that `flush` throws; `#expect(throws:)` cannot capture what cannot be copied.
private func flushError(of output: inout OutputFile) -> WriteError? {
  do throws(WriteError) {
    try output.flush()
    return nil
  } catch {
    return error
  }
}

/// Writes to a pipe that nobody reads.
private func writeToBrokenPipe() {
  acceptSignals()
  let pipe = Pipe()
  pipe.close(writing: false)
  var output = OutputFile(descriptor: pipe.writing, name: "<stdout>")
  output.write("x")
  try? output.flush()
}
