internal import Memory
internal import Synchronization
import Platform

/// Work that Ctrl-C need not wait for: it is done on a thread of its own, which is left to itself when nobody wants the
/// result any more.
///
/// It is for what is made of plain values alone, such as the text of a large result, and for giving back large amounts
/// of memory. Who shares state with it could not leave it alone.
package enum AbandonableWork {
  /// Does the work, and waits for what comes of it; nil if it was abandoned before it was done.
  package static func result<Result: Sendable>(
    isAbandoned: () -> Bool = { Interrupt.isRequested }, of work: @escaping @Sendable () -> Result
  ) -> Result? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return work() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    let outcome = Handover<Result>(nil)
    // Whoever waits at the other end is woken by the closing.
    let isStarted = start {
      outcome.put(work())
      close(writing)
    }
    guard isStarted else {
      close(writing)
      return work()
    }
    while true {
      // Ctrl-C cuts the waiting short, unless it comes just before it.
      var request = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
      let isDone = poll(&request, 1, longestWait) > 0
      if isDone { return outcome.take() }
      if isAbandoned() { return nil }
    }
  }

  /// Gives back what a value holds while the caller goes on; the value is nil afterwards.
  package static func discard<Value: Sendable>(_ value: inout Value?) {
    if value == nil { return }
    // Nobody here may still hold it when the thread has let it go.
    let handover = Handover(value.take())
    // Where there is no thread to be had, it is given back here.
    _ = start { _ = handover.take() }
  }

  /// How many milliseconds pass at most before a Ctrl-C is seen that nothing else tells of.
  private static let longestWait: Int32 = 10

  /// A thread's stack, as large as the first thread's mostly is; smaller where address space is limited, of which it takes
  /// as much whether it is used or not.
  private static let stackSize = MemoryRoom.isLimited ? 1 << 20 : 8 << 20

  /// Starts a thread, which handles no signal but those of its own mistakes; false if there can be none.
  private static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // A thread inherits which signals are blocked.
    var (others, before) = (sigset_t(), sigset_t())
    sigfillset(&others)
    for signal in EndingSignals.crashes { sigdelset(&others, signal) }
    pthread_sigmask(SIG_SETMASK, &others, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let job = Unmanaged.passRetained(Job(work))
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        let address: UnsafeMutableRawPointer? = argument
        if let address { Unmanaged<Job>.fromOpaque(address).takeRetainedValue().work() }
        return nil
      }, job.toOpaque())
    if status != 0 { job.release() }
    return status == 0
  }

  /// What a thread is to do.
  private final class Job: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// A value on its way from one thread to another.
  private final class Handover<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>
    init(_ value: consuming Value?) { self.value = Mutex(value) }
    func put(_ new: Value) { value.withLock { $0 = new } }
    func take() -> Value? { value.withLock { $0.take() } }
  }
}
