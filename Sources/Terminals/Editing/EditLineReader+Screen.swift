internal import CLibEdit
import Platform

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
      show(CursorMotion.to(row: 0, column: 0, from: row) + CursorMotion.clearance)
    }
    change()
    if isDumb { return }
    _ = editline_refresh(editor)
    showSoftWraps()
  }

  /// Windows are not expected to be narrower.
  private static let fewestColumns = 20

  /// Tells the terminal where the line goes on in a next row, and that it ends behind the cursor, so that it breaks it
  /// anew as a whole when its width changes and takes the cursor with it.
  ///
  /// libedit does not print blanks at the end of a row, and goes to rows that it changes by line feeds: then a terminal
  /// takes the rows for lines of their own and leaves them apart, and `redraw` would not find back to the prompt. Where
  /// nothing was printed the cursor has no place in the text that could be followed: a blank gives it one.
  func showSoftWraps() {
    if isDumb || prompt.text.utf8.count + characterCount < Self.fewestColumns { return }
    let (line, columns) = (line, columns)
    let (text, before) = (prompt.text + line.text, prompt.text + line.beforeCursor)
    // Of a line that is higher than the window the first rows are gone.
    guard ScreenPosition(after: text, columns: columns).row < rows else { return }
    let cursor = ScreenPosition(after: before, columns: columns)
    var (output, row) = ("", cursor.row)
    for wrap in SoftWrap.all(in: text, columns: columns) {
      output += CursorMotion.to(row: wrap.row, column: wrap.column, from: row) + wrap.characters
      row = wrap.row + 1
    }
    if !output.isEmpty { output += CursorMotion.to(row: cursor.row, column: cursor.column, from: row) }
    if cursor.column > 0, line.isAtEndOfRow {
      output += " " + CursorMotion.to(row: 0, column: cursor.column, from: 0)
    }
    show(output)
  }
}

/// The escape sequences that move the cursor.
private enum CursorMotion {
  /// Clears the row from its first column on, and all rows below.
  ///
  /// From the first column of the first row tmux takes that for a clearing of the whole screen, and keeps what was on it
  /// in its history, from where it comes back when the window grows.
  static let clearance = "\u{1B}[K\u{1B}[C\u{1B}[J\r"

  /// The way from anywhere in a row to a place in that row, or in one above or below it.
  static func to(row: Int, column: Int, from current: Int) -> String {
    let vertical =
      row < current ? "\u{1B}[\(current - row)A" : row > current ? "\u{1B}[\(row - current)B" : ""
    return "\r" + vertical + (column > 0 ? "\u{1B}[\(column)C" : "")
  }
}
