import Platform

/// Pages on the terminal's other screen, through which one goes by keys; what was there before comes back at the end.
///
/// Enter, the space bar and the arrows to the right and down go on, `b` and the other arrows go back, `e` and `g` go to the
/// last and the first page, `q`, Esc and Ctrl-C leave.
package struct PagedScreen {
  /// What a key asks for.
  private enum Move { case next, back, last, first, leave }

  private static let enter: StaticString = "\u{1B}[?1049h\u{1B}[?25l"
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
    var shown: (number: Int, size: WindowSize)?
    while !Interrupt.isRequested {
      let size = WindowSize(descriptor: STDOUT_FILENO)
      if shown.map({ $0.number != number || $0.size != size }) ?? true {
        draw(number, size)
        shown = (number, size)
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

  /// What the next key asks for; nil if there was none for a while, or one without a meaning.
  private func nextMove() -> Move? {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 100) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 32)
    let byteCount = read(STDIN_FILENO, &bytes, bytes.count)
    // Whoever was typing is gone.
    if byteCount <= 0 { return errno == EINTR ? nil : .leave }
    switch bytes[0] {
    case EscapeSequence.escape where byteCount == 1: return .leave
    case EscapeSequence.escape:
      switch bytes[byteCount - 1] {
      case UInt8(ascii: "A"), UInt8(ascii: "D"): return .back
      case UInt8(ascii: "B"), UInt8(ascii: "C"): return .next
      case UInt8(ascii: "H"): return .first
      case UInt8(ascii: "F"): return .last
      default: return nil
      }
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "n"): return .next
    case UInt8(ascii: "b"), UInt8(ascii: "p"), 0x7F, 0x08: return .back
    case UInt8(ascii: "e"): return .last
    case UInt8(ascii: "g"): return .first
    case UInt8(ascii: "q"), 3, 4: return .leave
    default: return nil
    }
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
