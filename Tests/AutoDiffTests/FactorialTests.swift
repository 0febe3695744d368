@testable import AutoDiff
import Testing

@Suite struct FactorialTests {
  /// The exact product in decimal digits, read by the system: rounded once.
  @Test func everyFactorialIsCorrectlyRounded() throws {
    var digits = [1]
    for n in 0...170 {
      if n > 0 {
        var carry = 0
        for place in digits.indices {
          carry += digits[place] * n
          digits[place] = carry % 10
          carry /= 10
        }
        while carry > 0 {
          digits.append(carry % 10)
          carry /= 10
        }
      }
      let right = try #require(Double(digits.reversed().map(String.init).joined()))
      #expect(Opcode.factorial.value(Double(n)) == right, "\(n)!")
    }
    #expect(Opcode.factorial.value(171) == .infinity)
  }

  @Test func belowZeroItHasPoles() {
    #expect(!Opcode.factorial.value(-1).isFinite && !Opcode.factorial.value(-2).isFinite)
    #expect(Opcode.factorial.value(.nan).isNaN && Opcode.factorial.value(.infinity) == .infinity)
  }
}

@Suite struct LogarithmToBaseTests {
  @Test(
    arguments: [
      (8, 2, 3), (1000, 10, 3), (125, 5, 3), (243, 3, 5), (1e-5, 10, -5), (0.125, 2, -3), (8, 4, 1.5),
      (2, 16, 0.25),
      (343, 7, 3), (1, 7, 0), (7, 7, 1), (1.0 / 3, 3, -1), (59049, 9, 5), (1e6, 100, 3),
    ] as [(Double, Double, Double)])
  func whatIsAPowerOfTheBaseIsExact(x: Double, base: Double, power: Double) {
    #expect(Opcode.logToBase.value(x, base) == power)
  }

  @Test func everyPowerThatADoubleHoldsIsFound() {
    for base in 2...40 {
      var (power, exponent) = (1.0, 0)
      while power < 0x1p53 {
        #expect(Opcode.logToBase.value(power, Double(base)) == Double(exponent), "log(\(power), \(base))")
        power *= Double(base)
        exponent += 1
      }
    }
  }

  @Test(
    arguments: [(-1, 2), (2, -1), (2, 0), (2, 1), (.nan, 2), (2, .nan), (-1, 10), (-1, 3)]
      as [(Double, Double)])
  func outsideItsDomainItIsNoNumber(x: Double, base: Double) {
    #expect(Opcode.logToBase.value(x, base).isNaN)
  }
}
