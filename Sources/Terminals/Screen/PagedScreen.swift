import Platform

/// Pages on the terminal's other screen, through which one goes by keys; what was there before comes back at the end.
///
/// Enter, the space bar and the arrows to the right and down go on, `b` and the other arrows go back, `e` and `g` go to the
/// last and the first page, `q`, Esc and Ctrl-C leave.
package struct PagedScreen {
  /// What a key asks for.
  private enum Move { case next, back, last, first, leave }

  static let enter: StaticString = "\u{1B}[?1049h\u{1B}[?25l"
  static let leave: StaticString = "\u{1B}[?25h\u{1B}[?1049l"

  /// How many pages there are.
  private let count: Int

  /// A page as the terminal is to get it, line by line, for so many columns and rows.
  private let page: (_ number: Int, _ columns: Int, _ rows: Int) -> String

  package init(count: Int, page: @escaping (_ number: Int, _ columns: Int, _ rows: Int) -> String) {
    self.count = count
    self.page = page
  }

  /// Shows the pages until somebody leaves. A window that changes its size gets its page anew.
  package func show() {
    send(Self.enter)
    TerminalModes.showsOtherScreen = true
    defer {
      TerminalModes.showsOtherScreen = false
      send(Self.leave)
    }
    var number = 0
    var shown: (number: Int, size: WindowSize, resumptions: Int)?
    while !Interrupt.isRequested {
      let size = WindowSize(descriptor: STDOUT_FILENO)
      let resumptions = TerminalModes.resumptions
      if shown.map({ $0.number != number || $0.size != size || $0.resumptions != resumptions }) ?? true {
        draw(number, size)
        shown = (number, size, resumptions)
      }
      guard let move = nextMove() else { continue }
      switch move {
      case .next: number = min(number + 1, count - 1)
      case .back: number = max(number - 1, 0)
      case .last: number = count - 1
      case .first: number = 0
      case .leave: return
      }
    }
    Interrupt.clear()
  }

  private func draw(_ number: Int, _ size: WindowSize) {
    let lines = page(number, size.columns ?? 80, size.rows ?? 24).split(
      separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.prefix(size.rows ?? 24).joined(separator: "\u{1B}[K\r\n")
    send("\u{1B}[H" + shown + "\u{1B}[K\u{1B}[J")
  }

  /// What the next key asks for; nil if there was none for a while, or one without a meaning. Keys that were typed ahead wait
  /// for the next question, or the next prompt.
  private func nextMove() -> Move? {
    guard isReady(within: 100) else { return nil }
    guard let byte = nextByte() else { return errno == EINTR ? nil : .leave }
    switch byte {
    case EscapeSequence.escape: return moveOfSequence()
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "n"): return .next
    case UInt8(ascii: "b"), UInt8(ascii: "p"), 0x7F, 0x08: return .back
    case UInt8(ascii: "e"): return .last
    case UInt8(ascii: "g"): return .first
    case UInt8(ascii: "q"), 3, 4: return .leave
    default: return nil
    }
  }

  /// What a key asks for that sends several bytes, of which the first is read; Esc alone leaves.
  private func moveOfSequence() -> Move? {
    var sequence = EscapeSequence()
    while isReady(within: 50), let byte = nextByte() {
      guard sequence.append(byte) != .unfinished else { continue }
      switch byte {
      case UInt8(ascii: "A"), UInt8(ascii: "D"): return .back
      case UInt8(ascii: "B"), UInt8(ascii: "C"): return .next
      case UInt8(ascii: "H"): return .first
      case UInt8(ascii: "F"): return .last
      default: return nil
      }
    }
    return sequence.bytes.count == 1 ? .leave : nil
  }

  private func isReady(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  private func nextByte() -> UInt8? {
    var byte: UInt8 = 0
    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
  }

  private func send(_ text: StaticString) {
    _ = write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }

  private func send(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = write(STDOUT_FILENO, rest.baseAddress, rest.count)
        if count <= 0 { if errno == EINTR { continue } else { return } }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
  }
}
