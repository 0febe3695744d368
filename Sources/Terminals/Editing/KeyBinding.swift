/// What keys do: an editing command, and the bytes that terminals send for it.
struct KeyBinding {
  /// A command of editrc(5), or one of `EditLineReader`'s own.
  let command: String

  /// The escape sequences of its keys; terminals disagree, so most commands have several.
  let sequences: [String]

  /// The control character that does the same, if any.
  let control: Character?

  /// What libedit is given in place of any of the sequences: a lead-in and a letter for the command.
  ///
  /// ESC itself is never bound. It ends an incremental search, and it changes the mode for those whose
  /// `~/.editrc` says `bind -v`; with a sequence bound, it would wait for another character instead.
  let stroke: String

  /// The names of the commands that `EditLineReader` adds to libedit's.
  enum Command {
    static let older = "adrepl-older"
    static let newer = "adrepl-newer"
    static let complete = "adrepl-complete"
    static let paste = "adrepl-paste"
    static let end = "adrepl-end"
  }

  /// Begins every stroke: Ctrl-^, which has no meaning of its own.
  static let leadIn: UInt8 = 0x1E

  /// The bindings that a session cannot do without, whatever `~/.editrc` says.
  ///
  /// A sequence that is not here does nothing.
  static let all = [
    KeyBinding(Command.older, "a", "[A", "OA", control: "\u{10}"),
    KeyBinding(Command.newer, "b", "[B", "OB", control: "\u{0E}"),
    KeyBinding("ed-next-char", "c", "[C", "OC", "[1;2C"),
    KeyBinding("ed-prev-char", "d", "[D", "OD", "[1;2D"),
    KeyBinding("ed-move-to-beg", "e", "[H", "OH", "[1~", "[7~", "[1;5H"),
    // In vi's input mode libedit's own goes to the last character, not behind it.
    KeyBinding(Command.end, "f", "[F", "OF", "[4~", "[8~", "[1;5F"),
    KeyBinding(
      "em-next-word", "g", "[1;5C", "[1;3C", "[1;9C", "[5C", "Oc", "\u{1B}[C", "\u{1B}OC"),
    KeyBinding(
      "ed-prev-word", "h", "[1;5D", "[1;3D", "[1;9D", "[5D", "Od", "\u{1B}[D", "\u{1B}OD"),
    KeyBinding("ed-delete-next-char", "i", "[3~"),
    KeyBinding("em-delete-next-word", "j", "[3;5~", "[3;3~"),
    KeyBinding(Command.paste, "k", "[200~"),
    KeyBinding(Command.complete, "l", control: "\t"),
    KeyBinding("ed-delete-prev-word", "m", control: "\u{17}"),
    KeyBinding("em-inc-search-prev", "n", control: "\u{12}"),
  ]

  /// The stroke for each sequence, ESC included, that has a meaning.
  static let strokes = Dictionary(
    all.flatMap { binding in binding.sequences.map { (Array("\u{1B}\($0)".utf8), binding.stroke) } },
    uniquingKeysWith: { first, _ in first })

  /// A binding whose sequences are written without the ESC that begins them.
  private init(_ command: String, _ letter: Character, _ sequences: String..., control: Character? = nil) {
    self.command = command
    self.sequences = sequences
    self.control = control
    stroke = "\(Character(Unicode.Scalar(Self.leadIn)))\(letter)"
  }
}
