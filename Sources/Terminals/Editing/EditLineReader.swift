internal import CLibEdit
import Platform

/// Reads lines from a person at a terminal, who can edit them (libedit, emacs keys), bring earlier ones
/// back (Up and Down by prefix, Ctrl-R by search) and complete names with Tab.
///
///     let reader = EditLineReader(usesColor: true)
///     while case .line(let line)? = try reader?.readLine(prompt: "> ") { … }
///
/// Ctrl-C drops the line and is `.interrupted`, Ctrl-D on an empty line is `.endOfInput`. Ctrl-Z, `fg` and
/// a resized window leave the line as it was. A pasted block arrives whole and waits for Enter; a line
/// with newlines in it, pasted or brought back, is handed over as that many lines. Keys typed between two
/// lines, while a statement runs, wait for the next (`TerminalModes`).
///
/// One reader at a time may use a terminal, from one thread.
package final class EditLineReader: LineReader {
  /// Offers completions: gets the line and the cursor's offset in its UTF-8 bytes.
  package var completer: ((_ line: String, _ cursor: Int) -> Completion?)?

  /// The prompts by which a pasted block is known to be copied from a session.
  package var prompts: SessionPrompts?

  /// libedit's state.
  let editor: OpaquePointer

  /// The copy of the history that Ctrl-R searches.
  let searchHistory: OpaquePointer

  /// libedit's input and output.
  let streams: EditorStreams

  /// The descriptor behind the output.
  let outputDescriptor: Int32

  /// The keys.
  var input: TerminalInput

  /// Characters read ahead, that libedit gets before further ones.
  var charactersAhead: [Unicode.Scalar] = []

  /// Why no further character will come for this line.
  var stop: Stop?

  /// The entries that Up and Down walk through.
  var history = PromptHistory()

  /// The file in which entries are kept, if any.
  var historyFile: HistoryFile?

  /// The prompt of the line that is edited.
  private(set) var prompt = PromptText("", usesColor: false)

  /// Whether the prompt is coloured.
  private let usesColor: Bool

  /// Whether the terminal can only print, or is to do no more: no sequences but libedit's go to it.
  private(set) var isDumb: Bool

  /// The width of the window, as libedit knows it.
  var columnsKnown = 0

  /// The height of the window, as libedit is to know it.
  var rowsKnown = 0

  /// Further lines of what was entered at once.
  private var linesAhead: ArraySlice<[UInt8]> = []

  /// The number of the last line handed over.
  private var lineNumber = 0

  /// Why a line ended without Enter.
  enum Stop: Equatable { case interrupted, ended, failed(Int32) }

  /// Prepares a terminal for editing; nil when libedit cannot be set up.
  ///
  /// Installs `Interrupt`: otherwise Ctrl-C would leave the terminal in editing mode.
  ///
  /// - Parameters:
  ///   - input: The terminal that is typed at; it stays the caller's to close.
  ///   - output: The terminal that shows the line; it stays the caller's to close.
  ///   - usesColor: Whether the prompt is coloured.
  ///   - readsUserSettings: Whether `~/.editrc` is obeyed.
  ///   - startsPrograms: Whether a key may start a program, such as an editor for the line.
  package init?(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, usesColor: Bool,
    readsUserSettings: Bool = true, startsPrograms: Bool = true
  ) {
    Interrupt.install()
    CharacterLocale.useUnicode()
    guard let streams = EditorStreams(input: input, output: output) else { return nil }
    TerminalModes.keep(input)
    let (keys, screen) = (streams.input, streams.output)
    let isDumb = TerminalKind.isDumb
    // Of a terminal of an unknown kind libedit says at this point, and only then, that it takes it for a dumb one.
    let complaints = isDumb ? streams.nowhere : screen
    let created = WindowSize.whileBelievable(input) { el_init("adrepl", keys, screen, complaints) }
    guard let editor = created, let searchHistory = history_init() else {
      TerminalModes.restore()
      return nil
    }
    self.editor = editor
    self.searchHistory = searchHistory
    self.streams = streams
    self.outputDescriptor = output
    self.input = TerminalInput(descriptor: input)
    self.usesColor = usesColor
    self.isDumb = isDumb
    configure(readsUserSettings: readsUserSettings, startsPrograms: startsPrograms)
  }

  deinit {
    el_end(editor)
    history_end(searchHistory)
    TerminalModes.restore()
  }

  /// Tells libedit everything that holds for all lines.
  private func configure(readsUserSettings: Bool, startsPrograms: Bool) {
    _ = editline_set_errors(editor, streams.output)
    _ = editline_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
    _ = editline_set_editor(editor, "emacs")
    _ = editline_set_signal_handling(editor, 0)
    _ = editline_set_prompt(editor, { EditLineReader.of($0)?.prompt.pointer }, PromptText.marker)
    _ = editline_set_character_reader(editor) { editor, character in
      EditLineReader.of(editor)?.readCharacter(into: character) ?? -1
    }
    _ = editline_history_set_size(searchHistory, 10_000)
    _ = editline_set_history(editor, searchHistory)
    if !startsPrograms {
      UserSettings(editor: editor).obey(
        path: readsUserSettings ? UserSettings.path(EnvironmentVariable.value) : nil)
    } else if readsUserSettings {
      el_source(editor, nil)
    }
    bindKeys()
    takeWindowSize()
    if editline_edits_lines(editor) != 0 {
      _ = editline_keep_typed_keys(editor)
    } else {
      // The terminal itself shows what is typed, and lets it be erased.
      isDumb = true
    }
    TerminalModes.noteModeBetweenLines()
  }

  /// The reader that a callback of libedit belongs to.
  static func of(_ editor: OpaquePointer?) -> EditLineReader? {
    editline_client_data(editor).map { Unmanaged<EditLineReader>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Shows the prompt and lets a line be edited until Enter, Ctrl-C or Ctrl-D.
  ///
  /// - Throws: `ReadError` when the terminal cannot be read, other than by having gone away.
  package func readLine(prompt: String) throws(ReadError) -> LineRead {
    // What came before the prompt is settled, but for Ctrl-C taking back what else was entered at once.
    if forgetOldSignals() { linesAhead = [] }
    Interrupt.clear()
    if linesAhead.isEmpty {
      linesAhead = edit(prompt: prompt)[...]
      switch stop {
      case .interrupted: return .interrupted
      case .failed(let errorNumber): throw ReadError(name: "<terminal>", errorNumber: errorNumber)
      case .ended, nil: break
      }
    }
    guard let bytes = linesAhead.popFirst() else { return .endOfInput }
    lineNumber += 1
    return .line(SourceLine(bytes: bytes, number: lineNumber))
  }

  /// Lets the user edit; returns the lines entered, none at the end of input or after an interrupt.
  private func edit(prompt: String) -> [[UInt8]] {
    self.prompt = PromptText(prompt, usesColor: usesColor)
    history.endWalk()
    takeInOtherSessions()
    charactersAhead = []
    stop = nil
    let handlers = beginEditing()
    // The window may have changed its size while no line was edited.
    if columns != columnsKnown { takeWindowSize() }
    // libedit shows the prompt first and then sets the terminal up: a key typed between the two would be lost.
    _ = editline_prepare_terminal(editor, 1)
    hideWindowSize()
    var count: Int32 = 0
    let line = el_wgets(editor, &count)
    // A line that a macro of ~/.editrc has typed to its end took no key: libedit has not left the editing mode then.
    showTerminal()
    _ = editline_prepare_terminal(editor, 0)
    endEditing(restoring: handlers)
    guard stop == nil, let line, count > 0 else {
      if stop == .interrupted { Interrupt.clear() }
      show(stop == .interrupted ? "^C\n" : "\n")
      return []
    }
    var text = String(wide: line, count: Int(count))
    if text.last == "\n" { text.removeLast() }
    return AlignedText.original(text).utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Array($0) }
  }
}
