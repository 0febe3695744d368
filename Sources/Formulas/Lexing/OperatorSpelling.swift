/// What a spelling such as `-` can stand for: an operator before its operand, one between two, or both.
struct OperatorMeaning: Hashable, BitwiseCopyable {
  /// The identifiers of the two, or `none`.
  private var rawPrefix = Self.none
  private var rawInfix = Self.none

  /// More than there are operators.
  private static let none = UInt8.max

  /// Whether it stands for no operator at all.
  var isNone: Bool { rawPrefix == Self.none && rawInfix == Self.none }

  /// The operator that stands before its operand.
  var prefix: OperatorID? {
    get { rawPrefix == Self.none ? nil : OperatorID(rawValue: rawPrefix) }
    set { rawPrefix = newValue?.rawValue ?? Self.none }
  }

  /// The operator that stands between two operands.
  var infix: OperatorID? {
    get { rawInfix == Self.none ? nil : OperatorID(rawValue: rawInfix) }
    set { rawInfix = newValue?.rawValue ?? Self.none }
  }
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
    var offset = position
    while rest != 0 {
      if text[offset] != UInt8(truncatingIfNeeded: rest) { return false }
      rest >>= 8
      offset += 1
    }
    return true
  }
}

/// All spellings, found by their first byte, the longest first.
struct OperatorSpellings {
  private let spellings: [OperatorSpelling]

  /// For every first byte where its spellings begin in `spellings`; the next byte's beginning is their end.
  private let starts: [Int]

  /// For every byte whether a spelling ends with it.
  private let endings: [Bool]

  /// For every byte what it means, if it can only be an operator of this one byte.
  private let onlyMeanings: [OperatorMeaning]

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
    endings = (0...255).map { byte in
      sorted.contains { $0.packed >> (8 * ($0.length - 1)) == byte }
    }
    onlyMeanings = (0...255).map { byte in
      let candidates = sorted.filter { $0.packed & 0xFF == byte }
      return candidates.count == 1 && candidates[0].length == 1 ? candidates[0].meaning : OperatorMeaning()
    }
  }

  /// What a byte means if it can only be an operator of this one byte, else no operator: `+`, but not `<`, which may
  /// become `<=`.
  func onlyMeaning(of byte: UInt8) -> OperatorMeaning { onlyMeanings[Int(byte)] }

  /// The indices of the spellings that begin with `byte`, the longest first.
  func beginning(with byte: UInt8) -> Range<Int> { starts[Int(byte)]..<starts[Int(byte) + 1] }

  /// A spelling by its index.
  subscript(index: Int) -> OperatorSpelling { spellings[index] }

  /// The longest spelling that the text before `end` ends with, or nil. A word counts only where no name goes
  /// on before it.
  func ending(_ text: [UInt8], from start: Int, at end: Int) -> OperatorSpelling? {
    guard end > start, endings[Int(text[end - 1])] else { return nil }
    let matching = spellings.filter { spelling in
      let position = end - spelling.length
      guard position >= start, spelling.matches(text, at: position, end: end) else { return false }
      guard spelling.isWord, position > start else { return true }
      return text[position - 1] < 0x80 && !isASCIINameByte(text[position - 1])
    }
    return matching.max { $0.length < $1.length }
  }
}
