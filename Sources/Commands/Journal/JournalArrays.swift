/// Large arrays of a journal, which stand in files beside it.
///
/// A list of very many numbers in brackets is no text that anybody reads. In its place the journal says `⟦784×128 name⟧`, and the
/// file of that name holds the numbers, to the bit, in the format of NumPy. It is called after what it holds, so that the same
/// array is kept once, and a file that was changed is noticed.
package enum JournalArrays {
  /// A file to be kept.
  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
  }

  /// How many bytes of text are left in the journal.
  private static let longestText = 16_384

  private static let (opening, closing) = ("⟦", "⟧")

  /// A statement with the names of files in the places of its large arrays, and the files.
  package static func takingOut(of statement: String) -> (statement: String, files: [File]) {
    if statement.utf8.count <= longestText { return (statement, []) }
    let bytes = Array(statement.utf8)
    var (result, files, copied) = ([UInt8](), [File](), 0)
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "[")) {
      position = start + 1
      guard let end = bytes[position...].firstIndex(where: { !isPart($0) }) else { break }
      if bytes[end] == UInt8(ascii: "]"), end - start > longestText,
        let array = Numbers(bytes[position..<end])
      {
        result += bytes[copied..<start] + Array((opening + array.extents + " " + array.name + closing).utf8)
        files.append(File(name: array.name, bytes: array.file))
        copied = end + 1
      }
      position = end
    }
    result += bytes[copied...]
    return files.isEmpty ? (statement, []) : (String(decoding: result, as: UTF8.self), files)
  }

  /// A statement as it was, with its arrays from their files.
  ///
  /// - Throws: `Missing` where a file is not there, or not what it was.
  package static func puttingBack(
    _ statement: [UInt8], _ load: (_ name: String) -> [UInt8]?
  ) throws(Missing) -> [UInt8] {
    let (mark, end) = (Array(opening.utf8), Array(closing.utf8))
    guard var next = statement.firstRange(of: mark) else { return statement }
    var (result, copied) = ([UInt8](), 0)
    while let last = statement[next.upperBound...].firstRange(of: end) {
      let words = statement[next.upperBound..<last.lowerBound].split(separator: UInt8(ascii: " "))
      let name = String(decoding: words.last ?? [], as: UTF8.self)
      guard let bytes = load(name), let array = Numbers(file: bytes), array.name == name else {
        throw Missing(name: name)
      }
      result += statement[copied..<next.lowerBound] + array.text
      copied = last.upperBound
      guard let following = statement[copied...].firstRange(of: mark) else { break }
      next = following
    }
    return result + statement[copied...]
  }

  /// A file that is not there, or not what it was.
  package struct Missing: Error, Equatable {
    package let name: String
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
      true
    default: false
    }
  }
}

/// The numbers of a vector or matrix on their way between text and file.
private struct Numbers {
  /// How many rows there are; nil for a vector.
  let rows: Int?
  let numbers: [Double]

  /// What stands between brackets; nil where that is not numbers alone, or not as many in each row.
  init?(_ text: ArraySlice<UInt8>) {
    var numbers: [Double] = []
    let lines = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    var width: Int?
    for line in lines {
      let before = numbers.count
      for word in line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        let blanks = [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t")]
        let trimmed = word.drop { blanks.contains($0) }
        let digits = trimmed.prefix { !blanks.contains($0) }
        guard trimmed.dropFirst(digits.count).allSatisfy(blanks.contains),
          let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite
        else { return nil }
        numbers.append(number)
      }
      guard width == nil || width == numbers.count - before else { return nil }
      width = numbers.count - before
    }
    (rows, self.numbers) = (lines.count > 1 ? lines.count : nil, numbers)
  }

  /// `784×128`, or how many elements a vector has.
  var extents: String { rows.map { "\($0)×\(numbers.count / max(1, $0))" } ?? "\(numbers.count)" }

  /// The array as it is typed, to the bit.
  var text: [UInt8] {
    let width = rows.map { numbers.count / max(1, $0) } ?? numbers.count
    var text = [UInt8(ascii: "[")]
    for (position, number) in numbers.enumerated() {
      if position > 0 { text += position % width == 0 ? Array("; ".utf8) : Array(", ".utf8) }
      text += Array(number.description.utf8)
    }
    return text + [UInt8(ascii: "]")]
  }

  // MARK: Files

  /// The name of a file: a hash of the array, 128 bits of it.
  var name: String {
    var (a, b) = (0x9E37_79B9_7F4A_7C15 as UInt64, 0xC2B2_AE3D_27D4_EB4F as UInt64)
    func mix(_ word: UInt64) {
      a = (a ^ word) &* 0xBF58_476D_1CE4_E5B9
      a ^= a >> 29
      b = (b &+ word) &* 0x94D0_49BB_1331_11EB
      b ^= b >> 31
    }
    mix(UInt64(rows ?? 0))
    mix(UInt64(numbers.count))
    for number in numbers { mix(number.bitPattern) }
    return [a, b].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]

  private var header: [UInt8] {
    let shape = rows.map { "(\($0), \(numbers.count / max(1, $0)))" } ?? "(\(numbers.count),)"
    var words = Array("{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }".utf8)
    // The numbers begin at a multiple of 64 bytes.
    while (Self.magic.count + 2 + words.count + 1) % 64 != 0 { words.append(UInt8(ascii: " ")) }
    words.append(UInt8(ascii: "\n"))
    return Self.magic + [UInt8(words.count & 0xFF), UInt8(words.count >> 8)] + words
  }

  /// The bytes of the file.
  var file: [UInt8] {
    var bytes = header
    bytes.reserveCapacity(bytes.count + 8 * numbers.count)
    for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
    return bytes
  }

  /// What a file holds that was written here; nil if it is another.
  init?(file: [UInt8]) {
    guard file.starts(with: Self.magic), let end = file.firstIndex(of: UInt8(ascii: "\n")),
      (file.count - end - 1) % 8 == 0
    else { return nil }
    let header = String(decoding: file[Self.magic.count + 2..<end], as: UTF8.self)
    guard let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")") else { return nil }
    let extents = header[header.index(after: open)..<close].split(separator: ",").compactMap {
      Int($0.filter { $0 != " " })
    }
    let count = (file.count - end - 1) / 8
    guard (1...2).contains(extents.count),
      case (let product, false) = extents[0].multipliedReportingOverflow(
        by: extents.count > 1 ? extents[1] : 1),
      product == count
    else { return nil }
    rows = extents.count > 1 ? extents[0] : nil
    numbers = (0..<count).map { number in
      var bits: UInt64 = 0
      for byte in 0..<8 { bits |= UInt64(file[end + 1 + 8 * number + byte]) << (8 * byte) }
      return Double(bitPattern: bits)
    }
    if self.file != file { return nil }
  }
}

extension Collection<UInt8> {
  /// Where some bytes stand first.
  fileprivate func firstRange(of bytes: [UInt8]) -> Range<Index>? {
    guard let first = bytes.first else { return nil }
    var position = startIndex
    while let start = self[position...].firstIndex(of: first) {
      if self[start...].starts(with: bytes) { return start..<index(start, offsetBy: bytes.count) }
      position = index(after: start)
    }
    return nil
  }
}
