/// What a spelling such as `-` can stand for: an operator before its operand, one between two, one behind its operand.
struct OperatorMeaning: Hashable, BitwiseCopyable {
  /// The operator that stands before its operand.
  var prefix: OperatorID?

  /// The operator that stands behind an operand: before another one, or alone. No spelling has both meanings, and so a token
  /// is no larger than two operators.
  var behindOperand: OperatorID?

  /// The operator that stands between two operands.
  var infix: OperatorID? { behindOperand?.fixity == .infix ? behindOperand : nil }

  /// The operator that stands behind its operand.
  var postfix: OperatorID? { behindOperand?.fixity == .postfix ? behindOperand : nil }

  /// Whether it stands for no operator at all.
  var isNone: Bool { prefix == nil && behindOperand == nil }

  /// Whether an operand is to follow.
  var needsOperand: Bool { prefix != nil || infix != nil }
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

  /// Whether it ends with a letter but is no word, as `.T` is: then no name may go on behind it.
  var endsLikeName: Bool {
    !isWord && length > 1 && isASCIINameByte(UInt8(truncatingIfNeeded: packed >> (8 * (length - 1))))
  }

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

/// What a byte says about operators.
struct ByteMeaning {
  /// What it means as an operator of this one byte; none if it is no such operator.
  var meaning = OperatorMeaning()

  /// Whether it may begin a longer operator: `<`, but not `+`.
  var isBeginning = false

  /// Whether an operator may go on with it: with `=`, but not with `3`.
  var isContinuation = false
}

/// All spellings, found by their first byte, the longest first.
struct OperatorSpellings {
  private let spellings: [OperatorSpelling]

  /// For every first byte where its spellings begin in `spellings`; the next byte's beginning is their end.
  private let starts: [Int]

  /// For every byte whether a spelling ends with it.
  private let endings: [Bool]

  /// What the lexer asks about a byte.
  private let bytes: [ByteMeaning]

  /// The spellings of the operator table.
  static let all = OperatorSpellings(Operator.table)

  init(_ operators: [Operator]) {
    var found: [OperatorSpelling] = []
    for row in operators {
      for spelling in row.spellings {
        let packed = spelling.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        let index = found.firstIndex { $0.packed == packed } ?? found.count
        if index == found.count {
          found.append(
            OperatorSpelling(
              packed: packed, length: spelling.utf8.count,
              isWord: spelling.utf8.allSatisfy(isASCIINameByte), meaning: OperatorMeaning()))
        }
        switch row.fixity {
        case .prefix: found[index].meaning.prefix = row.id
        case .infix, .postfix: found[index].meaning.behindOperand = row.id
        }
      }
    }
    let sorted = found.sorted {
      let (left, right) = ($0.packed & 0xFF, $1.packed & 0xFF)
      return left != right ? left < right : ($0.length, $0.packed) > ($1.length, $1.packed)
    }
    var starts: [Int] = []
    var endings = [Bool](repeating: false, count: 256)
    var bytes = [ByteMeaning](repeating: ByteMeaning(), count: 256)
    for (index, spelling) in sorted.enumerated() {
      let first = Int(spelling.packed & 0xFF)
      while starts.count <= first { starts.append(index) }
      endings[Int(spelling.packed >> (8 * (spelling.length - 1)))] = true
      if spelling.length == 1 {
        bytes[first].meaning = spelling.meaning
      } else {
        bytes[first].isBeginning = true
        bytes[Int(spelling.packed >> 8 & 0xFF)].isContinuation = true
      }
    }
    while starts.count <= 256 { starts.append(sorted.count) }
    (spellings, self.starts, self.endings, self.bytes) = (sorted, starts, endings, bytes)
  }

  /// What a byte says about operators.
  @inline(__always)
  subscript(byte: UInt8) -> ByteMeaning { bytes[Int(byte)] }

  /// The indices of the spellings that begin with `byte`, the longest first.
  func beginning(with byte: UInt8) -> Range<Int> { starts[Int(byte)]..<starts[Int(byte) + 1] }

  /// A spelling by its index.
  subscript(index: Int) -> OperatorSpelling { spellings[index] }

  /// The longest spelling of an operator that needs another operand and that the text before `end` ends with, or nil. A
  /// word counts only where no name goes on before it.
  func ending(_ text: [UInt8], from start: Int, at end: Int) -> OperatorSpelling? {
    guard end > start, endings[Int(text[end - 1])] else { return nil }
    let matching = spellings.filter { spelling in
      let position = end - spelling.length
      guard position >= start, spelling.meaning.needsOperand,
        spelling.matches(text, at: position, end: end)
      else { return false }
      guard spelling.isWord, position > start else { return true }
      return text[position - 1] < 0x80 && !isASCIINameByte(text[position - 1])
    }
    return matching.max { $0.length < $1.length }
  }
}
