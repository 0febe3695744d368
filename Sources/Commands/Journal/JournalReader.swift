import Formulas

/// Takes a journal apart, line by line, into what was written into it at a time.
///
/// - Complexity: a line costs time in proportion to its own length, whatever is wrong with it.
package struct JournalReader {
  /// Something that was written at a time.
  package struct Record {
    /// What it is.
    package let content: Content

    /// Where it stands in the journal, its last newline included.
    package let range: Range<Int>

    /// The number of its first line.
    package let number: Int
  }

  package enum Content {
    /// The number of the format from here on.
    case format(Int)

    case mark(JournalMark)

    /// A statement's text. If it is not whole, its end was never written, or others have changed it.
    case statement([UInt8], isWhole: Bool)
  }

  private struct Line {
    let bytes: [UInt8]
    let range: Range<Int>
    let number: Int
  }

  private var format = 1

  /// The lines of a statement that may go on.
  private var pending: ArraySlice<Line> = []

  /// The same lines put together, in the first format, where only that tells whether they go on.
  private var assembler = LineAssembler()

  /// In the first format, how many lines are looked at for the end of a statement once there was one that has none.
  private static let longestSearch = 100

  package init() {}

  /// Takes the next line, which stands in `range` with its newline; gives what is complete with it.
  package mutating func add(_ bytes: [UInt8], in range: Range<Int>, number: Int) -> [Record] {
    let line = Line(bytes: bytes, range: range, number: number)
    if let format = SessionFormat.number(in: bytes) {
      let records = finish()
      self.format = format
      return records + [Record(content: .format(format), range: range, number: number)]
    }
    if let mark = JournalMark(line: bytes) {
      return finish() + [Record(content: .mark(mark), range: range, number: number)]
    }
    if format > 1 {
      let goesOn = bytes.first == SessionFormat.tab || bytes.first == UInt8(ascii: " ")
      let records = goesOn ? [] : finish()
      pending.append(line)
      return records
    }
    pending.append(line)
    switch assembler.add(bytes) {
    case .unfinished: return []
    case .complete: return [take(pending.count)]
    case .endedByCommand: return [take(pending.count - 1), take(1)]
    }
  }

  /// Gives what is left: nothing follows.
  package mutating func finish() -> [Record] {
    if pending.isEmpty { return [] }
    if format > 1 { return [take(pending.count)] }
    // A statement that has no end is its first line, and the others may be statements of their own.
    var records = [take(1)]
    while !pending.isEmpty {
      var length = 0
      var progress: LineAssembler.Progress?
      while length < min(pending.count, Self.longestSearch), progress?.isUnfinished ?? true {
        progress = assembler.add(pending[pending.startIndex + length].bytes)
        length += 1
      }
      records.append(take(progress == .complete ? length : 1))
    }
    return records
  }

  /// Takes the first lines that are waiting as a statement.
  private mutating func take(_ count: Int) -> Record {
    let lines = pending.prefix(count)
    pending = pending.dropFirst(count)
    assembler.reset()
    var progress: LineAssembler.Progress?
    for line in lines {
      let isFurther = format > 1 && line.bytes.first == SessionFormat.tab
      progress = assembler.add(isFurther ? Array(line.bytes.dropFirst()) : line.bytes)
    }
    defer { assembler.reset() }
    return Record(
      content: .statement(assembler.text, isWhole: progress == .complete),
      range: (lines.first?.range.lowerBound ?? 0)..<(lines.last?.range.upperBound ?? 0),
      number: lines.first?.number ?? 1)
  }
}

extension LineAssembler.Progress {
  fileprivate var isUnfinished: Bool { if case .unfinished = self { true } else { false } }
}
