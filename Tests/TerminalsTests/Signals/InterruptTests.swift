import Synchronization
import Testing

@testable import Terminals
import Platform

/// Each test has a process of its own: signals concern whole processes.
@Suite("Interrupt")
struct InterruptTests {
  @Test("Without install, SIGINT ends the process as usual")
  func notInstalled() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      acceptSignals()
      #expect(!Interrupt.isRequested)
      raise(SIGINT)
    }
  }

  @Test("Once installed, SIGINT is a request that stays until it is cleared")
  func installed() async {
    await #expect(processExitsWith: .success) {
      acceptSignals()
      Interrupt.install()
      Interrupt.install()
      #expect(!Interrupt.isRequested)
      for _ in 0..<3 { raise(SIGINT) }
      #expect(Interrupt.isRequested)
      Interrupt.clear()
      #expect(!Interrupt.isRequested)
      kill(getpid(), SIGINT)
      while !Interrupt.isRequested { usleep(1000) }
    }
  }

  @Test("A stream that waits for input gives up the wait")
  func interruptsStreams() async {
    await #expect(processExitsWith: .success) {
      acceptSignals()
      Interrupt.install()
      let pipe = Pipe()
      let waiting = Waiting(thread: pthread_self())
      let isDone = Atomic<Bool>(false)
      let thread = Background {
        // The first ones may come before the wait begins. The end of input saves a test that fails.
        for _ in 0..<200 where !isDone.load(ordering: .relaxed) {
          usleep(50_000)
          pthread_kill(waiting.thread, SIGINT)
        }
        pipe.close(reading: false)
      }
      let reader = StreamReader(descriptor: pipe.reading, name: "<stdin>")
      let read = try? reader.readLine(prompt: "")
      isDone.store(true, ordering: .relaxed)
      #expect(read == .interrupted)
      thread.join()
    }
  }
}

/// A thread's identity, which may cross to another thread on every platform.
private struct Waiting: @unchecked Sendable {
  let thread: pthread_t
}
