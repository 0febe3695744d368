import SeededRandom
import Testing

@testable import Formulas

@Suite struct NumberTests {
  /// The value of a text that is one number.
  private func value(_ text: String) throws -> Double? {
    let bytes = Array(text.utf8)
    let formula = try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count))
    guard formula.nodes.count == 1, case .number(let value) = formula.nodes[0].kind else { return nil }
    return value
  }

  @Test(
    "Numbers can be typed in these ways",
    arguments: [
      ("3", 3.0), ("3.5", 3.5), (".5", 0.5), ("5.", 5), ("1e-3", 1e-3), ("1E+3", 1000), ("5.e1", 50),
      ("1_000_000", 1e6), ("1_0.2_5e1_0", 10.25e10), ("0x1F", 31), ("0Xff_FF", 65535), ("007", 7),
      ("123456789", 123_456_789), ("1234567890", 1_234_567_890), ("0", 0), ("0e999999999999999999999", 0),
      ("0x0000000000000000000", 0), ("0x10000000000000001", 0x1p64),
    ])
  func notations(text: String, expected: Double) throws { #expect(try value(text) == expected) }

  @Test(
    "Decimals are rounded correctly",
    arguments: [
      "0.1", "9007199254740993", "9007199254740992", "1e22", "1e23", "123456789012345678901234567890",
      "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9406564584124654e-324", "5e-324", "2.5e-324",
      "1.7976931348623157e308", "8.98846567431158e307", "0.30000000000000004", "100000000000000000000000",
      "3.14159265358979323846264338327950288", "179769313486231570000000000000000000000e270",
      "0.000000000000000000000000000000000000000000000000000000000001", "9007199254740991e22",
      "9007199254740991e-22",
    ])
  func rounding(text: String) throws { #expect(try value(text) == Double(text)) }

  @Test("Random numbers are read back as they were printed") func random() throws {
    var generator = SplitMix(seed: 7)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: generator.next() & ~(1 << 63))
      guard number.isFinite else { continue }
      #expect(try value(number.description) == number)
    }
  }

  @Test("A number with a million digits is read") func long() throws {
    #expect(try value("0." + String(repeating: "3", count: 1_000_000)) == 1.0 / 3)
    #expect(try value(String(repeating: "0", count: 1_000_000) + "7") == 7)
  }
}
