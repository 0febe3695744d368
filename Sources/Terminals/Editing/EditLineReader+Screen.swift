internal import CLibEdit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension EditLineReader {
  /// The width of the terminal.
  var columns: Int { TerminalCapabilities.Stream(descriptor: outputDescriptor).columns ?? 80 }

  /// The height of the terminal.
  var rows: Int { TerminalCapabilities.Stream(descriptor: outputDescriptor).rows ?? 24 }

  /// The rows that libedit is told of at least.
  private static let fewestRows = 200

  /// Tells libedit the size of the window, its height aside.
  ///
  /// libedit is not left to ask for it: it would believe a size that no window has (`WindowSize`). Nor does it get the
  /// height. It writes beyond its tables where a line takes more rows than the terminal has; so it is told of a higher
  /// one, which only matters for such lines: they may look odd, but they are edited as they should.
  func takeWindowSize() {
    columnsKnown = columns
    _ = editline_set_columns(editor, String(columnsKnown))
    setRows(max(Self.fewestRows, rowsKnown))
  }

  /// Keeps libedit from asking for the size of the window, as it does before it shows a prompt: what it takes for its
  /// input has none. It needs the terminal itself no sooner than it asks for a key, and then `showTerminal` gives it back.
  func hideWindowSize() { _ = editline_set_input(editor, streams.noTerminal) }

  /// Ends what `hideWindowSize` began.
  func showTerminal() { _ = editline_set_input(editor, streams.input) }

  /// Sees to it that libedit has rows enough for the line and a further text, and for both once more: a key may
  /// insert all that was deleted before.
  func makeRoom(for text: String = "") {
    // Nothing takes more rows than newlines.
    let most = text.utf8.count + characterCount + prompt.text.utf8.count
    if 2 * most < rowsKnown { return }
    let end = ScreenPosition(after: prompt.text + line.text + text, columns: columns)
    if 2 * (end.row + 1) >= rowsKnown { setRows(4 * (end.row + 1)) }
  }

  private func setRows(_ rows: Int) {
    rowsKnown = rows
    _ = editline_set_rows(editor, String(rows))
  }

  /// Prints something of our own after what libedit has printed.
  func show(_ text: String) {
    fputs(text, streams.output)
    fflush(streams.output)
  }

  /// Asks the terminal to mark what is pasted, or no longer to do so.
  func setPasteMarking(_ enabled: Bool) {
    if isDumb { return }
    if enabled { TerminalModes.markedTerminal = outputDescriptor }
    show(enabled ? PastedText.enable : "\(PastedText.disable)")
    if !enabled { TerminalModes.markedTerminal = -1 }
  }

  /// Draws the line anew in its place, after a change that libedit was not asked for.
  ///
  /// libedit draws from where the cursor is and can be told nothing else, so the cursor first goes back
  /// to where the prompt begins. Terminals break long lines anew when their width changes; hence the way
  /// back is counted with the width of now.
  func redraw(after change: () -> Void) {
    if !isDumb {
      let row = ScreenPosition(after: prompt.text + line.beforeCursor, columns: columns).row
      show(row > 0 ? "\r\u{1B}[\(row)A\u{1B}[J" : "\r\u{1B}[J")
    }
    change()
    if !isDumb { _ = editline_refresh(editor) }
  }
}
