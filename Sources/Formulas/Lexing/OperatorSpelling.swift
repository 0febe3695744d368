/// What a spelling such as `-` can stand for: an operator before its operand, one between two, or both.
struct OperatorMeaning: Hashable {
  /// The operator that stands before its operand.
  var prefix: OperatorID?

  /// The operator that stands between two operands.
  var infix: OperatorID?
}

/// A way to type an operator, laid out for the lexer: small enough to be compared in registers.
struct OperatorSpelling {
  /// The bytes, the first one lowest.
  let packed: UInt64

  /// The number of bytes.
  let length: Int

  /// Whether it is made of letters, and so ends only where a name would end.
  let isWord: Bool

  /// What it stands for.
  var meaning: OperatorMeaning

  /// Whether the text holds these bytes at `position`, all of them before `end`.
  func matches(_ text: [UInt8], at position: Int, end: Int) -> Bool {
    guard end - position >= length else { return false }
    var rest = packed
    for offset in position..<position + length {
      if text[offset] != UInt8(truncatingIfNeeded: rest) { return false }
      rest >>= 8
    }
    return true
  }
}

/// All spellings, found by their first byte, the longest first.
struct OperatorSpellings {
  private let spellings: [OperatorSpelling]

  /// For every first byte where its spellings begin in `spellings`; the next byte's beginning is their end.
  private let starts: [Int]

  /// For every byte what it means, if it can only be an operator of this one byte.
  private let onlyMeanings: [OperatorMeaning?]

  /// The spellings of the operator table.
  static let all = OperatorSpellings(Operator.table)

  init(_ operators: [Operator]) {
    var found: [[UInt8]: OperatorSpelling] = [:]
    for row in operators {
      for bytes in row.spellings.map({ Array($0.utf8) }) {
        let packed = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        var spelling =
          found[bytes]
          ?? OperatorSpelling(
            packed: packed, length: bytes.count, isWord: bytes.allSatisfy(isASCIINameByte), meaning: .init())
        switch row.fixity {
        case .prefix: spelling.meaning.prefix = row.id
        case .infix: spelling.meaning.infix = row.id
        }
        found[bytes] = spelling
      }
    }
    let sorted = found.values.sorted {
      let (left, right) = ($0.packed & 0xFF, $1.packed & 0xFF)
      return left != right ? left < right : ($0.length, $0.packed) > ($1.length, $1.packed)
    }
    spellings = sorted
    starts = (0...256).map { byte in
      sorted.firstIndex { $0.packed & 0xFF >= byte } ?? sorted.count
    }
    onlyMeanings = (0...255).map { byte in
      let candidates = sorted.filter { $0.packed & 0xFF == byte }
      return candidates.count == 1 && candidates[0].length == 1 ? candidates[0].meaning : nil
    }
  }

  /// What a byte means, if it can only be an operator of this one byte: `+`, but not `<`, which may become
  /// `<=`.
  func onlyMeaning(of byte: UInt8) -> OperatorMeaning? { onlyMeanings[Int(byte)] }

  /// The spellings that begin with `byte`, the longest first.
  func beginning(with byte: UInt8) -> ArraySlice<OperatorSpelling> {
    spellings[starts[Int(byte)]..<starts[Int(byte) + 1]]
  }

  /// The longest spelling that the text before `end` ends with, or nil. A word counts only where no name goes
  /// on before it.
  func ending(_ text: [UInt8], from start: Int, at end: Int) -> OperatorSpelling? {
    let matching = spellings.filter { spelling in
      let position = end - spelling.length
      guard position >= start, spelling.matches(text, at: position, end: end) else { return false }
      guard spelling.isWord, position > start else { return true }
      return text[position - 1] < 0x80 && !isASCIINameByte(text[position - 1])
    }
    return matching.max { $0.length < $1.length }
  }
}
