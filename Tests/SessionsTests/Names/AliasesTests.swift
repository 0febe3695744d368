import SeededRandom
import Testing

@testable import Sessions

@Suite struct AliasesTests {
  @Test func theFirstNameIsTheOneWithTheFirstPlace() {
    var aliases = Aliases()
    for (place, name) in ["a", "b", "c", "d"].enumerated() { aliases.insert(name, at: place) }
    #expect(aliases.first == .init(name: "a", place: 0))
    aliases.remove("a")
    aliases.remove("c")
    #expect(aliases.first == .init(name: "b", place: 1) && aliases.names == ["b", "d"])
    aliases.insert("c", at: 2)
    aliases.insert("a", at: 0)
    #expect(aliases.first == .init(name: "a", place: 0) && aliases.names == ["a", "b", "c", "d"])
    for name in ["a", "b", "c", "d"] { aliases.remove(name) }
    #expect(aliases.isEmpty && aliases.first == nil)
    aliases.insert("d", at: 3)
    #expect(aliases.first == .init(name: "d", place: 3))
  }

  @Test func aNameThatComesAgainIsTheLast() {
    var aliases = Aliases()
    aliases.insert("a", at: 0)
    aliases.insert("b", at: 1)
    aliases.remove("a")
    aliases.insert("a", at: 2)
    #expect(aliases.first?.name == "b" && aliases.names == ["b", "a"] && aliases.place(of: "a") == 2)
  }

  @Test func theyAgreeWithAListOfNames() {
    var aliases = Aliases()
    var list: [(name: String, place: Int)] = []
    var gone: [(name: String, place: Int)] = []
    var random = SplitMix(seed: 7)
    for place in 0..<4000 {
      let choice = Int.random(in: 0..<30_000, using: &random)
      switch choice % 5 {
      case 0, 1:
        list.append(("n\(place)", place))
        aliases.insert("n\(place)", at: place)
      case 2...3 where !list.isEmpty:
        let row = list.remove(at: choice % 3 == 0 ? 0 : choice % list.count)
        gone.append(row)
        aliases.remove(row.name)
      default:
        guard let row = gone.popLast() else { continue }
        list.insert(row, at: list.firstIndex { $0.place > row.place } ?? list.count)
        aliases.insert(row.name, at: row.place)
      }
      #expect(aliases.first?.name == list.first?.name)
      #expect(aliases.rowCount <= 2 * list.count + 2 * gone.count + 8)
    }
    #expect(aliases.names == list.map(\.name))
  }

  @Test func theWorkIsInProportionToTheNames() {
    let count = 20_000
    var aliases = Aliases()
    for place in 0..<count { aliases.insert("n\(place)", at: place) }
    // From both ends, with a question each time, and back.
    for place in 0..<count / 2 {
      aliases.remove("n\(place)")
      aliases.remove("n\(count - 1 - place)")
      _ = aliases.first
    }
    for place in (0..<count).reversed() { aliases.insert("n\(place)", at: place) }
    #expect(aliases.first?.name == "n0")
    #expect(aliases.visits < 6 * count && aliases.rowCount <= 2 * count + 8)
  }
}
