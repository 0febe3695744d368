import Pictures
import Testing

struct ExcerptTests {
  @Test func `the first and the last are shown, and how many are between them`() {
    let excerpt = Excerpt(first: 3, last: 2, of: 10)
    #expect(excerpt.places == [0, 1, 2, 8, 9])
    #expect(excerpt.omittedCount == 5)
    var told: [String] = []
    excerpt.forEach {
      told.append("\($0)")
    } omission: {
      told.append("… \($0) …")
    }
    #expect(told == ["0", "1", "2", "… 5 …", "8", "9"])
  }

  @Test(arguments: [(0, 0), (1, 0), (5, 0), (6, 0), (7, 2), (1000, 995)])
  func `a single thing is not left out`(count: Int, omitted: Int) {
    let excerpt = Excerpt(first: 3, last: 2, of: count)
    #expect(excerpt.omittedCount == omitted)
    #expect(excerpt.places.count == count - omitted)
  }

  @Test func `a table has 40 rows unless all are wanted`() {
    #expect(Excerpt(ofRows: 41).omittedCount == 0)
    #expect(Excerpt(ofRows: 42).places == Array(0..<30) + Array(32..<42))
    #expect(Excerpt(ofRows: 1000, whole: true) == Excerpt(all: 1000))
  }

  @Test func `numbers that are out of range are harmless`() {
    #expect(Excerpt(first: .max, last: .max, of: 3).omittedCount == 0)
    #expect(Excerpt(first: -1, last: -1, of: 3).places.isEmpty)
  }
}
