import Testing

@testable import Sessions

@Suite struct NameTableTests {
  @Test func namesKeepTheirOrderAndTheirValues() {
    var table = NameTable<Int>()
    for number in 0..<1000 { table["v\(number)"] = number }
    for number in 0..<1000 { #expect(table["v\(number)"] == number) }
    table["v3"] = -3
    #expect(table["v3"] == -3 && table["v1000"] == nil)
    #expect(table.elements.map { $0.value } == (0..<1000).map { $0 == 3 ? -3 : $0 })
  }

  /// Nobody can choose names that all fall on one place.
  @Test func hashesAreOthersInEachTable() {
    let one = NameTable<Int>()
    let other = NameTable<Int>()
    let names = (0..<256).map { "name\($0)" } + (0..<256).map { String(repeating: "x", count: $0) }
    func places(_ table: borrowing NameTable<Int>) -> [UInt32] {
      var places: [UInt32] = []
      for name in names { places.append(table.hash(of: name) & 1023) }
      return places
    }
    let (a, b) = (places(one), places(other))
    #expect(zip(a, b).count { $0 == $1 } < 50)
    // Of 512 names on 1,024 places about 400 have another one.
    #expect(Set(a).count > 300 && Set(b).count > 300)
    #expect(places(NameTable(copying: one)) == a)
  }

  @Test func aRemovedNameComesBackLast() {
    var table = NameTable<Int>()
    for name in ["x", "y", "z"] { table[name] = 1 }
    table["x"] = nil
    table["x"] = nil
    #expect(table["x"] == nil && table.elements.map { $0.name } == ["y", "z"])
    for number in 0..<100 {
      table["x"] = number
      #expect(table["x"] == number && table.elements.map { $0.name } == ["y", "z", "x"])
      table["x"] = nil
    }
  }

  @Test func aNameIsPutBackInItsPlace() {
    var table = NameTable<Int>()
    for number in 0..<300 { table["v\(number)"] = number }
    let removed = [7, 299, 0, 150, 8].map { ("v\($0)", table.placed("v\($0)")) }
    for (name, _) in removed { table[name] = nil }
    table["v150"] = -1
    // So many that the table grows, and forgets where the others stood.
    for number in 300..<2000 { table["v\(number)"] = number }
    for number in 300..<2000 { table["v\(number)"] = nil }
    for (name, value) in removed.reversed() { table.restore(name, value) }
    #expect(table.elements.map { $0.value } == Array(0..<300))
    table["last"] = 300
    #expect(table.elements.map { $0.value } == Array(0...300))
    table.restore("last", nil)
    #expect(table["last"] == nil && table.placed("last") == nil)
    let copy = NameTable(copying: table)
    #expect(copy.elements.map { $0.value } == Array(0..<300))
  }

  @Test("Names are one exactly where they are equal as strings") func equivalence() {
    var table = NameTable<String>()
    let spellings = [
      "é", "e\u{301}", "K", "\u{212A}", "aK", "a\u{212A}", "Å", "\u{212B}", "Ω", "\u{2126}", "k",
    ]
    for first in spellings {
      table[first] = first
      for second in spellings { #expect((table[second] == first) == (first == second)) }
      table[first] = nil
    }
  }

  @Test("The Kelvin sign alone is equivalent to an ASCII letter") func kelvin() {
    let letters = (UInt8(ascii: "0")...UInt8(ascii: "z")).map { String(Unicode.Scalar($0)) }
    for value in UInt32(0x80)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      #expect(letters.contains(String(scalar)) == (value == 0x212A))
    }
  }
}
