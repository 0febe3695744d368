internal import CLibEdit

extension EditLineReader {
  /// Adds our own commands to libedit's and binds all keys.
  func bindKeys() {
    add(KeyBinding.Command.older, "Older entry with this beginning") { editor, _ in
      EditLineReader.of(editor)?.showOlderEntry() ?? UInt8(CC_ERROR)
    }
    add(KeyBinding.Command.newer, "Newer entry with this beginning") { editor, _ in
      EditLineReader.of(editor)?.showNewerEntry() ?? UInt8(CC_ERROR)
    }
    add(KeyBinding.Command.complete, "Complete the word before the cursor") { editor, _ in
      EditLineReader.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    add(KeyBinding.Command.paste, "Insert what is pasted") { editor, _ in
      EditLineReader.of(editor)?.insertPastedText() ?? UInt8(CC_ERROR)
    }
    add(KeyBinding.Command.end, "Go to the end of the line") { editor, _ in
      EditLineReader.of(editor)?.goToEnd() ?? UInt8(CC_ERROR)
    }
    for binding in KeyBinding.all {
      _ = editline_bind(editor, binding.stroke, binding.command)
      _ = editline_bind_alternative(editor, binding.stroke, binding.command)
      if let control = binding.control { _ = editline_bind(editor, String(control), binding.command) }
    }
  }

  /// Registers a command of our own.
  private func add(_ name: String, _ help: String, _ command: @escaping editline_command_function) {
    _ = editline_add_command(editor, name, help, command)
  }

  /// Up: the next older entry that begins with what was typed.
  private func showOlderEntry() -> UInt8 {
    let typed = AlignedText.original(line.text)
    if !history.isWalking(at: typed) { takeInOtherSessions() }
    return replaceLine(with: history.older(than: typed).map(AlignedText.aligned))
  }

  /// Down: the next newer one, and at last what was typed.
  private func showNewerEntry() -> UInt8 {
    replaceLine(with: history.newer(than: AlignedText.original(line.text)).map(AlignedText.aligned))
  }

  /// End: the place behind the last character.
  private func goToEnd() -> UInt8 {
    moveCursor(by: line.charactersAfter)
    return UInt8(CC_REFRESH)
  }

  /// A pasted block: inserts it whole, so that nothing in it acts as a key.
  private func insertPastedText() -> UInt8 {
    var bytes: [UInt8] = []
    while !bytes.suffix(PastedText.ending.count).elementsEqual(PastedText.ending) {
      guard let byte = nextByte() else { return UInt8(CC_EOF) }
      bytes.append(byte)
    }
    return insert(AlignedText.aligned(PastedText.clean(bytes.dropLast(PastedText.ending.count), prompts)))
  }
}
