import AutoDiff
import Formulas
import Sessions

extension Interpreter {
  /// The session and its settings as statements, for `:save` and for a journal that is begun anew.
  struct Script {
    /// The text of the file.
    let text: String

    /// The functions that cannot be called any more, and are comments in it, with the reason.
    let lost: [(function: Function, problem: SessionError)]
  }

  /// Writes the session down, behind a line that says what it is; nil if someone interrupts, or there is not the memory.
  func script(_ heading: String) -> Script? {
    // Last, so that what they do to output or its limits does not begin while the rest is read.
    let settings = Settings.entries.filter { $0.read(self.settings) != $0.read(Settings()) }
      .map { ":set \($0.name) \($0.read(self.settings));" }
    let script = SessionScript(of: session)
    let writing = script.writing
    guard session.graph.mayTake(writing.mostBytes) else { return nil }
    let text = host.compose {
      ([heading] + writing.lines + settings).lazy.map { $0 + "\n" }.joined()
    }
    guard let text, !session.graph.wasInterrupted else { return nil }
    return Script(text: text, lost: script.lost)
  }
}
