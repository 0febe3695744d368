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
  var columns: Int {
    let reported = TerminalCapabilities.Stream(descriptor: outputDescriptor).columns ?? 0
    return reported > 0 ? reported : 80
  }

  /// Prints something of our own after what libedit has printed.
  func show(_ text: String) {
    fputs(text, output)
    fflush(output)
  }

  /// Asks the terminal to mark what is pasted, or no longer to do so.
  func setPasteMarking(_ enabled: Bool) {
    if !isDumb { show(enabled ? PastedText.enable : PastedText.disable) }
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
