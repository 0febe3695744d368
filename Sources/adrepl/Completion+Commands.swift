import Commands
import Terminals

extension Completion {
  /// What the interpreter offers, as the line reader shows it.
  init(_ list: CompletionList) {
    self.init(
      start: list.start,
      candidates: list.candidates.map {
        Candidate($0.word, insertion: $0.insertion, label: $0.label, summary: $0.summary)
      })
  }
}
