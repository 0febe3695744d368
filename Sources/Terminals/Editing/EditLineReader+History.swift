internal import CLibEdit

extension EditLineReader {
  /// The statements that Up and Ctrl-R bring back, oldest first.
  package var historyEntries: [String] { history.entries }

  /// Brings back what is in a file, and keeps there what is entered from now on.
  package func keepHistory(in file: HistoryFile) {
    historyFile = file
    takeInOtherSessions()
  }

  /// Adds a statement, of one line or several, to what Up and Ctrl-R bring back, and to the file. One that begins
  /// with a blank is not to be remembered, nor is one that repeats the last. Control characters are brought back as
  /// they are shown (`HistoryLine`).
  ///
  /// - Throws: `HistoryProblem`, the first time that the file cannot be written. The statement is remembered all the
  ///   same, and so are those that follow.
  package func remember(_ entry: String) throws(HistoryProblem) {
    if entry.isEmpty || entry.hasPrefix(" ") { return }
    let entry = HistoryLine.visible(entry)
    do throws(HistoryProblem) {
      if let change = try historyFile?.append(entry) { takeIn(change) }
    } catch {
      add(entry)
      throw error
    }
    add(entry)
  }

  /// Brings back too what sessions that run at the same time have entered meanwhile.
  func takeInOtherSessions() {
    if let change = historyFile?.changes() { takeIn(change) }
  }

  private func takeIn(_ change: HistoryFile.Change) {
    if change.replacesAll {
      history.removeAll()
      _ = editline_history_clear(searchHistory)
    }
    for entry in change.entries { add(entry) }
  }

  private func add(_ entry: String) {
    if history.add(entry) { _ = editline_history_enter(searchHistory, AlignedText.aligned(entry)) }
  }
}
