internal import CLibEdit

extension EditLineReader {
  /// The line being edited.
  struct EditedLine {
    /// The whole line.
    var text: String

    /// How many Unicode scalars are before the cursor.
    var cursor: Int

    /// How many Unicode scalars are after the cursor.
    var charactersAfter: Int

    /// Whether nothing stands behind the cursor, in its row of a text of several.
    var isAtEndOfRow: Bool {
      let scalars = text.unicodeScalars
      return scalars.dropFirst(cursor).first.map { $0 == "\n" } ?? true
    }

    /// The text before the cursor.
    var beforeCursor: String {
      String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor)))
    }
  }

  /// The line being edited, copied from libedit.
  var line: EditedLine {
    guard let state = el_wline(editor)?.pointee, let start = state.buffer, let end = state.lastchar,
      let cursor = state.cursor
    else { return EditedLine(text: "", cursor: 0, charactersAfter: 0) }
    return EditedLine(
      text: String(wide: start, count: start.distance(to: end)),
      cursor: start.distance(to: cursor), charactersAfter: cursor.distance(to: end))
  }

  /// How many Unicode scalars the line has.
  var characterCount: Int {
    guard let state = el_wline(editor)?.pointee, let start = state.buffer, let end = state.lastchar else {
      return 0
    }
    return start.distance(to: end)
  }

  /// Moves the cursor by a number of Unicode scalars.
  func moveCursor(by count: Int) { el_cursor(editor, Int32(count)) }

  /// Inserts text at the cursor; returns what libedit is to do then.
  func insert(_ text: String) -> UInt8 {
    makeRoom(for: text)
    let wide = text.unicodeScalars.map { wchar_t(truncatingIfNeeded: $0.value) } + [0]
    let inserted = text.isEmpty || el_winsertstr(editor, wide) == 0
    return UInt8(inserted ? CC_REFRESH : CC_ERROR)
  }

  /// Replaces the whole line, or beeps when there is nothing to replace it with.
  func replaceLine(with text: String?) -> UInt8 {
    guard let text else { return UInt8(CC_ERROR) }
    let line = line
    moveCursor(by: line.charactersAfter)
    el_deletestr(editor, Int32(line.cursor + line.charactersAfter))
    return insert(text)
  }
}

extension String {
  /// Copies wide characters of the C library, which are Unicode scalars.
  init(wide start: UnsafePointer<wchar_t>, count: Int) {
    let characters = UnsafeBufferPointer(start: start, count: count)
    self.init(decoding: characters.lazy.map { UInt32(truncatingIfNeeded: $0) }, as: UTF32.self)
  }

  /// Copies wide characters up to the zero that ends them.
  init(wide start: UnsafePointer<wchar_t>) {
    var count = 0
    while start[count] != 0 { count += 1 }
    self.init(wide: start, count: count)
  }
}
