#if canImport(Glibc)
  @testable import AutoDiff
  @testable import Commands
  import Glibc
  @testable import Sessions

  /// What a session does, counted: operations, nodes and names that it goes through (`Work`), nodes that it makes, and
  /// objects that the Swift runtime allocates for it, those of the text that is shown among them.
  ///
  /// Both counters are the process's, so it is used in one of its own.
  final class WorkMeter {
    let session: TestSession

    /// The most that was done from one question whether to go on to the next, and what was counted at the last one.
    private var longest = 0
    private var atLastQuestion = 0

    /// A session in which some lines were typed.
    init(_ lines: [String]) {
      session = TestSession(files: ["many.ad": (0..<400).map { "m\($0) = \($0);\n" }.joined()])
      session.width = 100
      for line in lines { session.type(line) }
    }

    /// The work so far.
    private var count: Int { Work.count + AllocationCount.counted + session.interpreter.session.graph.count }

    /// What typing a line takes, and what it shows.
    func work(of line: String) -> (work: Int, text: String) {
      AllocationCount.begin()
      defer { AllocationCount.end() }
      let before = count
      let text = session.type(line)
      return (count - before, text)
    }

    /// The most that is done between two questions while a line is carried out, until its text is made.
    func longestGap(of line: String) -> (work: Int, text: String) {
      AllocationCount.begin()
      defer { AllocationCount.end() }
      (longest, atLastQuestion) = (0, count)
      session.interpreter.host.isInterrupted = { [unowned self] in
        note()
        return false
      }
      session.interpreter.host.emit = { [unowned self] _, _ in note() }
      session.type(line)
      note()
      return (longest, "")
    }

    private func note() {
      let now = count
      longest = max(longest, now - atLastQuestion)
      atLastQuestion = now
    }
  }

  /// Counts the objects that the runtime allocates, by its own hook.
  enum AllocationCount {
    private typealias AllocateObject =
      @convention(c) (UnsafeRawPointer?, Int, Int) -> UnsafeMutableRawPointer?

    private nonisolated(unsafe) static var allocate: AllocateObject?
    private nonisolated(unsafe) static var hook: UnsafeMutablePointer<AllocateObject>?

    /// How many were allocated while it counted.
    nonisolated(unsafe) static private(set) var counted = 0

    static func begin() {
      guard let symbol = dlsym(nil, "_swift_allocObject") else { return }
      let hook = symbol.assumingMemoryBound(to: AllocateObject.self)
      // What the hook itself reads is there before it is asked for.
      (allocate, self.hook, counted) = (hook.pointee, hook, counted)
      hook.pointee = { metadata, size, alignment in
        AllocationCount.counted += 1
        return AllocationCount.allocate?(metadata, size, alignment)
      }
    }

    static func end() { if let hook, let allocate { hook.pointee = allocate } }
  }
#endif
