internal import Memory
import Platform

/// Reads lines from what is not a terminal: a file, a pipe, a text in memory.
///
/// Lines end with LF or CRLF, and the last one may end with the input. A byte order mark at the very
/// start is dropped. Everything else is handed over as it is, invalid UTF-8 and NUL included.
///
///     let reader = StreamReader(text: "x = 3\ny = x^2", name: "-e")
///     try reader.readLine(prompt: "")  // .line("x = 3", number 1)
///
/// - Complexity: linear in the bytes, a line of any length included. A line costs one search for its
///   newline and, with `readLine(prompt:)`, one allocation for its bytes.
package final class StreamReader: LineReader {
  /// What the input is called in messages: a path, `<stdin>`, `-e`.
  package let name: String

  /// Called before further input is asked for, which may mean waiting for it.
  package var willWait: (() -> Void)?

  /// Where further blocks come from; nil for a text in memory, which is one block.
  private let descriptor: Int32?

  /// Whether the descriptor was opened here and is closed here.
  private let ownsDescriptor: Bool

  /// The bytes at hand; for a descriptor a buffer that is filled again and again.
  private let block: UnsafeMutableBufferPointer<UInt8>

  /// How many bytes of input were handed over, line ends included.
  package private(set) var position = 0

  /// The bytes of `block` that are input and not yet handed over.
  private var unread: Range<Int>

  /// How many bytes may still be asked for.
  private var bytesLeft = Int.max

  /// The number of the last line handed over.
  private var lineNumber = 0

  /// How long a line may be: a gigabyte. What is longer is no text, such as `/dev/zero`.
  private static let longestLine = 1 << 30

  /// How many bytes are asked for at a time.
  private static let blockSize = 64 * 1024

  /// Reads from an open descriptor, which stays the caller's to close: so many bytes, or all there are.
  package convenience init(descriptor: Int32, name: String, byteCount: Int = .max) {
    self.init(descriptor: descriptor, ownsDescriptor: false, name: name)
    bytesLeft = byteCount
  }

  /// Reads from bytes in memory.
  package init(bytes: [UInt8], name: String) {
    self.name = name
    descriptor = nil
    ownsDescriptor = false
    block = .allocate(capacity: bytes.count)
    _ = block.initialize(from: bytes)
    unread = 0..<bytes.count
  }

  /// Reads from a text in memory, such as that of a flag.
  package convenience init(text: String, name: String) {
    self.init(bytes: Array(text.utf8), name: name)
  }

  /// Reads from a descriptor in blocks.
  private init(descriptor: Int32, ownsDescriptor: Bool, name: String) {
    self.name = name
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    block = .allocate(capacity: Self.blockSize)
    block.initialize(repeating: 0)
    unread = 0..<0
  }

  deinit {
    block.deallocate()
    if ownsDescriptor, let descriptor { close(descriptor) }
  }

  /// Opens a file. One that `isOrdinary` is no pipe, whose other end would be waited for, and no device.
  ///
  /// - Throws: `ReadError` when it cannot be opened or is a directory.
  package static func open(path: String, isOrdinary: Bool = false) throws(ReadError) -> StreamReader {
    let flags = O_RDONLY | O_CLOEXEC | (isOrdinary ? O_NONBLOCK : 0)
    let descriptor = openFile(path, flags, 0)
    guard descriptor >= 0 else { throw ReadError(name: path, errorNumber: errno) }
    let reader = StreamReader(descriptor: descriptor, ownsDescriptor: true, name: path)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ReadError(name: path, errorNumber: errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw ReadError(name: path, errorNumber: EISDIR) }
    if isOrdinary, !status.isRegular { throw ReadError(name: path, errorNumber: isNoOrdinaryFile) }
    return reader
  }

  /// The next line; `prompt` is not shown.
  ///
  /// Returns `.interrupted`, and drops the line begun, only where `Interrupt` is installed and Ctrl-C was pressed.
  package func readLine(prompt: String) throws(ReadError) -> LineRead {
    var line: [UInt8] = []
    switch try readLine(appendingTo: &line) {
    case .bytes: return .line(SourceLine(bytes: line, number: lineNumber))
    case .interrupted: return .interrupted
    case .end: return .endOfInput
    }
  }

  /// Appends the next line to a text; false if there is none, and then what was appended is no line.
  ///
  /// Reading into a text that has been read into before spares an allocation a line. What there is too little memory for
  /// is passed over, and appended as an empty line (``MemoryRoom/wasRefused``).
  package func nextLine(appendingTo text: inout [UInt8]) throws(ReadError) -> Bool {
    try readLine(appendingTo: &text) == .bytes
  }

  private func readLine(appendingTo text: inout [UInt8]) throws(ReadError) -> ReadResult {
    let start = text.count
    var isPassedOver = false
    while true {
      let unread = unread
      if !isPassedOver, !hasRoom(in: text, for: unread.count) {
        text = Array(text[..<start])
        isPassedOver = true
      }
      let newline = newline(in: unread)
      let end = newline ?? unread.upperBound
      if newline == nil, text.count - start > Self.longestLine {
        throw ReadError(name: name, errorNumber: EFBIG)
      }
      if !isPassedOver {
        text.append(contentsOf: UnsafeBufferPointer(rebasing: block[unread.lowerBound..<end]))
      }
      let next = newline.map { $0 + 1 } ?? end
      self.unread = next..<unread.upperBound
      position += next - unread.lowerBound
      if newline != nil {
        finish(&text, from: start, hasNewline: true)
        return .bytes
      }
      switch try readBlock() {
      case .bytes: continue
      case .interrupted: return .interrupted
      case .end where text.count == start && !isPassedOver: return .end
      case .end:
        finish(&text, from: start, hasNewline: false)
        return .bytes
      }
    }
  }

  /// Whether there is memory for so many bytes more in a text, and for what is made of it.
  @inline(__always)
  private func hasRoom(in text: [UInt8], for count: Int) -> Bool {
    text.count + count <= text.capacity || MemoryRoom.allows(text.count * Self.bytesForByte)
  }

  /// How many bytes of memory a byte of a statement takes until it is carried out: less than a formula does, which asks
  /// for itself, but as much as a text that is printed.
  private static let bytesForByte = MemoryRoom.isLimited ? 16 : 2

  /// The offset in `block` of the first newline in a range.
  private func newline(in range: Range<Int>) -> Int? {
    guard !range.isEmpty, let base = block.baseAddress,
      let found = memchr(base + range.lowerBound, 0x0A, range.count)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  /// Numbers a line and takes off what is not part of it: the CR of a CRLF, a byte order mark.
  private func finish(_ text: inout [UInt8], from start: Int, hasNewline: Bool) {
    if hasNewline, text.count > start, text[text.count - 1] == 0x0D { text.removeLast() }
    if lineNumber == 0, text[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
      text.removeSubrange(start..<start + 3)
    }
    lineNumber += 1
  }

  /// What came of asking for bytes.
  private enum ReadResult { case bytes, end, interrupted }

  /// Fills `block` anew, once everything in it has been taken.
  ///
  /// Inlined, it would have every line pay for the look at `willWait`.
  @inline(never)
  private func readBlock() throws(ReadError) -> ReadResult {
    guard let descriptor else { return .end }
    if Interrupt.isRequested { return .interrupted }
    willWait?()
    while true {
      let count = read(descriptor, block.baseAddress, min(block.count, bytesLeft))
      if count > 0 {
        bytesLeft -= count
        unread = 0..<count
        return .bytes
      }
      if count == 0 { return .end }
      guard errno == EINTR else { throw ReadError(name: name, errorNumber: errno) }
      if Interrupt.isRequested { return .interrupted }
    }
  }
}
