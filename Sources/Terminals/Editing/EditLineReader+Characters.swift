internal import CLibEdit
import Platform

extension EditLineReader {
  /// Reads one character for libedit; returns 1, 0 at the end of input, -1 when the line is given up.
  func readCharacter(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    showTerminal()
    // While keys are waiting, the line is about to change.
    if charactersAhead.isEmpty, !input.isReady { showSoftWraps() }
    if let next = nextCharacter() {
      makeRoom()
      character?.pointee = wchar_t(truncatingIfNeeded: next.value)
      return 1
    }
    character?.pointee = 0
    return stop == .ended ? 0 : -1
  }

  /// The next character for libedit, nil once `stop` is set.
  private func nextCharacter() -> Unicode.Scalar? {
    while true {
      if !charactersAhead.isEmpty { return charactersAhead.removeFirst() }
      guard let byte = nextByte() else { return nil }
      switch byte {
      case EscapeSequence.escape: readEscapeSequence()
      case KeyBinding.leadIn: continue
      default: return decodeCharacter(beginningWith: byte)
      }
    }
  }

  /// The next byte typed; nil when the time is up or `stop` is set. Sees to signals on the way.
  func nextByte(timeout milliseconds: Int32 = -1) -> UInt8? {
    while stop == nil {
      switch input.next(timeout: milliseconds) {
      case .byte(let byte): return byte
      case .signal(let signal): handle(signal)
      case .timeout: return nil
      case .end: stop = .ended
      case .failure(let errorNumber): stop = .failed(errorNumber)
      }
    }
    return nil
  }

  /// Collects what follows ESC. The sequence of a key becomes its stroke, or nothing if the key has no
  /// meaning; what is no sequence stays as it is.
  private func readEscapeSequence() {
    var sequence = EscapeSequence()
    var state = EscapeSequence.State.unfinished
    while state == .unfinished {
      // A key sends its bytes in one go. A pause means that ESC itself was pressed.
      guard let byte = nextByte(timeout: 50) else { break }
      state = sequence.append(byte)
      if state == .broken { input.putBack(byte) }
    }
    if !sequence.hasIntroducer || state == .unfinished {
      charactersAhead += sequence.bytes.map { Unicode.Scalar($0) }
    } else if let stroke = KeyBinding.strokes[sequence.bytes] {
      charactersAhead += stroke.unicodeScalars
    }
  }

  /// Decodes a character of UTF-8; what is none becomes U+FFFD.
  private func decodeCharacter(beginningWith first: UInt8) -> Unicode.Scalar {
    var bytes = [first]
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    while bytes.count < length, let byte = nextByte(timeout: 1000) {
      guard 0x80...0xBF ~= byte else {
        input.putBack(byte)
        break
      }
      bytes.append(byte)
    }
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return text.first.flatMap { text.count == 1 ? $0 : nil } ?? "\u{FFFD}"
  }
}
