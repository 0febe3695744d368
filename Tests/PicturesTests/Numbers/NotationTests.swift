import SeededRandom
import Pictures
import Testing

struct NotationTests {
  @Test(
    arguments: [
      (10, 23, "2.3e1", "23e0"),
      (10, 1, "1e0", "1e0"),
      (10, -1234.5, "-1.2345e3", "-1.2345e3"),
      (10, 12345.678, "1.2345678e4", "12.345678e3"),
      (10, 0.00012, "1.2e-4", "120e-6"),
      (10, 0.001, "1e-3", "1e-3"),
      (10, 0.01, "1e-2", "10e-3"),
      (10, 0.1, "1e-1", "100e-3"),
      (10, 123456789012345, "1.23456789e14", "123.456789e12"),
      (4, 9.9996, "1e1", "10e0"),
      (4, 999.96, "1e3", "1e3"),
      (4, 0.00099996, "1e-3", "1e-3"),
      (1, 234, "2e2", "200e0"),
      (2, 99.6, "1e2", "100e0"),
      (10, .greatestFiniteMagnitude, "1.797693135e308", "179.7693135e306"),
      (10, .leastNonzeroMagnitude, "4.940656458e-324", "4.940656458e-324"),
      (10, 0, "0", "0"),
      (10, -0.0, "0", "0"),
      (10, .infinity, "inf", "inf"),
      (10, -.infinity, "-inf", "-inf"),
      (10, .nan, "nan", "nan"),
      (10, -.nan, "nan", "nan"),
    ] as [(Int, Double, String, String)])
  func `numbers are written with exponents`(
    digits: Int, number: Double, scientific: String, engineering: String
  ) {
    #expect(NumberFormat(digits: digits, notation: .scientific).string(number) == scientific)
    #expect(NumberFormat(digits: digits, notation: .engineering).string(number) == engineering)
  }

  @Test(arguments: NumberFormat.Notation.allCases)
  func `seventeen digits read back as the same number`(notation: NumberFormat.Notation) {
    let format = NumberFormat(digits: 17, notation: notation)
    var generator = SplitMix(seed: 2)
    for _ in 0..<5_000 {
      let number = Double(bitPattern: generator.next())
      if number.isNaN { continue }
      #expect(Double(format.string(number)) == number)
    }
  }

  @Test func `every magnitude has one digit before the point, or one to three`() {
    for exponent in -307...307 {
      for digits in [1, 2, 3, 10] {
        let number = Double("9.9951e\(exponent)") ?? .nan
        let scientific = NumberFormat(digits: digits, notation: .scientific).string(number)
        #expect(scientific.prefix { $0.isNumber }.count == 1, "\(scientific)")
        let engineering = NumberFormat(digits: digits, notation: .engineering).string(number)
        #expect((1...3).contains(engineering.prefix { $0.isNumber }.count), "\(engineering)")
        let power = engineering.split(separator: "e").last.flatMap { Int($0) }
        #expect(power.map { $0 % 3 } == 0, "\(engineering)")
      }
    }
  }
}
