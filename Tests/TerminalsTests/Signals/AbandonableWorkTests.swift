import Testing

@testable import Terminals
import Platform

@Suite struct AbandonableWorkTests {
  @Test func whoWaitsGetsWhatComesOfTheWork() {
    for number in 0..<50 {
      #expect(AbandonableWork.result(isAbandoned: { false }, of: { number * number }) == number * number)
    }
  }

  @Test func workThatIsAbandonedIsNotWaitedFor() {
    // It only ends when the test lets it, and is abandoned when it has begun.
    let (start, end) = (Pipe(), Pipe())
    var questions = 0
    func isAbandoned() -> Bool {
      questions += 1
      return questions > 1 && waits(for: start)
    }
    let result = AbandonableWork.result(isAbandoned: isAbandoned) {
      send(to: start)
      _ = waits(for: end)
      return 1
    }
    #expect(result == nil)
    send(to: end)
    start.close()
  }

  @Test func whatIsDiscardedIsGivenBackElsewhere() {
    let pipe = Pipe()
    var large: [Witness]? = [Witness(end: pipe, thread: Caller())]
    AbandonableWork.discard(&large)
    #expect(large == nil)
    #expect(byte(from: pipe) == UInt8(ascii: "o"))
    pipe.close()
  }

  /// A signal that its thread has blocked would end the process before anybody could leave the terminal in order.
  @Test func aMistakeOfTheWorkReachesItsHandler() async {
    await #expect(processExitsWith: .exitCode(7)) {
      SignalHandler(SIGILL) { _ in _exit(7) }.install()
      _ = AbandonableWork.result(isAbandoned: { false }) { raise(SIGILL) }
    }
  }
}

/// A thread's identity, which may cross to another thread on every platform.
private struct Caller: @unchecked Sendable {
  let thread = pthread_self()
}

/// Tells when it goes, and whether that is on the thread that made it or on another one.
private final class Witness: Sendable {
  private let end: Pipe
  private let caller: Caller

  init(end: Pipe, thread: Caller) { (self.end, caller) = (end, thread) }

  deinit { send(pthread_equal(caller.thread, pthread_self()) != 0 ? "s" : "o", to: end) }
}

private func send(_ word: Unicode.Scalar = "x", to pipe: Pipe) {
  var byte = UInt8(ascii: word)
  _ = write(pipe.writing, &byte, 1)
}

/// The next byte, once it is there.
private func byte(from pipe: Pipe) -> UInt8? {
  var byte: UInt8 = 0
  return read(pipe.reading, &byte, 1) == 1 ? byte : nil
}

private func waits(for pipe: Pipe) -> Bool { byte(from: pipe) != nil }
