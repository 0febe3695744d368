/// The bytes that one key sends, collected from ESC on.
///
/// A terminal sends `ESC [ parameters final` or `ESC O final` for keys that are no character, with one
/// more ESC in front for Alt on some. Knowing where a sequence ends is what allows one without a meaning
/// to be dropped whole: libedit drops only its beginning and inserts the rest into the line.
struct EscapeSequence {
  /// What the bytes so far amount to.
  enum State {
    /// More bytes belong to it.
    case unfinished

    /// It is the sequence of a key.
    case complete

    /// The last byte does not continue a sequence: what is before it stands for itself.
    case broken
  }

  /// The bytes so far, ESC first; without the byte that broke the sequence.
  private(set) var bytes: [UInt8] = [escape]

  /// Whether `ESC [` or `ESC O` has been seen.
  private(set) var hasIntroducer = false

  /// The byte that begins every sequence.
  static let escape: UInt8 = 0x1B

  /// No key sends a longer sequence than this.
  private static let limit = 32

  /// Takes the next byte in.
  mutating func append(_ byte: UInt8) -> State {
    let state = hasIntroducer ? stateWithin(byte) : stateBefore(byte)
    if state != .broken { bytes.append(byte) }
    return state
  }

  /// What a byte means before the introducer.
  private mutating func stateBefore(_ byte: UInt8) -> State {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      hasIntroducer = true
      return .unfinished
    case Self.escape where bytes.count == 1:
      return .unfinished
    default:
      return .broken
    }
  }

  /// What a byte means after the introducer.
  private func stateWithin(_ byte: UInt8) -> State {
    let isFirst = bytes.last == UInt8(ascii: "[") || bytes.last == UInt8(ascii: "O")
    switch byte {
    case UInt8(ascii: "[") where isFirst: return .unfinished  // F1 to F5 of the Linux console
    case 0x20...0x3F: return bytes.count < Self.limit ? .unfinished : .complete
    case 0x40...0x7E: return .complete
    default: return .broken
    }
  }
}
