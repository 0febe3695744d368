import SeededRandom
import Pictures
import Testing

struct NumberFormatTests {
  @Test(
    arguments: [
      (23.0, "23"),
      (-3.0, "-3"),
      (0.0, "0"),
      (-0.0, "0"),
      (0.5, "0.5"),
      (0.1 + 0.2, "0.3"),
      (-1.0 / 3, "-0.3333333333"),
      (2.0 / 3, "0.6666666667"),
      (100.25, "100.25"),
      (0.0001, "0.0001"),
      (0.00001234, "1.234e-5"),
      (1.5e-17, "1.5e-17"),
      (-1e-300, "-1e-300"),
      (.leastNonzeroMagnitude, "4.940656458e-324"),
      (9.99999999999, "10"),
      (0.000099999999999, "0.0001"),
      (1234567890.5, "1234567890"),
      (12345678901.5, "1.23456789e10"),
      (123456789012345, "123456789012345"),
      (999_999_999_999_999, "999999999999999"),
      (1e15, "1e15"),
      (-9007199254740992, "-9.007199255e15"),
      (1e200, "1e200"),
      (.greatestFiniteMagnitude, "1.797693135e308"),
      (.infinity, "inf"),
      (-.infinity, "-inf"),
      (.nan, "nan"),
      (-.nan, "nan"),
    ] as [(Double, String)])
  func `ten digits are shown as people write them`(number: Double, expected: String) {
    #expect(NumberFormat().string(number) == expected)
  }

  @Test(
    arguments: [
      (1, 0.25, "0.2"),
      (1, 0.35, "0.3"),
      (1, 9.5, "1e1"),
      (2, 9.95, "9.9"),
      (3, 1234.5, "1.23e3"),
      (3, 1234, "1234"),
      (3, 0.0019995, "0.002"),
      (17, 0.1, "0.10000000000000001"),
      (17, 1e23, "9.9999999999999992e22"),
      (0, 0.75, "0.8"),
      (99, 0.1, "0.10000000000000001"),
    ] as [(Int, Double, String)])
  func `rounding starts from the exact binary value`(digits: Int, number: Double, expected: String) {
    #expect(NumberFormat(digits: digits).string(number) == expected)
  }

  @Test func `seventeen digits read back as the same number`() {
    var generator = SplitMix(seed: 1)
    for _ in 0..<10_000 {
      let number = Double(bitPattern: generator.next())
      if number.isNaN { continue }
      #expect(Double(NumberFormat(digits: 17).string(number)) == number)
    }
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"), (-999, "-999"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `counts have their digits in groups of three`(number: Int, expected: String) {
    #expect(NumberFormat.grouped(number) == expected)
  }

  @Test func `a count agrees with its noun`() {
    #expect(NumberFormat.count(1, "node") == "1 node")
    #expect(NumberFormat.count(0, "node") == "0 nodes")
    #expect(NumberFormat.count(1200, "node") == "1,200 nodes")
    #expect(NumberFormat.count(2, "entry", plural: "entries") == "2 entries")
    #expect(NumberFormat.count(1, "entry", plural: "entries") == "1 entry")
  }
}
