import AutoDiff
import Formulas
import Memory
import Sessions

extension Interpreter {
  /// The session and its settings as statements, for `:save` and for a journal that is begun anew.
  struct Script {
    /// The text of the file.
    let text: String

    /// The functions that cannot be called any more, and are comments in it, with the reason.
    let lost: [(function: Function, problem: SessionError)]
  }

  /// Writes the session down, behind a line that says what it is; nil if someone does not want to wait for the text.
  func script(_ heading: String) throws(Interruption) -> Script? {
    // Last, so that what they do to output or its limits does not begin while the rest is read.
    let settings = Settings.entries.filter { $0.read(self.settings) != $0.read(Settings()) }
      .map { ":set \($0.name) \($0.read(self.settings));" }
    let script = try SessionScript(of: session)
    let writing = script.writing
    try cancellation.take(writing.mostBytes)
    let text = host.compose {
      ([heading] + writing.lines + settings).lazy.map { $0 + "\n" }.joined()
    }
    guard let text else { return nil }
    try cancellation.check()
    return Script(text: text, lost: script.lost)
  }
}
