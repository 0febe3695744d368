import CKernels
import Synchronization

/// The threads that large operations on arrays are divided among.
///
/// Results have the same bits however many there are. What takes less than some hundred microseconds is done by the thread that
/// asks for it.
public enum Threads {
  private static let chosen = Atomic<Int>(0)

  /// How many threads work at most, 1 or more; as many as there are processors, and four at most, if nothing was said.
  public static var limit: Int {
    get {
      let chosen = chosen.load(ordering: .relaxed)
      return chosen > 0 ? chosen : automatic
    }
    set { chosen.store(max(1, newValue), ordering: .relaxed) }
  }

  /// How many threads work if nothing is said.
  package static let automatic = min(4, Int(adrepl_processors()))

  /// How many operations are worth a second thread: some hundred microseconds of them.
  static let operationsWorthAThread = 200_000

  /// Carries parts out, each by itself, on several threads at once. The body is told which one carries a part out, below
  /// ``limit``: no two do so at the same time.
  static func inParts(_ count: Int, _ body: (_ part: Int, _ worker: Int) -> Void) {
    let threads = limit
    if threads == 1 || count < 2 {
      for part in 0..<count { body(part, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      var work = Work(body: body)
      withUnsafeMutablePointer(to: &work) { work in
        adrepl_in_parts(
          count, Int32(clamping: threads),
          { context, part, worker in
            context?.assumingMemoryBound(to: Work.self).pointee.body(part, Int(worker))
          }, work)
      }
    }
  }

  private struct Work {
    let body: (Int, Int) -> Void
  }
}
