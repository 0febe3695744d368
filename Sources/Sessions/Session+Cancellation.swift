import AutoDiff
import Formulas
package import Memory

extension Session {
  /// What stops the work for a statement. Everything that takes long asks it, and ends with an error then.
  package var cancellation: Cancellation {
    get { graph.growth }
    set { graph.growth = newValue }
  }

  /// Does what can be interrupted for a statement, and says at which place of its text that was.
  func interruptibly<Result>(
    _ range: SourceRange = SourceRange(0, 0), _ body: (Cancellation) throws(Interruption) -> Result
  ) throws(SessionError) -> Result {
    do { return try body(cancellation) } catch {
      throw SessionError(reason: .interrupted(error), range: range)
    }
  }
}
