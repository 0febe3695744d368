import Foundation

/// A number with three significant digits, and without decimals from 100 on.
func formatted(_ number: Double) -> String {
  if !number.isFinite { return "–" }
  let magnitude = abs(number)
  if magnitude >= 10_000 { return counted(number) }
  let decimals = magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : magnitude >= 0.0995 ? 2 : 4
  return String(format: "%.\(decimals)f", number)
}

/// A whole number with its thousands apart, or what it is with as few digits as it takes.
func counted(_ number: Double) -> String {
  guard number.isFinite, abs(number) >= 1000 else { return String(format: "%g", number) }
  var digits = String(Int(number.rounded()).magnitude)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}
