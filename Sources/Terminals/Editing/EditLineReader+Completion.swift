internal import CLibEdit

extension EditLineReader {
  /// Shows the prompt and lets a line be edited, where Tab asks `completer`: it gets the line and the cursor's offset in
  /// its UTF-8 bytes.
  ///
  /// - Throws: `ReadError` when the terminal cannot be read, other than by having gone away.
  package func readLine(
    prompt: String, completer: (_ line: String, _ cursor: Int) -> Completion?
  ) throws -> LineRead {
    try withoutActuallyEscaping(completer) { completer in
      self.completer = completer
      defer { self.completer = nil }
      return try readLine(prompt: prompt)
    }
  }

  /// Tab: completes the word as far as it is certain, or lists what it could be.
  func completeWord() -> UInt8 {
    let line = line
    let before = Array(line.beforeCursor.utf8)
    guard let completion = completer?(line.text, before.count),
      (0...before.count).contains(completion.start)
    else { return UInt8(CC_ERROR) }
    let word = String(decoding: before[completion.start...], as: UTF8.self)
    switch completion.action(for: word) {
    case .nothing:
      return UInt8(CC_ERROR)
    case .replace(let replacement):
      el_deletestr(editor, Int32(word.unicodeScalars.count))
      return insert(replacement)
    case .list:
      return list(completion.candidates)
    }
  }

  /// Prints candidates under the line, then the prompt and the line anew under these.
  private func list(_ candidates: [Completion.Candidate]) -> UInt8 {
    let (line, columns) = (line, columns)
    // The line stays on the screen above its list, and is drawn once more below it.
    let lineRows = ScreenPosition(after: prompt.text + line.text, columns: columns).row + 1
    let listing = CompletionListing(
      candidates: candidates, width: columns, height: max(3, rows - 1 - lineRows))
    redraw { moveCursor(by: line.charactersAfter) }
    show("\n" + listing.text)
    moveCursor(by: -line.charactersAfter)
    _ = editline_refresh(editor)
    return UInt8(CC_NORM)
  }
}
