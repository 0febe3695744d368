import SeededRandom
import Testing

@testable import Commands

@Suite struct JournalArraysTests {
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix(seed: seed)
    return (0..<count).map { _ in
      Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
    }.map { $0.isFinite ? $0 : -0.0 }
  }

  private static func text(_ numbers: [Double], rows: Int? = nil) -> String {
    let width = rows.map { numbers.count / $0 } ?? numbers.count
    let lines = stride(from: 0, to: numbers.count, by: width).map { start in
      numbers[start..<start + width].map(\.description).joined(separator: ", ")
    }
    return "[" + lines.joined(separator: "; ") + "]"
  }

  /// Large arrays leave the text, and come back to the bit.
  @Test func arraysComeBack() throws {
    let vector = Self.text(Self.numbers(2000, seed: 1))
    let matrix = Self.text(Self.numbers(3000, seed: 2), rows: 30)
    let statement = "W, b := \(matrix), 2*\(vector) + [1, 2] + [\(vector)]"
    let (short, files) = JournalArrays.takingOut(of: statement)
    #expect(short.hasPrefix("W, b := ⟦30×100 ") && short.utf8.count < 200)
    #expect(files.map(\.name).count == 3 && Set(files.map(\.name)).count == 2)
    let stored = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    let again = try JournalArrays.puttingBack(Array(short.utf8)) { stored[$0] }
    #expect(String(decoding: again, as: UTF8.self) == statement)
    // The file is one of NumPy's: the numbers begin at a multiple of 64.
    let bytes = try #require(files.first?.bytes)
    #expect(bytes.count % 64 == 3000 * 8 % 64 && bytes[1...5].elementsEqual("NUMPY".utf8))
  }

  /// What is no array of numbers stays text.
  @Test func otherTextStays() {
    let numbers = Self.text(Self.numbers(2000, seed: 3))
    for statement in [
      "x = 3", "[1, 2, 3]", numbers.replacing("[", with: "[x, "), numbers.replacing("]", with: ", ]"),
      numbers.replacing("]", with: "; 1]"), String(numbers.dropLast()),
      numbers.replacing("[", with: "[1 2, "),
      String(repeating: "[", count: 20_000), "# " + String(repeating: "1, ", count: 10_000),
    ] {
      #expect(JournalArrays.takingOut(of: statement).statement == statement)
    }
  }

  /// A file that is missing, cut off or changed is told, and nothing is made of it.
  @Test func changedFilesAreNoticed() throws {
    let (short, files) = JournalArrays.takingOut(of: "v = " + Self.text(Self.numbers(2000, seed: 4)))
    let file = try #require(files.first)
    var changed = file.bytes
    changed[changed.count - 9] ^= 1
    for bytes in [
      nil, [], Array(file.bytes.dropLast()), Array(file.bytes.dropLast(8)), changed,
      Array(file.bytes.prefix(70)),
    ] {
      #expect(throws: JournalArrays.Missing(name: file.name)) {
        try JournalArrays.puttingBack(Array(short.utf8)) { _ in bytes }
      }
    }
  }
}
