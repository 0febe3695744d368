import Platform

/// A thread that runs beside a test that waits, without taking one of the test library's own.
final class Background: Sendable {
  /// What the thread runs.
  private let work: @Sendable () -> Void

  /// The thread, for `join`.
  private nonisolated(unsafe) var thread: pthread_t?

  /// Starts the thread.
  init(_ work: @escaping @Sendable () -> Void) {
    self.work = work
    let argument = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Darwin)
      pthread_create(&thread, nil, { Background.run($0) }, argument)
    #else
      var identifier = pthread_t()
      if pthread_create(&identifier, nil, { Background.run($0) }, argument) == 0 { thread = identifier }
    #endif
  }

  /// Runs in the thread.
  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<Background>.fromOpaque(argument).takeRetainedValue().work() }
    return nil
  }

  /// Waits for the thread to end.
  func join() {
    if let thread { pthread_join(thread, nil) }
    thread = nil
  }
}
